/// How far a cancel has come, judged from a new look at the server.
public enum CancelProgress: Sendable, Equatable {
  /// What was meant to go is gone.
  case stopped
  /// It is still there, in this state.
  case stillThere(String)

  /// - Parameters:
  ///   - victim: what was cancelled, as seen just before.
  ///   - now: the new look; nil when nothing of it is there any more.
  public static func judge(_ victim: Victim, now: Victim?) -> CancelProgress {
    guard let now else { return .stopped }
    switch victim.request.scope {
    case .command:
      let running = victim.sessions.lazy.filter { !$0.status.isIdle }.compactMap { old in
        now.sessions.first {
          GUIDText.isSame($0.id, old.id) && !$0.status.isIdle && isSameOrEnding(old, $0)
        }
      }
      return running.first.map { .stillThere(state(of: $0, victim, now)) } ?? .stopped
    case .session:
      let left = now.sessions.first { new in victim.sessions.contains { isSameSession($0, new) } }
      return left.map { .stillThere(state(of: $0, victim, now)) } ?? .stopped
    case .connection:
      let isSameConnection = now.connection.map {
        ServerTime.mayBeSame($0.startTime, victim.connection?.startTime)
      }
      if isSameConnection == true { return .stillThere("the connection is still open") }
      let left = now.sessions.first { new in victim.sessions.contains { isSameSession($0, new) } }
      return left.map { .stillThere(state(of: $0, victim, now)) } ?? .stopped
    }
  }

  /// MySQL shows a statement that is about to end without its text. What a look leaves out is no sign of an end either.
  private static func isSameOrEnding(_ old: Session, _ new: Session) -> Bool {
    old.statement != nil && new.statement == nil && new.statementID == nil
      || old.commandStartTime != nil && new.commandStartTime == nil
      || CancelGuard.isSameCommand(old, new)
  }

  /// The same session, not a later one under a reused id. What is written in another way, or left out, is no difference.
  private static func isSameSession(_ old: Session, _ new: Session) -> Bool {
    func mayBeSame(_ one: String?, _ other: String?) -> Bool {
      one == nil || other == nil || one?.lowercased() == other?.lowercased()
    }
    return GUIDText.isSame(old.id, new.id) && mayBeSame(old.user, new.user) && mayBeSame(old.host, new.host)
      && ServerTime.mayBeSame(old.startTime, new.startTime)
  }

  /// What the session of a command that has stopped does now; nil for more than one session.
  public static func sequel(to victim: Victim, now: Victim?) -> String? {
    guard victim.request.scope == .command, victim.sessions.count == 1, let old = victim.sessions.first else {
      return nil
    }
    guard let new = now?.sessions.first(where: { isSameSession(old, $0) }) else {
      return "its session is gone as well"
    }
    return new.status.isIdle ? "its session is idle again" : "its session runs something else by now"
  }

  private static func state(of session: Session, _ victim: Victim, _ now: Victim) -> String {
    let before = victim.changedRows ?? 0
    let left = now.changedRows ?? 0
    if left > 0, left < before { return "it is rolling back, \(left) of \(before) rows left" }
    if now.isRollingBack || hasRollbackState(session) {
      return left > 0 ? "it is rolling back, \(left) rows left" : "it is rolling back what it did"
    }
    return switch session.status {
    case .cancelled: "it is marked as cancelled, and the server is still ending it"
    case .idle: "its command has ended, and the session is still open"
    default: "it is \(session.status.description.printable)"
    }
  }

  /// MariaDB says so in the process list too, which those may read who may not read transactions.
  private static func hasRollbackState(_ session: Session) -> Bool {
    guard case .text(let state)? = session.extras["state"] else { return false }
    return state.hasPrefix("Rollback") || state.hasPrefix("Rolling back")
  }

  /// How long to pause before look number `attempt` (from 0): quick at first, then twice a second.
  public static func pause(before attempt: Int) -> Duration {
    switch attempt {
    case 0: .milliseconds(20)
    case 1: .milliseconds(50)
    case 2: .milliseconds(100)
    case 3, 4: .milliseconds(200)
    default: .milliseconds(500)
    }
  }
}
