/// What a server executes now: XMLA's DISCOVER_COMMANDS, on MySQL a thread that runs a statement.
public struct Command: Listable {
  /// Nil where the server tells none.
  public var spid: UInt64?
  /// When it began, ISO-8601 UTC. MySQL does not tell.
  public var startTime: String?
  /// How long it has run, in milliseconds.
  public var elapsedMilliseconds: UInt64?
  public var statement: String?
  /// Who runs it; nil when the session is not there any more, since two listings are no snapshot.
  public var session: Session?
  /// The id with what it was listed with; nil where that was not asked for, or its session is not known.
  public var fullID: String?
  public var extras: Row

  public init(
    spid: UInt64?, startTime: String? = nil, elapsedMilliseconds: UInt64? = nil, statement: String? = nil,
    session: Session? = nil, extras: Row = .empty
  ) {
    self.spid = spid
    self.startTime = startTime
    self.elapsedMilliseconds = elapsedMilliseconds
    self.statement = statement
    self.session = session
    self.extras = extras
  }

  /// What a session itself tells of the command that it runs; nil when it has no SPID or runs none.
  public init?(of session: Session) {
    guard let spid = session.spid, !session.status.isIdle, session.statement != nil else { return nil }
    self.init(
      spid: spid, startTime: session.commandStartTime, elapsedMilliseconds: session.elapsedMilliseconds,
      statement: session.statement, session: session, extras: session.extras)
  }

  public static let commonKeys = [
    "spid", "session_id", "connection_id", "user", "host", "database", "status", "start_time", "elapsed_ms",
    "statement",
  ]

  public var commonValues: [Value] {
    [
      Value(spid), Value(session?.knownID), Value(session?.connectionID), Value(session?.user),
      Value(session?.host), Value(session?.database), Value(session?.status.description),
      Value(timestamp: startTime), Value(elapsedMilliseconds), Value(statement),
    ]
  }

  /// As `cancel spid` takes it.
  public var name: String { fullID ?? session?.fullID ?? spid.map(String.init) ?? "" }
}
