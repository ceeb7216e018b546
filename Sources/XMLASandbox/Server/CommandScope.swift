import Synchronization

/// Ties a command in the model to the request that runs it: the command ends when this goes away, also
/// when the client closed the connection and nobody asks for the rest of the rows.
final class CommandScope: Sendable {
  let reference: CommandReference
  let running: RunningCommand
  private let onEnd: @Sendable (_ bytesSent: Int) -> Void
  private let bytesSent = Atomic(0)
  private let isEnded = Atomic(false)

  init(
    reference: CommandReference, running: RunningCommand, onEnd: @escaping @Sendable (Int) -> Void
  ) {
    self.reference = reference
    self.running = running
    self.onEnd = onEnd
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
    if !isEnded.exchange(true, ordering: .relaxed) {
      onEnd(bytesSent.load(ordering: .relaxed))
    }
  }
}
