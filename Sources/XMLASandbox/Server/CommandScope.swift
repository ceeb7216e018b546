import Synchronization

/// Ties a command in the model to the request that runs it: the command ends when this goes away, also
/// when the client closed the connection and nobody asks for the rest of the rows.
final class CommandScope: Sendable {
  let reference: CommandReference
  let running: RunningCommand
  private let onEnd: @Sendable (_ bytesSent: Int) -> Void
  private let bytesSent = Atomic(0)
  private let isEnded = Atomic(false)
  /// Stops the command when its time is over.
  private let timer: Task<Void, any Error>?

  /// - Parameter timeout: how many milliseconds the command may take; nil for ever.
  init(
    reference: CommandReference, running: RunningCommand, timeout: Int64?,
    onEnd: @escaping @Sendable (Int) -> Void
  ) {
    self.reference = reference
    self.running = running
    self.onEnd = onEnd
    timer = timeout.map { milliseconds in
      Task {
        // A day at a time: the clock can't count as far as a command may wait.
        var remaining = milliseconds
        while remaining > 0 {
          let step = min(remaining, 86_400_000)
          try await Task.sleep(for: .milliseconds(step))
          remaining -= step
        }
        running.stop(.timedOut)
      }
    }
  }

  deinit {
    end()
  }

  /// Counts bytes of the reply.
  func count(bytesSent count: Int) {
    bytesSent.add(count, ordering: .relaxed)
  }

  /// Ends the command; later calls do nothing.
  func end() {
    timer?.cancel()
    if !isEnded.exchange(true, ordering: .relaxed) {
      onEnd(bytesSent.load(ordering: .relaxed))
    }
  }
}
