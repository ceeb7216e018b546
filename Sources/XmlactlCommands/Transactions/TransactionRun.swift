internal import SessionControl
internal import Terminal

/// One step in the transaction of a session that another run may have begun, and what looks told of it before and
/// afterwards. How many commits it needs nobody knows here: no server tells the reference count.
struct TransactionRun {
  private let verb: TransactionVerb
  private let session: SessionOption
  private let target: TargetOptions

  init(_ verb: TransactionVerb, _ session: SessionOption, _ target: TargetOptions) {
    self.verb = verb
    self.session = session
    self.target = target
  }

  func run() async throws {
    if let own = try session.own(target) { return try await run(in: own) }
    let run = ExplicitSessionRun(
      target: target,
      mysqlHint:
        "'xmlactl run --transaction' runs statements in a transaction of their own, and 'xmlactl shell' has the "
        + "connection that these steps need")
    try await run.run { backend in
      let reference = try session.parsed()
      await backend.follow(reference)
      let session = reference.id
      let (before, owner) = try await look(at: session, backend)
      guard verb == .begin || before != .none else { throw refusal(session, owner, backend.target) }
      let after = try await backend.transact(verb, in: session)
      let claim =
        "session \(session)\(owner.map { " (\($0))" } ?? ""): \(TransactionClaim(verb, before: before, after: after))"
      guard !TransactionClaim.isContradicted(verb, by: after) else {
        CommandContext.required.report("\(backend.target): \(claim)")
        throw ReportedFailure(status: .stillThere)
      }
      try CommandContext.required.output.write(claim + "\n")
    }
  }

  /// In the shell's own session, where the commits are counted.
  private func run(in session: ShellSession) async throws {
    let after = try await session.transact(verb)
    let context = CommandContext.required
    let count = session.transactionCount
    let before: TransactionState = verb == .begin && count < 2 ? .none : .open
    let kind = context.shell?.access?.target.kind
    let name = "\(kind == .mysql ? "connection" : "session") \(session.connectionName ?? "")"
    let further = count > 0 && (count, verb) != (1, .begin) ? " (\(count) to go)" : ""
    context.reportText("\(name): \(TransactionClaim(verb, before: before, after: after))\(further)")
    if kind == .mysql, verb == .begin, context.shell?.isToldOfDDL() == false {
      context.report("\(session.target): DDL, such as CREATE TABLE, commits the transaction implicitly")
    }
    guard !TransactionClaim.isContradicted(verb, by: after) else {
      throw ReportedFailure(status: .stillThere)
    }
  }

  /// - Returns: whether it has a transaction, and whose session it is, where this user may look.
  private func look(
    at session: String, _ backend: any ExplicitSessions
  ) async throws -> (state: TransactionState, owner: String?) {
    do {
      let owner = try await Self.owner(of: session, backend)
      return (try await backend.transactionState(of: session), owner)
    } catch var error as ControlError {
      error.hint = [error.hint, "the \(verb.rawValue) was not sent"].compactMap(\.self).joined(
        separator: "; ")
      throw error
    }
  }

  /// Such as `anna on HR`; nil when no such session is listed, or this user may list transactions and no sessions.
  private static func owner(of session: String, _ backend: any ExplicitSessions) async throws -> String? {
    do {
      let found = try await backend.look(at: CancelRequest(.session(session)), database: nil)?.sessions.first
      guard let found else { return nil }
      let database = found.database.flatMap { $0.isEmpty ? nil : "on \($0)" }
      return [found.user, database].compactMap(\.self).joined(separator: " ").printable
    } catch let error as ControlError where error.code == .denied || error.code == .serverRefused {
      return nil
    }
  }

  /// "If there is no active transaction […] a CommitTransaction command results in an error" (seed "Managing
  /// Transactions"): it is not sent.
  private func refusal(_ session: String, _ owner: String?, _ target: String) -> ReportedFailure {
    let what =
      owner.map { "session \(session) (\($0)) has no open transaction" }
      ?? "no transaction of a session \(session) is listed, nor is such a session"
    CommandContext.required.report(
      "\(target): \(what); the \(verb.rawValue) was not sent, since it needs a begin; 'xmlactl transactions' lists "
        + "what is open")
    return ReportedFailure(status: .nothingToCancel)
  }
}
