/// DISCOVER_LOCKS: what the population's commands hold and wait for, and the locks of clients (facts b).
enum LockRows {
  static let schema = RowsetSchema([
    Column("SPID", .int),
    Column("LOCK_ID", .uuid),
    Column("LOCK_TRANSACTION_ID", .uuid),
    Column("LOCK_OBJECT_ID", .document),
    Column("LOCK_STATUS", .int),
    Column("LOCK_TYPE", .int),
    Column("LOCK_CREATION_TIME", .dateTime),
    Column("LOCK_GRANT_TIME", .dateTime),
  ])

  static let restrictions = [
    RestrictionDefinition("SPID", .int),
    RestrictionDefinition("LOCK_TRANSACTION_ID", .uuid),
    RestrictionDefinition("LOCK_OBJECT_ID", .string),
    RestrictionDefinition("LOCK_STATUS", .int),
    RestrictionDefinition("LOCK_TYPE", .int),
    RestrictionDefinition("LOCK_MIN_TOTAL_MS", .long),
  ]

  private struct Row {
    var identifier: SessionIdentifier
    var transaction: SessionIdentifier
    var object: String
    var mode: LockMode
    var creation: Timestamp
    var grant: Timestamp?
  }

  static func rows(model: SandboxModel, restrictions: Restrictions, now: Timestamp) -> ScannedRows {
    let columns = schema.columns
    let transactions = restrictions.texts("LOCK_TRANSACTION_ID").map {
      Set($0.compactMap { SessionIdentifier($0) })
    }
    let objects = restrictions.texts("LOCK_OBJECT_ID")
    let statuses = restrictions.numbers("LOCK_STATUS")
    let types = restrictions.numbers("LOCK_TYPE")
    let least = restrictions.minimum("LOCK_MIN_TOTAL_MS") ?? 0
    let bySession = Dictionary(grouping: model.locks, by: \.session)
    return ScannedRows(model: model, spids: restrictions.numbers("SPID")) { session, bytes in
      let own = (bySession[session.index] ?? []).map { lock in
        Row(
          identifier: model.identities.lock(lock.number),
          transaction: model.identities.transaction(lock.transaction), object: object(lock.database),
          mode: lock.mode, creation: lock.creation, grant: lock.grant)
      }
      for lock in own + population(session, model) {
        let status: Int64 = lock.grant == nil ? 0 : 1
        guard transactions?.contains(lock.transaction) ?? true, statuses?.contains(status) ?? true,
          types?.contains(lock.mode.rawValue) ?? true, objects?.contains(lock.object) ?? true,
          now.elapsed(since: lock.creation) >= least
        else { continue }
        bytes.appendRow { row in
          row.appendCell(columns[0], number: model.identities.spid(ofSession: session.index))
          row.appendCell(columns[1], identifier: lock.identifier)
          row.appendCell(columns[2], identifier: lock.transaction)
          row.appendCell(columns[3], markup: lock.object)
          row.appendCell(columns[4], number: status)
          row.appendCell(columns[5], number: lock.mode.rawValue)
          row.appendCell(columns[6], time: lock.creation)
          row.appendCell(columns[7], time: lock.grant)
        }
      }
    }
  }

  /// What a command of the population holds or waits for: a cube of its database, so that no client's work waits
  /// for it.
  private static func population(_ session: SandboxSession, _ model: SandboxModel) -> [Row] {
    guard let mode = model.population.lockMode(of: session), let command = session.command else { return [] }
    let block = model.population.block(ofSession: session.index)
    return [
      Row(
        identifier: model.identities.lock(ofPopulation: session.index),
        transaction: model.identities.transaction(ofPopulation: session.index),
        object: object(session.database, cube: block == 0 ? "Main" : "Main \(block)"), mode: mode,
        creation: command.start, grant: command.state == .blocked ? nil : command.start)
    ]
  }

  private static func object(_ database: String, cube: String? = nil) -> String {
    "<Object xmlns=\"\(Namespaces.engine)\"><DatabaseID>\(database.escapedAsContent)</DatabaseID>"
      + (cube.map { "<CubeID>\($0.escapedAsContent)</CubeID>" } ?? "") + "</Object>"
  }
}
