import Synchronization

/// A command that a request waits for, and that another request may cancel.
///
/// Safe to use from any task.
final class RunningCommand: Sendable {
  private struct State {
    var isCancelled = false
    var isWoken = false
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

  /// Lets it go on; what it waited for is there.
  func wake() {
    state.withLock { state in
      state.isWoken = true
      state.sleeper?.cancel()
    }
  }

  /// To be called before asking for something that may have to be waited for.
  func prepareToWait() {
    state.withLock { $0.isWoken = false }
  }

  /// Waits until somebody wakes it.
  ///
  /// - Returns: false when the command was cancelled.
  /// - Throws: `CancellationError` when the calling task ends, which is when the server stops.
  func waitUntilWoken() async throws -> Bool {
    while true {
      do {
        guard try await sleep(milliseconds: 86_400_000) else { return false }
      } catch {
        // Whatever it sleeps for later is not cut short by this.
        let isWoken = state.withLock { state in
          defer { state.isWoken = false }
          return state.isWoken
        }
        guard isWoken else { throw error }
        return true
      }
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
      if state.isCancelled || state.isWoken {
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
