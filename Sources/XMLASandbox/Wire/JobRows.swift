/// DISCOVER_JOBS: the work of the commands that run; in this model one job for each (facts b).
enum JobRows {
  static let schema = RowsetSchema([
    Column("SPID", .int),
    Column("JOB_ID", .int),
    Column("JOB_DESCRIPTION", .string),
    Column("JOB_CREATION_TIME", .dateTime),
    Column("JOB_TOTAL_TIME_MS", .long),
    Column("JOB_START_TIME", .dateTime),
    Column("JOB_EXECUTION_TIME_MS", .long),
    Column("JOB_THREADPOOL_ID", .int),
  ])

  static let restrictions = [
    RestrictionDefinition("SPID", .int),
    RestrictionDefinition("JOB_ID", .int),
    RestrictionDefinition("JOB_DESCRIPTION", .string),
    RestrictionDefinition("JOB_THREADPOOL_ID", .int),
    RestrictionDefinition("JOB_MIN_TOTAL_TIME_MS", .long),
  ]

  static func rows(model: SandboxModel, restrictions: Restrictions, now: Timestamp) -> ScannedRows {
    let columns = schema.columns
    let names = restrictions.texts("JOB_DESCRIPTION")
    let identifiers = restrictions.numbers("JOB_ID")
    let pools = restrictions.numbers("JOB_THREADPOOL_ID")
    let least = restrictions.minimum("JOB_MIN_TOTAL_TIME_MS") ?? 0
    return ScannedRows(model: model, spids: restrictions.numbers("SPID")) { session, bytes in
      guard session.isBusy, let command = session.command else { return }
      let isProcessing = command.text.contains("<Process")
      let name = isProcessing ? "ProcessPartition" : "Query"
      let pool: Int64 = isProcessing ? 2 : 1
      guard names?.contains(where: name.isEqualIgnoringCase) ?? true, pools?.contains(pool) ?? true,
        identifiers?.contains(Int64(session.index)) ?? true, command.elapsed(at: now) >= least
      else { return }
      bytes.appendRow { row in
        row.appendCell(columns[0], number: model.identities.spid(ofSession: session.index))
        row.appendCell(columns[1], number: session.index)
        row.appendCell(columns[2], text: name)
        row.appendCell(columns[3], time: command.start)
        row.appendCell(columns[4], number: command.elapsed(at: now))
        row.appendCell(columns[5], time: command.start)
        row.appendCell(columns[6], number: command.elapsed(at: now))
        row.appendCell(columns[7], number: pool)
      }
    }
  }
}
