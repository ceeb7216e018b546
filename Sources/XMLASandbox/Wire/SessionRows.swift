/// DISCOVER_SESSIONS: one row per session (facts b; the 22 columns of SSAS 2008 R2 and 2016).
struct SessionRows: RowSource {
  static let schema = RowsetSchema([
    Column("SESSION_ID", .string),
    Column("SESSION_SPID", .int),
    Column("SESSION_CONNECTION_ID", .int),
    Column("SESSION_USER_NAME", .string),
    Column("SESSION_CURRENT_DATABASE", .string),
    Column("SESSION_USED_MEMORY", .int),
    Column("SESSION_PROPERTIES", .string),
    Column("SESSION_START_TIME", .dateTime),
    Column("SESSION_ELAPSED_TIME_MS", .unsignedLong),
    Column("SESSION_LAST_COMMAND_START_TIME", .dateTime),
    Column("SESSION_LAST_COMMAND_END_TIME", .dateTime),
    Column("SESSION_LAST_COMMAND_ELAPSED_TIME_MS", .unsignedLong),
    Column("SESSION_IDLE_TIME_MS", .unsignedLong),
    Column("SESSION_CPU_TIME_MS", .unsignedLong),
    Column("SESSION_LAST_COMMAND", .string),
    Column("SESSION_LAST_COMMAND_CPU_TIME_MS", .unsignedLong),
    Column("SESSION_STATUS", .int),
    Column("SESSION_READS", .unsignedLong),
    Column("SESSION_WRITES", .unsignedLong),
    Column("SESSION_READ_KB", .unsignedLong),
    Column("SESSION_WRITE_KB", .unsignedLong),
    Column("SESSION_COMMAND_COUNT", .int),
  ])

  static let restrictions = [
    RestrictionDefinition("SESSION_ID", .string),
    RestrictionDefinition("SESSION_SPID", .int),
    RestrictionDefinition("SESSION_CONNECTION_ID", .int),
    RestrictionDefinition("SESSION_USER_NAME", .string),
    RestrictionDefinition("SESSION_CURRENT_DATABASE", .string),
    RestrictionDefinition("SESSION_ELAPSED_TIME_MS", .unsignedLong),
    RestrictionDefinition("SESSION_CPU_TIME_MS", .unsignedLong),
    RestrictionDefinition("SESSION_IDLE_TIME_MS", .unsignedLong),
    RestrictionDefinition("SESSION_STATUS", .int),
  ]

  /// How many rows one call looks at when they do not match.
  private static let scanLimit = 10_000

  private let model: SandboxModel
  private let filter: SessionFilter
  private let now: Timestamp
  private let columns = SessionRows.schema.columns
  private var indices: IndexRun

  init(model: SandboxModel, restrictions: Restrictions, now: Timestamp) {
    self.model = model
    self.now = now
    filter = SessionFilter(restrictions)
    indices =
      filter.candidates(in: model).map { IndexRun($0) }
      ?? IndexRun(below: model.population.sessionCount, then: model.openedSessionIndices)
  }

  mutating func appendRows(to bytes: inout [UInt8], upTo limit: Int) -> Bool {
    for _ in 0..<Self.scanLimit where bytes.count < limit {
      guard let index = indices.next() else { return false }
      guard let session = model.session(index), filter.matches(session, in: model, at: now) else {
        continue
      }
      bytes.appendRow { append(session, to: &$0) }
    }
    return true
  }

  private func append(_ session: SandboxSession, to bytes: inout [UInt8]) {
    let command = session.command
    let identities = model.identities
    bytes.appendCell(columns[0], identifier: identities.identifier(ofSession: session.index))
    bytes.appendCell(columns[1], number: identities.spid(ofSession: session.index))
    bytes.appendCell(columns[2], number: identities.identifier(ofConnection: session.connection))
    bytes.appendCell(columns[3], text: session.userName)
    bytes.appendCell(columns[4], text: session.database)
    bytes.appendCell(columns[5], number: session.usedMemory)
    bytes.appendCell(columns[6], text: "")
    bytes.appendCell(columns[7], time: session.start)
    bytes.appendCell(columns[8], number: now.elapsed(since: session.start))
    bytes.appendCell(columns[9], time: command?.start)
    bytes.appendCell(columns[10], time: command?.end)
    bytes.appendCell(columns[11], number: command?.elapsed(at: now) ?? 0)
    bytes.appendCell(columns[12], number: session.idleTime(at: now))
    bytes.appendCell(columns[13], number: session.cpuTime(at: now))
    bytes.appendCell(columns[14], text: command?.text ?? "")
    bytes.appendCell(columns[15], number: command?.cpuTime(at: now) ?? 0)
    bytes.appendCell(columns[16], number: session.status)
    bytes.appendCell(columns[17], number: session.reads)
    bytes.appendCell(columns[18], number: session.writes)
    bytes.appendCell(columns[19], number: session.readKB)
    bytes.appendCell(columns[20], number: session.writeKB)
    bytes.appendCell(columns[21], number: session.commandCount)
  }
}
