/// A connection: XMLA's CONNECTION_ID, which holds sessions; on MySQL a server thread seen as its network
/// connection.
public struct Connection: Listable {
  /// Nil where the server tells none.
  public var id: UInt64?
  /// The id with the server that it was listed on, see ``ThreadReference``; nil where that was not asked for.
  public var fullID: String?
  public var user: String?
  public var host: String?
  public var application: String?
  public var database: String?
  /// When it was opened, ISO-8601 UTC. MySQL does not tell.
  public var startTime: String?
  /// How long it has been open, in milliseconds. MySQL does not tell.
  public var elapsedMilliseconds: UInt64?
  public var idleMilliseconds: UInt64?
  /// How long its last command ran, or its current one has run, in milliseconds.
  public var commandElapsedMilliseconds: UInt64?
  public var bytesSent: UInt64?
  public var bytesReceived: UInt64?
  public var extras: Row

  public init(
    id: UInt64?, user: String? = nil, host: String? = nil, application: String? = nil,
    database: String? = nil,
    startTime: String? = nil, elapsedMilliseconds: UInt64? = nil, idleMilliseconds: UInt64? = nil,
    commandElapsedMilliseconds: UInt64? = nil, bytesSent: UInt64? = nil, bytesReceived: UInt64? = nil,
    extras: Row = .empty
  ) {
    self.id = id
    self.user = user
    self.host = host
    self.application = application
    self.database = database
    self.startTime = startTime
    self.elapsedMilliseconds = elapsedMilliseconds
    self.idleMilliseconds = idleMilliseconds
    self.commandElapsedMilliseconds = commandElapsedMilliseconds
    self.bytesSent = bytesSent
    self.bytesReceived = bytesReceived
    self.extras = extras
  }

  public static let commonKeys = [
    "id", "user", "host", "application", "database", "start_time", "elapsed_ms", "idle_ms",
    "command_elapsed_ms", "bytes_sent", "bytes_received",
  ]

  public var commonValues: [Value] {
    [
      Value(id), Value(user), Value(host), Value(application), Value(database),
      Value(timestamp: startTime), Value(elapsedMilliseconds), Value(idleMilliseconds),
      Value(commandElapsedMilliseconds), Value(bytesSent), Value(bytesReceived),
    ]
  }

  public var name: String { fullID ?? id.map(String.init) ?? "" }
}
