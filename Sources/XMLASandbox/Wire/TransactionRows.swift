/// DISCOVER_TRANSACTIONS: those of the population's processing, and all that clients have open (facts b). The
/// restrictions have the names that real servers know, not those that the documentation prints.
enum TransactionRows {
  static let schema = RowsetSchema([
    Column("TRANSACTION_ID", .string),
    Column("TRANSACTION_SESSION_ID", .string),
    Column("TRANSACTION_START_TIME", .dateTime),
    Column("TRANSACTION_ELAPSED_TIME_MS", .long),
    Column("TRANSACTION_CPU_TIME_MS", .long),
  ])

  static let restrictions = [
    RestrictionDefinition("TRANSACTION_ID", .string),
    RestrictionDefinition("TRANSACTION_SESSION_ID", .string),
  ]

  static func rows(model: SandboxModel, restrictions: Restrictions, now: Timestamp) -> ScannedRows {
    let columns = schema.columns
    func identifiers(_ name: String) -> Set<SessionIdentifier>? {
      restrictions.texts(name).map { Set($0.compactMap { SessionIdentifier($0) }) }
    }
    let wanted = identifiers("TRANSACTION_ID")
    let sessions = identifiers("TRANSACTION_SESSION_ID")
    let spids = sessions.map { sessions in
      sessions.compactMap { model.identities.session(of: $0) }
        .map { Int64(model.identities.spid(ofSession: $0)) }
    }
    return ScannedRows(model: model, spids: spids) { session, bytes in
      let found =
        model.transactions[session.index].map { (model.identities.transaction($0.number), $0.start) }
        ?? model.population.transactionStart(of: session).map {
          (model.identities.transaction(ofPopulation: session.index), $0)
        }
      guard let (identifier, start) = found, wanted?.contains(identifier) ?? true else { return }
      bytes.appendRow { row in
        row.appendCell(columns[0], identifier: identifier)
        row.appendCell(columns[1], identifier: model.identities.identifier(ofSession: session.index))
        row.appendCell(columns[2], time: start)
        row.appendCell(columns[3], number: now.elapsed(since: start))
        row.appendCell(columns[4], number: session.command?.cpuTime(at: now) ?? 0)
      }
    }
  }
}
