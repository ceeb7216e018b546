/// A session: XMLA's SESSION_ID, on MySQL one server thread.
public struct Session: Listable {
  /// XMLA: the session id, usually a GUID; empty where the server tells none. MySQL: the processlist id.
  public var id: String
  /// The id with the server that it was listed on, see ``ThreadReference``; nil where that was not asked for.
  public var fullID: String?
  /// Server process id of the session's work. MySQL: the processlist id.
  public var spid: UInt64?
  public var connectionID: UInt64?
  public var user: String?
  /// `address:port`, `localhost`, or a host name. XMLA tells it of connections only.
  public var host: String?
  public var application: String?
  public var database: String?
  public var status: SessionStatus
  /// When the session began, ISO-8601 UTC. MySQL does not tell.
  public var startTime: String?
  /// When its current or last command began, ISO-8601 UTC. MySQL does not tell.
  public var commandStartTime: String?
  /// How long the current command has run, or the last one ran, in milliseconds.
  public var elapsedMilliseconds: UInt64?
  /// How long the session has been idle, in milliseconds.
  public var idleMilliseconds: UInt64?
  /// The current or last command as the server shows it.
  public var statement: String?
  /// Names one statement for good, where the server has such a thing (MariaDB's QUERY_ID).
  public var statementID: UInt64?
  /// When its command began by the server's clock, where that is computed and not told.
  public var commandStart: CommandStart?
  /// Why this session may not be cancelled at all.
  public var protection: Protection?
  public var extras: Row

  public init(
    id: String, spid: UInt64? = nil, connectionID: UInt64? = nil, user: String? = nil, host: String? = nil,
    application: String? = nil, database: String? = nil, status: SessionStatus, startTime: String? = nil,
    commandStartTime: String? = nil, elapsedMilliseconds: UInt64? = nil, idleMilliseconds: UInt64? = nil,
    statement: String? = nil, statementID: UInt64? = nil, protection: Protection? = nil, extras: Row = .empty
  ) {
    self.id = id
    self.spid = spid
    self.connectionID = connectionID
    self.user = user
    self.host = host
    self.application = application
    self.database = database
    self.status = status
    self.startTime = startTime
    self.commandStartTime = commandStartTime
    self.elapsedMilliseconds = elapsedMilliseconds
    self.idleMilliseconds = idleMilliseconds
    self.statement = statement
    self.statementID = statementID
    self.protection = protection
    self.extras = extras
  }

  public static let commonKeys = [
    "id", "spid", "connection_id", "user", "host", "application", "database", "status", "start_time",
    "command_start_time", "elapsed_ms", "idle_ms", "statement",
  ]

  public var commonValues: [Value] {
    [
      Value(knownID), Value(spid), Value(connectionID), Value(user), Value(host), Value(application),
      Value(database), .text(status.description), Value(timestamp: startTime),
      Value(timestamp: commandStartTime), Value(elapsedMilliseconds), Value(idleMilliseconds),
      Value(statement),
    ]
  }

  public var name: String { fullID ?? id }

  /// How many commands it has had, where the server counts them.
  public var commandCount: UInt64? { extras["command_count"]?.count }

  var knownID: String? { id.isEmpty ? nil : id }
}
