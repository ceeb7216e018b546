internal import SessionControl
internal import Synchronization
internal import Terminal

/// Opens the session of a run. The first signal leaves it a moment to become known, so that it can be ended; the next
/// one ends the process.
struct SessionOpening: Sendable {
  private static let grace: Duration = .seconds(2)

  let session: any StatementSession
  let database: String?

  /// - Throws: ``Interruption`` when a signal came, which was told; nothing was run.
  func run(_ interruptions: Interruptions) async throws {
    let context = CommandContext.required
    let task = Task {
      try await session.open()
      if let notice = session.notice { context.report("\(session.target): \(notice)") }
      if let database, interruptions.first == nil { try await session.use(database: database) }
    }
    let expiry = Mutex<Task<Void, any Error>?>(nil)
    interruptions.begin { _, _ in
      expiry.withLock {
        $0 =
          $0
          ?? Task {
            try await Task.sleep(for: Self.grace)
            task.cancel()
          }
      }
      return .last
    }
    defer {
      interruptions.end()
      expiry.withLock { $0?.cancel() }
    }
    let outcome = await withTaskCancellationHandler {
      await task.result
    } onCancel: {
      task.cancel()
    }
    if let interruption = interruptions.first {
      context.report("\(session.target): interrupted while the session was opened; nothing was run")
      throw interruption
    }
    try outcome.get()
  }
}
