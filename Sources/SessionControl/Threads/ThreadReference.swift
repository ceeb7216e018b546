/// The id of a thread, and what it was listed with: `4711`, `4711@k7f3q2-t5u2m0`, or, for what it ran then,
/// `4711/98@k7f3q2-t5u2m0`. Such an id can be kept for an hour, over a restart of the server and through a balancer,
/// and still hits nobody else.
public struct ThreadReference: Sendable, Hashable, CustomStringConvertible {
  public var id: UInt64
  public var origin: ThreadOrigin?

  public init(id: UInt64, origin: ThreadOrigin? = nil) {
    self.id = id
    self.origin = origin
  }

  public var description: String {
    guard let origin else { return String(id) }
    return "\(id)\(origin.statementID.map { "/\($0)" } ?? "")@\(origin.server)"
  }
}

/// What an id says beside its number.
public struct ThreadOrigin: Sendable, Hashable {
  public var server: ServerMark
  /// The statement that the thread ran, where the server names it: MariaDB's QUERY_ID, the EVENT_ID of MySQL's
  /// performance schema.
  public var statementID: UInt64?

  public init(server: ServerMark, statementID: UInt64? = nil) {
    self.server = server
    self.statementID = statementID
  }

  /// What the thread runs by now instead; nil when that is the statement, or nothing, or was never named.
  public func difference(to session: Session) -> Difference? {
    guard let statementID, !session.status.isIdle, session.statementID != statementID else { return nil }
    return Difference(
      "statement", expected: "statement \(statementID)",
      found: session.statementID.map { "statement \($0), \(session.statement ?? "none")" })
  }
}
