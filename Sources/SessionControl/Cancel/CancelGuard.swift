/// What must still be true at the moment of the cancel (design section 5, rules 2 and 3).
///
/// All of it is decided from values, without a server.
public struct CancelGuard: Sendable, Equatable {
  /// Cancel only what belongs to this user.
  public var user: String?
  /// Cancel only what works on this database.
  public var database: String?
  /// Whose rules names are compared by: a cancel means by a name what a listing means.
  public var kind: TargetKind

  public init(user: String? = nil, database: String? = nil, on kind: TargetKind = .mysql) {
    self.user = user
    self.database = database
    self.kind = kind
  }

  /// Whether nothing is demanded.
  public var isEmpty: Bool { user == nil && database == nil }

  /// What the person demanded and the victim does not fulfil.
  public func differences(in victim: Victim) -> [Difference] {
    var found: [Difference] = []
    for session in victim.sessions {
      if let owner = victim.request.owner, !owner.owns(session) {
        found.append(
          Difference(
            "user", expected: owner.description,
            found: [session.user, session.host].compactMap(\.self).joined(separator: "@")))
      }
      if let user, !kind.isSameName(session.user, user) {
        found.append(Difference("user", expected: user, found: session.user))
      }
      if let database, !kind.isSameName(session.database, database) {
        found.append(Difference("database", expected: database, found: session.database))
      }
    }
    if victim.sessions.isEmpty, let user, let connection = victim.connection,
      !kind.isSameName(connection.user, user)
    {
      found.append(Difference("user", expected: user, found: connection.user))
    }
    return found
  }

  /// What changed between two looks, of the things that make it the same victim: server process, connection,
  /// user, host, start, and for a command the command itself.
  public static func differences(between before: Victim, and now: Victim) -> [Difference] {
    var found: [Difference] = []
    func compare(_ field: String, _ expected: String?, _ current: String?) {
      if expected != current { found.append(Difference(field, expected: expected, found: current)) }
    }
    if let old = before.connection, let new = now.connection {
      compare("connection", old.id.map(String.init), new.id.map(String.init))
      compare("user", old.user, new.user)
      compare("host", old.host, new.host)
      compare("connection start", old.startTime, new.startTime)
    }
    if before.request.scope == .connection {
      // A whole connection may open and close sessions; what is named is the connection. Where the server
      // tells nothing of it, its id and whose its sessions are must do.
      guard before.connection == nil || now.connection == nil else { return found }
      compare("connection", before.connectionID.map(String.init), now.connectionID.map(String.init))
      let stranger = now.sessions.first { new in
        !before.sessions.contains { $0.user == new.user && $0.host == new.host }
      }
      if let old = before.sessions.first, let new = stranger {
        compare("user", old.user, new.user)
        compare("host", old.host, new.host)
      }
      return found
    }
    // One that came in between was never shown to anybody.
    if before.sessions.count != now.sessions.count {
      compare("number of sessions", String(before.sessions.count), String(now.sessions.count))
    }
    for (old, new) in zip(before.sessions, now.sessions) {
      compare("session", old.id, new.id)
      compare("SPID", old.spid.map(String.init), new.spid.map(String.init))
      compare("connection", old.connectionID.map(String.init), new.connectionID.map(String.init))
      compare("user", old.user, new.user)
      compare("host", old.host, new.host)
      compare("session start", old.startTime, new.startTime)
      if before.request.scope == .command, !new.status.isIdle, !isSameCommand(old, new) {
        found.append(
          Difference("statement", expected: old.statement ?? "none", found: new.statement ?? "none"))
      }
    }
    return found
  }

  /// What the look just before the cancel forbids; nil when it may be sent.
  public static func objection(to victim: Victim, now: Victim?) -> CancelReply? {
    let ended = "it ended before the cancel was sent"
    guard let now else { return .noSuchID(detail: ended) }
    // Nobody saw it before and nobody sees it now: the server alone checks that it is the user's own.
    if victim.isUnseen, now.isUnseen { return nil }
    let differences = differences(between: victim, and: now)
    guard differences.isEmpty else { return .changed(differences) }
    let isIdle = victim.request.scope == .command && now.sessions.allSatisfy(\.status.isIdle)
    return isIdle ? .nothingRunning(detail: ended) : nil
  }

  /// Whether the server has counted another command since: servers that tell whole seconds start several in one. The parts
  /// of a Batch may be counted one after the other.
  private static func isCountedOn(_ before: Session, _ now: Session) -> Bool {
    guard let old = before.commandCount, let new = now.commandCount, old != new,
      let start = now.commandStartTime.flatMap(ServerTime.nanoseconds), start % 1_000_000_000 == 0
    else { return false }
    return before.statement.flatMap(BatchText.init) == nil
  }

  /// Whether two looks at a session show the same command: by the server's own statement id, by the
  /// command's start, or at least by its text and a running time that did not go back.
  public static func isSameCommand(_ before: Session, _ now: Session) -> Bool {
    if let old = before.statementID, old == now.statementID { return true }
    if let old = before.commandStart, let new = now.commandStart,
      let isSame = old.isSame(as: new, age: before.elapsedMilliseconds ?? 0)
    {
      return isSame
    }
    if before.statementID != nil, now.statementID != nil { return false }
    if let old = before.commandStartTime, let new = now.commandStartTime {
      return ServerTime.mayBeSame(old, new) && !isCountedOn(before, now)
    }
    guard before.statement == now.statement else { return false }
    return (now.elapsedMilliseconds ?? 0) >= (before.elapsedMilliseconds ?? 0)
  }
}
