import Synchronization

/// A command that a request waits for, and that another request may cancel.
///
/// Safe to use from any task.
final class RunningCommand: Sendable {
  private struct State {
    /// Why it has to stop.
    var fault: SandboxFault?
    var isWoken = false
    var sleeper: Task<Void, any Error>?
  }

  private let state = Mutex(State())

  /// Why it has to stop; nil while it may go on.
  var fault: SandboxFault? {
    state.withLock { $0.fault }
  }

  /// Makes it stop; its caller is told.
  ///
  /// - Parameter fault: why; the first counts.
  func stop(_ fault: SandboxFault = .cancelled) {
    state.withLock { state in
      state.fault = state.fault ?? fault
      state.sleeper?.cancel()
    }
  }

  /// - Throws: why it has to stop.
  func check() throws(SandboxFault) {
    if let fault { throw fault }
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
  /// - Throws: why it has to stop; `CancellationError` when the calling task ends, which is when the server stops.
  func waitUntilWoken() async throws {
    while true {
      do {
        try await sleep(milliseconds: 86_400_000)
      } catch let error as CancellationError {
        // Whatever it sleeps for later is not cut short by this.
        let isWoken = state.withLock { state in
          defer { state.isWoken = false }
          return state.isWoken
        }
        guard isWoken else { throw error }
        return
      }
    }
  }

  /// Waits for a time.
  ///
  /// - Throws: why it has to stop; `CancellationError` when the calling task ends, which is when the server stops.
  func sleep(milliseconds: Int64) async throws {
    let sleeper = Task { try await Task.sleep(for: .milliseconds(milliseconds)) }
    state.withLock { state in
      state.sleeper = sleeper
      if state.fault != nil || state.isWoken {
        sleeper.cancel()
      }
    }
    let result = await withTaskCancellationHandler {
      await sleeper.result
    } onCancel: {
      sleeper.cancel()
    }
    try check()
    try result.get()
  }
}
