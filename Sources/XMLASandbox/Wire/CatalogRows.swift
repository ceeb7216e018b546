/// DBSCHEMA_CATALOGS: the databases, and when each was changed last.
enum CatalogRows {
  static let schema = RowsetSchema([
    Column("CATALOG_NAME", .string),
    Column("DESCRIPTION", .string),
    Column("ROLES", .string),
    Column("DATE_MODIFIED", .dateTime),
  ])

  static func rows(model: SandboxModel, restrictions: Restrictions) -> PreparedRows {
    let names = restrictions.texts("CATALOG_NAME")
    let columns = schema.columns
    var bytes: [UInt8] = []
    for name in Population.databases where names?.contains(where: name.isEqualIgnoringCase) ?? true {
      bytes.appendRow { row in
        row.appendCell(columns[0], text: name)
        row.appendCell(columns[1], text: "")
        row.appendCell(columns[2], text: "*")
        row.appendCell(columns[3], time: model.databases[name]?.modified ?? model.population.epoch)
      }
    }
    return PreparedRows(bytes: bytes)
  }
}
