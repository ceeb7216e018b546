internal import SessionControl

/// What became of the statements of a script that runs in a transaction. Pure.
///
/// A server may end the transaction under way: MySQL commits it implicitly at a definition. Then another one holds the
/// rest, and a rollback undoes no more than that.
struct TransactionLedger: Sendable, Equatable {
  /// How the transaction ended that did not commit as it was meant to.
  enum End: Sendable, Equatable {
    /// The server answered the rollback.
    case rolledBack(TransactionState)
    /// With what is left of the session that was given up then.
    case rollbackFailed(ControlError, Leftover?)
    /// The server refused the rollback, and has no transaction any more.
    case rollbackRefused(ControlError)
    /// Nobody waited for the answer to the rollback any longer.
    case rollbackUnanswered(Leftover?)
    /// It was gone when the last statement had failed.
    case gone(TransactionEffect)
    /// It was gone when the commit had failed.
    case goneAtCommit
    /// Another one for the rest was not begun.
    case notBegun
    /// The connection or the session ended before, and left this; nil: nothing.
    case lost(TransactionEffect, Leftover?)
  }

  /// The lines of the statements that ran in the transaction that is open.
  private(set) var open: ClosedRange<Int>?
  /// Those whose transaction ended under way, and how.
  private(set) var ended: ClosedRange<Int>?
  private var wereCommitted = true
  /// The first statement that may have ended the transaction and begun another unseen.
  private var opaque: Int?

  /// A statement succeeded.
  ///
  /// - Parameter isOpen: whether there is a transaction after it.
  /// - Returns: what to say of that; nil when it ran in the transaction.
  mutating func succeeded(_ line: Int, _ effect: TransactionEffect, isOpen: Bool) -> String? {
    let first = open?.lowerBound ?? line
    guard !isOpen else {
      note(line, effect)
      open = first...line
      return nil
    }
    ended = (ended?.lowerBound ?? first)...line
    open = nil
    guard case .commits(let name) = effect else {
      wereCommitted = false
      return
        "line \(line): the statement ended the transaction; what ran before it can't be rolled back any more"
    }
    return
      "line \(line): the server committed the transaction implicitly, at \(name); what ran before it can't be rolled "
      + "back any more"
  }

  /// A statement ran, successfully or not, and there is a transaction after it: of a procedure's it may be another one.
  mutating func note(_ line: Int, _ effect: TransactionEffect) {
    if effect == .unknown { opaque = opaque ?? line }
  }

  /// What a failure left behind, no more than was seen.
  func line(_ end: End) -> String {
    switch end {
    case .rolledBack(let state):
      TransactionClaim(.rollback, before: .open, after: state).description + (ended == nil ? "" : undone)
        + doubt + stays
    case .rollbackFailed(let error, let left):
      "the rollback itself failed: \(Self.text(error)); \(Self.text(left))\(stays)"
    case .rollbackRefused(let error):
      "the server refused the rollback: \(Self.text(error)); no transaction is open any more\(stays)"
    case .rollbackUnanswered(let left):
      "the rollback was not answered in time, and is not waited for; \(Self.text(left))\(stays)"
    case .gone(.commits(let name)):
      "no transaction is open any more: the server commits it at \(name), also when that fails\(kept)\(stays)"
    case .gone(.none):
      "the server itself rolled the transaction back with that error; no transaction is open any more"
        + (ended == nil ? "" : undone) + stays
    case .gone:
      "the statement ended the transaction; whether what ran before it was committed is not known: look at the data"
        + stays
    case .goneAtCommit:
      "no transaction is open any more; whether it was committed is not known: look at the data\(stays)"
    case .notBegun: "the rest was not run\(stays)"
    case .lost(let effect, let left):
      Self.text(left) + (effect == .none ? "" : ", unless the statement had committed it") + stays
    }
  }

  /// What becomes of the transaction of a session that is not usable any more ("rolls back both implicit and explicit
  /// transactions if the current session ends before the active transaction completes"; MySQL with its connection).
  private static func text(_ left: Leftover?) -> String {
    switch left {
    case .connection:
      "the connection has ended, and the server rolls the transaction back when it notices that"
    case .endedSession, nil: "the session has ended, and the server rolls its transaction back with it"
    case .session(let id, _):
      "its session goes on, with the transaction as far as was seen: 'xmlactl rollback --session \(id)' ends that, "
        + "'xmlactl cancel session \(id)' both"
    case .implicitSession: "what the server made of it was not seen"
    }
  }

  private var doubt: String {
    opaque.map { "; what ran before stays if the procedure at line \($0) committed it" } ?? ""
  }

  /// A transaction that held the rest of a script.
  private var undone: String { open.map { "; \(Self.text($0)) undone" } ?? "; nothing had run in it" }
  private var kept: String { open.map { "; \(Self.text($0)) committed" } ?? "" }

  private var stays: String {
    ended.map {
      "; \(Self.text($0)) "
        + (wereCommitted
          ? "committed before, and not undone" : "not undone: their transaction had ended before")
    } ?? ""
  }

  /// Without the target, which the line begins with.
  private static func text(_ error: ControlError) -> String {
    var error = error
    error.target = nil
    return error.description
  }

  private static func text(_ lines: ClosedRange<Int>) -> String {
    lines.count == 1 ? "line \(lines.lowerBound)" : "lines \(lines.lowerBound) to \(lines.upperBound)"
  }
}
