internal import SessionControl
internal import Terminal

/// Opens the session of a run. The first signal leaves it a moment to become known, so that it can be ended; the next
/// one ends the process.
struct SessionOpening: Sendable {
  let session: any StatementSession
  let database: String?
  /// How long it is waited for then.
  let grace: Duration

  private enum Event: Sendable {
    case signal
    case timeUp
    case ended(Result<Void, any Error>)
  }

  /// - Throws: ``Interruption`` when a signal came, which was told; nothing was run.
  func run(_ interruptions: Interruptions) async throws {
    let context = CommandContext.required
    let (events, inbox) = AsyncStream<Event>.makeStream()
    interruptions.begin { _, _ in
      inbox.yield(.signal)
      return .last
    }
    defer { interruptions.end() }
    let task = Task {
      do {
        inbox.yield(.ended(.success(try await open(context, interruptions))))
      } catch {
        inbox.yield(.ended(.failure(error)))
      }
    }
    defer { task.cancel() }
    var expiries: [Task<Void, any Error>] = []
    defer { for expiry in expiries { expiry.cancel() } }
    var outcome: Result<Void, any Error>?
    var isCancelled = false
    for await event in events {
      switch event {
      case .ended(let ended): outcome = ended
      case .timeUp where isCancelled: outcome = outcome ?? .failure(CancellationError())
      case .timeUp:
        isCancelled = true
        task.cancel()
        // A thread may hang in a connect. The session of a shell goes on, and is not left behind.
        if context.shell == nil { expiries.append(later(.seconds(1), inbox)) }
      case .signal: expiries.append(later(grace, inbox))
      }
      if outcome != nil { break }
    }
    if let interruption = interruptions.first {
      context.report("\(session.target): interrupted while the session was opened; nothing was run")
      throw interruption
    }
    // None: the command itself was cancelled.
    try (outcome ?? .failure(CancellationError())).get()
  }

  private func open(_ context: CommandContext, _ interruptions: Interruptions) async throws {
    try await session.open()
    if let notice = session.notice { context.report("\(session.target): \(notice)") }
    if let database, interruptions.first == nil { try await session.use(database: database) }
  }

  private func later(_ delay: Duration, _ inbox: AsyncStream<Event>.Continuation) -> Task<Void, any Error> {
    Task {
      try await Task.sleep(for: delay)
      inbox.yield(.timeUp)
    }
  }
}
