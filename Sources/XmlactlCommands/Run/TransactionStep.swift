internal import SessionControl
internal import Terminal

/// One step of a script's transaction, on its way. Its answer is waited for as long as somebody has patience.
struct TransactionStep: Sendable {
  private enum Event: Sendable {
    case answered(Result<TransactionState, ControlError>)
    case signal(Interruption)
    case timeUp
  }

  private let verb: TransactionVerb
  private let session: any StatementSession
  private let interruptions: Interruptions

  init(_ verb: TransactionVerb, in session: any StatementSession, _ interruptions: Interruptions) {
    self.verb = verb
    self.session = session
    self.interruptions = interruptions
  }

  /// Sends it. A signal does not stop it: half a step there is not. The first is told that the answer is waited for, the
  /// second leaves.
  ///
  /// - Parameters:
  ///   - limit: how long to wait when somebody wants this program to end; nil is no less than for any answer.
  ///   - isUrgent: whether the limit holds from the start.
  /// - Returns: nil when nobody waits any longer.
  func run(within limit: Duration? = nil, isUrgent: Bool = false) async throws(ControlError)
    -> TransactionState?
  {
    let (events, inbox) = AsyncStream<Event>.makeStream()
    interruptions.begin { inbox.yield(.signal($0)) }
    defer { interruptions.end() }
    let task = Task {
      do { inbox.yield(.answered(.success(try await session.transact(verb)))) } catch let error
        as ControlError
      {
        inbox.yield(.answered(.failure(error)))
      } catch {
        inbox.yield(.answered(.failure(ControlError(.internalError, "\(verb.rawValue): \(error)"))))
      }
    }
    // Left behind, it gives up its connection.
    defer { task.cancel() }
    var expiry: Task<Void, any Error>?
    defer { expiry?.cancel() }
    func hurry() {
      guard let limit, expiry == nil else { return }
      expiry = Task {
        try await Task.sleep(for: limit)
        inbox.yield(.timeUp)
      }
    }
    if isUrgent || interruptions.isTermination { hurry() }
    var signals = 0
    for await event in events {
      switch event {
      case .answered(let result): return try result.get()
      case .timeUp: return nil
      case .signal(let interruption):
        signals += 1
        if signals > 1 { return nil }
        guard !interruption.isTermination else {
          hurry()
          continue
        }
        CommandContext.required.report(
          "\(session.target): waiting for the answer to the \(verb.rawValue); Ctrl-C again leaves without it")
      }
    }
    return nil
  }
}
