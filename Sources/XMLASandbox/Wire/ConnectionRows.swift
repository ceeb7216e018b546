/// DISCOVER_CONNECTIONS: one row per connection (facts b).
struct ConnectionRows: RowSource {
  static let schema = RowsetSchema([
    Column("CONNECTION_ID", .int),
    Column("CONNECTION_USER_NAME", .string),
    Column("CONNECTION_IMPERSONATED_USER_NAME", .string),
    Column("CONNECTION_HOST_NAME", .string),
    Column("CONNECTION_HOST_APPLICATION", .string),
    Column("CONNECTION_START_TIME", .dateTime),
    Column("CONNECTION_ELAPSED_TIME_MS", .long),
    Column("CONNECTION_LAST_COMMAND_START_TIME", .dateTime),
    Column("CONNECTION_LAST_COMMAND_END_TIME", .dateTime),
    Column("CONNECTION_LAST_COMMAND_ELAPSED_TIME_MS", .long),
    Column("CONNECTION_IDLE_TIME_MS", .long),
    Column("CONNECTION_BYTES_SENT", .long),
    Column("CONNECTION_DATA_BYTES_SENT", .long),
    Column("CONNECTION_BYTES_RECEIVED", .long),
    Column("CONNECTION_DATA_BYTES_RECEIVED", .long),
  ])

  static let restrictions = [
    RestrictionDefinition("CONNECTION_ID", .int),
    RestrictionDefinition("CONNECTION_USER_NAME", .string),
    RestrictionDefinition("CONNECTION_IMPERSONATED_USER_NAME", .string),
    RestrictionDefinition("CONNECTION_HOST_NAME", .string),
    RestrictionDefinition("CONNECTION_ELAPSED_TIME_MS", .long),
    RestrictionDefinition("CONNECTION_LAST_COMMAND_ELAPSED_TIME_MS", .long),
    RestrictionDefinition("CONNECTION_IDLE_TIME_MS", .long),
  ]

  private static let scanLimit = 4_000

  private let model: SandboxModel
  private let restrictions: Restrictions
  private let now: Timestamp
  private let columns = ConnectionRows.schema.columns
  private var indices: IndexRun

  init(model: SandboxModel, restrictions: Restrictions, now: Timestamp) {
    self.model = model
    self.restrictions = restrictions
    self.now = now
    let identifiers = restrictions.numbers("CONNECTION_ID").map { Set($0) }
    let wanted = identifiers?.compactMap { model.identities.connection(ofIdentifier: Int($0)) }
    indices =
      wanted.map { IndexRun($0.sorted()) }
      ?? IndexRun(below: model.population.connectionCount, then: model.openedConnectionIndices)
  }

  mutating func appendRows(to bytes: inout [UInt8], upTo limit: Int) -> Bool {
    for _ in 0..<Self.scanLimit where bytes.count < limit {
      guard let index = indices.next() else { return false }
      guard let connection = model.connection(index) else { continue }
      let activity = Activity(of: connection, in: model, at: now)
      guard matches(connection, activity) else { continue }
      bytes.appendRow { append(connection, activity, to: &$0) }
    }
    return true
  }

  private func matches(_ connection: SandboxConnection, _ activity: Activity) -> Bool {
    // Nobody is impersonated here, so no text equals the absent value.
    if restrictions.texts("CONNECTION_IMPERSONATED_USER_NAME") != nil { return false }
    if let names = restrictions.texts("CONNECTION_USER_NAME"),
      !names.contains(where: connection.userName.isEqualIgnoringCase)
    {
      return false
    }
    if let names = restrictions.texts("CONNECTION_HOST_NAME"),
      !names.contains(where: connection.hostName.isEqualIgnoringCase)
    {
      return false
    }
    if let least = restrictions.minimum("CONNECTION_ELAPSED_TIME_MS"),
      now.elapsed(since: connection.start) < least
    {
      return false
    }
    if let least = restrictions.minimum("CONNECTION_LAST_COMMAND_ELAPSED_TIME_MS"),
      (activity.command?.elapsed(at: now) ?? 0) < least
    {
      return false
    }
    guard let least = restrictions.minimum("CONNECTION_IDLE_TIME_MS") else { return true }
    return activity.idleTime >= least
  }

  private func append(_ connection: SandboxConnection, _ activity: Activity, to bytes: inout [UInt8]) {
    let command = activity.command
    bytes.appendCell(columns[0], number: model.identities.identifier(ofConnection: connection.index))
    bytes.appendCell(columns[1], text: connection.userName)
    // Column 2, the impersonated user, is null in practice (facts b).
    bytes.appendCell(columns[3], text: connection.hostName)
    bytes.appendCell(columns[4], text: connection.application)
    bytes.appendCell(columns[5], time: connection.start)
    bytes.appendCell(columns[6], number: now.elapsed(since: connection.start))
    bytes.appendCell(columns[7], time: command?.start)
    bytes.appendCell(columns[8], time: command?.end)
    bytes.appendCell(columns[9], number: command?.elapsed(at: now) ?? 0)
    bytes.appendCell(columns[10], number: activity.idleTime)
    bytes.appendCell(columns[11], number: connection.bytesSent)
    bytes.appendCell(columns[12], number: connection.bytesSent)
    bytes.appendCell(columns[13], number: connection.bytesReceived)
    bytes.appendCell(columns[14], number: connection.bytesReceived)
  }
}

extension ConnectionRows {
  /// What the sessions of a connection do, put together.
  private struct Activity {
    /// The command that started last.
    var command: LastCommand?
    /// Milliseconds since any command ran, or since the start; 0 while one runs.
    var idleTime: Int64

    init(of connection: SandboxConnection, in model: SandboxModel, at now: Timestamp) {
      let sessions = model.sessions(of: connection)
      command = sessions.compactMap(\.command).max { $0.start < $1.start }
      idleTime =
        sessions.map { $0.idleTime(at: now) }.min() ?? now.elapsed(since: connection.start)
    }
  }
}
