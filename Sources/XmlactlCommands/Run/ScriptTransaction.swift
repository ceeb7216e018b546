internal import SessionControl
internal import Terminal

/// The transaction around a script: begun before its first statement, committed after its last one, and rolled back
/// when one of them does not run to its end (seed "Managing Transactions").
struct ScriptTransaction: Sendable {
  /// How long a rollback is waited for when somebody wants this program to end. Who sends a SIGTERM often sends a
  /// SIGKILL ten seconds later, and the soft cancel had its two.
  private static let patience: Duration = .seconds(5)

  private let session: any StatementSession
  private let effects: [TransactionEffect]

  /// Looks at what the statements would do to the transaction, and warns of what can't be rolled back.
  ///
  /// - Throws: ``ControlError`` when one of them would begin or end it itself. Nothing was sent then.
  init(session: any StatementSession, script: [ScriptStatement]) throws {
    self.session = session
    effects = script.map { session.transactionEffect(of: $0.text) }
    var commits: [String] = []
    for (statement, effect) in zip(script, effects) {
      switch effect {
      case .controls(let why):
        throw ControlError(
          .badInput, "line \(statement.line): \(why), and --transaction does that", target: session.target,
          hint: "nothing was sent; take it out of the script, or leave out --transaction")
      case .commits(let name): commits.append("\(name) at line \(statement.line)")
      case .none, .unknown: break
      }
    }
    guard !commits.isEmpty else { return }
    let named = commits.prefix(5).joined(separator: ", ")
    let more = commits.count > 5 ? " and \(commits.count - 5) more" : ""
    CommandContext.required.report(
      "\(session.target): the server commits implicitly at \(named)\(more); what runs before can't be rolled back then"
    )
  }

  /// - Parameter each: runs the statement of an index; when it throws, that was told.
  func run(
    _ script: [ScriptStatement], _ interruptions: Interruptions, each: (Int) async throws -> Void
  ) async throws {
    var ledger = TransactionLedger()
    try await begin(interruptions)
    for (index, statement) in script.enumerated() {
      do {
        try await each(index)
      } catch {
        let failure = told(error)
        ledger.note(statement.line, effects[index])
        report(ledger.line(await undo(after: effects[index], interruptions)))
        throw failure
      }
      let isOpen = session.transactionCount > 0
      guard let notice = ledger.succeeded(statement.line, effects[index], isOpen: isOpen) else { continue }
      report(notice)
      guard index + 1 < script.count else { break }
      do { try await begin(interruptions) } catch {
        report(ledger.line(.notBegun))
        throw error
      }
    }
    try await commit(ledger, interruptions)
  }

  /// - Throws: what was told.
  private func begin(_ interruptions: Interruptions) async throws {
    do {
      guard session.transactionCount == 0 else {
        throw ControlError(
          .refused, "a transaction is open in the session already, so that a commit here would not commit",
          target: session.target, hint: "nothing was run; end it first, or take another session")
      }
      let step = TransactionStep(.begin, in: session, interruptions)
      guard let state = try await step.run() else {
        report("interrupted; the begin was not answered yet, and nothing was run in it")
        throw interruptions.first ?? ReportedFailure(status: .interrupted)
      }
      guard TransactionClaim.isContradicted(.begin, by: state) else { return }
      report("\(TransactionClaim(.begin, before: .none, after: state)); nothing was run in it")
      throw ReportedFailure(status: .stillThere)
    } catch let error as ControlError {
      throw told(error)
    }
  }

  private func undo(
    after effect: TransactionEffect, _ interruptions: Interruptions
  ) async -> TransactionLedger.End {
    guard session.isOpen else { return .lost(effect, session.leftover) }
    guard session.transactionCount > 0 else { return .gone(effect) }
    // After a hard cancel the session may still be busy with the statement.
    let isBusy = session.leftover.map { if case .session = $0 { true } else { false } } ?? false
    return await Self.rollBack(session, interruptions, isUrgent: isBusy)
  }

  /// Rolls back what is open; where that fails, the session is given up.
  ///
  /// - Parameter isUrgent: whether nobody has more patience than a moment.
  static func rollBack(
    _ session: any StatementSession, _ interruptions: Interruptions, isUrgent: Bool
  ) async -> TransactionLedger.End {
    do {
      let step = TransactionStep(.rollback, in: session, interruptions)
      if let state = try await step.run(within: patience, isUrgent: isUrgent) { return .rolledBack(state) }
      return .rollbackUnanswered(await session.abandon())
    } catch {
      guard session.isOpen else { return .rollbackFailed(error, session.leftover) }
      guard session.transactionCount > 0 else { return .rollbackRefused(error) }
      return .rollbackFailed(error, await session.abandon())
    }
  }

  private func commit(_ ledger: TransactionLedger, _ interruptions: Interruptions) async throws {
    // The last statement may have ended it.
    guard session.transactionCount > 0 else { return }
    do {
      guard let state = try await TransactionStep(.commit, in: session, interruptions).run() else {
        report("the commit was sent and not answered yet; look at the data whether it was committed")
        throw interruptions.first ?? ReportedFailure(status: .interrupted)
      }
      report(TransactionClaim(.commit, before: .open, after: state).description)
      if state == .open { throw ReportedFailure(status: .stillThere) }
    } catch let error as ControlError {
      let failure = told(error)
      // Without an answer nothing more is known; the server's own no may have left the transaction open.
      if session.isOpen {
        report(
          ledger.line(
            session.transactionCount > 0 ? await undo(after: .none, interruptions) : .goneAtCommit))
      }
      throw failure
    }
  }

  private func report(_ text: String) { CommandContext.required.report("\(session.target): \(text)") }

  /// Tells a failure before the rollback, which may take its time.
  ///
  /// - Returns: what is left to throw.
  private func told(_ error: any Error) -> any Error {
    let context = CommandContext.required
    switch error {
    case let error as ControlError:
      context.report(error.of(target: session.target).description)
      return ReportedFailure(status: error.code.exitStatus)
    case OutputFailure.closed:
      // Alone, a reader that has seen enough is no failure; here it ends the transaction.
      report("nobody reads the output any more")
    case OutputFailure.failed(let reason): report("the output can't be written: \(reason)")
    default: return error
    }
    context.output.abandon()
    return ReportedFailure(status: .internalError)
  }
}
