/// DISCOVER_COMMANDS: the command that each session runs or ran last (facts b).
enum CommandRows {
  static let schema = RowsetSchema([
    Column("SESSION_SPID", .int),
    Column("SESSION_COMMAND_COUNT", .int),
    Column("COMMAND_START_TIME", .dateTime),
    Column("COMMAND_ELAPSED_TIME_MS", .long),
    Column("COMMAND_CPU_TIME_MS", .long),
    Column("COMMAND_READS", .long),
    Column("COMMAND_READ_KB", .long),
    Column("COMMAND_WRITES", .long),
    Column("COMMAND_WRITE_KB", .long),
    Column("COMMAND_TEXT", .string),
    Column("COMMAND_END_TIME", .dateTime),
  ])

  static let restrictions = [RestrictionDefinition("SESSION_SPID", .int)]

  static func rows(model: SandboxModel, restrictions: Restrictions, now: Timestamp) -> ScannedRows {
    let columns = schema.columns
    return ScannedRows(model: model, spids: restrictions.numbers("SESSION_SPID")) { session, bytes in
      guard let command = session.command else { return }
      bytes.appendRow { row in
        row.appendCell(columns[0], number: model.identities.spid(ofSession: session.index))
        row.appendCell(columns[1], number: session.commandCount)
        row.appendCell(columns[2], time: command.start)
        row.appendCell(columns[3], number: command.elapsed(at: now))
        row.appendCell(columns[4], number: command.cpuTime(at: now))
        row.appendCell(columns[5], number: session.reads)
        row.appendCell(columns[6], number: session.readKB)
        row.appendCell(columns[7], number: session.writes)
        row.appendCell(columns[8], number: session.writeKB)
        row.appendCell(columns[9], text: command.text)
        row.appendCell(columns[10], time: command.end)
      }
    }
  }
}
