import Synchronization

/// A command that a request waits for, and that another request may cancel.
///
/// Safe to use from any task.
final class RunningCommand: Sendable {
  private struct State {
    var isCancelled = false
    var sleeper: Task<Void, any Error>?
  }

  private let state = Mutex(State())

  /// Whether somebody cancelled it.
  var isCancelled: Bool {
    state.withLock { $0.isCancelled }
  }

  /// Makes it stop; its caller is told.
  func cancel() {
    state.withLock { state in
      state.isCancelled = true
      state.sleeper?.cancel()
    }
  }

  /// Waits for a time, or until it is cancelled.
  ///
  /// - Returns: true after the time, false when the command was cancelled.
  /// - Throws: `CancellationError` when the calling task ends, which is when the server stops.
  func sleep(milliseconds: Int64) async throws -> Bool {
    let sleeper = Task { try await Task.sleep(for: .milliseconds(milliseconds)) }
    state.withLock { state in
      state.sleeper = sleeper
      if state.isCancelled {
        sleeper.cancel()
      }
    }
    let result = await withTaskCancellationHandler {
      await sleeper.result
    } onCancel: {
      sleeper.cancel()
    }
    if isCancelled {
      return false
    }
    try result.get()
    return true
  }
}
