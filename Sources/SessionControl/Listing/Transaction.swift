/// An open transaction: XMLA's DISCOVER_TRANSACTIONS, on MySQL one of InnoDB's.
public struct Transaction: Listable {
  /// Nil where the server tells none.
  public var id: String?
  /// The session that it belongs to, as its own row tells it; nil for one that the server runs by itself.
  public var sessionID: String?
  /// The server's own word for what it does; XMLA has none.
  public var state: String?
  /// When it began, ISO-8601 UTC.
  public var startTime: String?
  public var elapsedMilliseconds: UInt64?
  /// Who it belongs to; nil when the session is not there any more, since two listings are no snapshot.
  public var session: Session?
  public var extras: Row

  public init(
    id: String?, sessionID: String? = nil, state: String? = nil, startTime: String? = nil,
    elapsedMilliseconds: UInt64? = nil, session: Session? = nil, extras: Row = .empty
  ) {
    self.id = id
    self.sessionID = sessionID
    self.state = state
    self.startTime = startTime
    self.elapsedMilliseconds = elapsedMilliseconds
    self.session = session
    self.extras = extras
  }

  public static let commonKeys = [
    "id", "session_id", "spid", "connection_id", "user", "host", "database", "status", "state", "start_time",
    "elapsed_ms", "statement",
  ]

  public var commonValues: [Value] {
    [
      Value(id), Value(sessionID), Value(session?.spid), Value(session?.connectionID), Value(session?.user),
      Value(session?.host), Value(session?.database), Value(session?.status.description), Value(state),
      Value(timestamp: startTime), Value(elapsedMilliseconds), Value(session?.statement),
    ]
  }

  /// The session, as `cancel session` takes it: a transaction is rolled back when its session ends
  /// (seed 003: "rolls back both implicit and explicit transactions if the current session ends").
  public var name: String { session?.fullID ?? sessionID ?? "" }
}
