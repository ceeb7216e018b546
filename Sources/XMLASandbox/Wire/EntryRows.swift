/// The entries of a database that `GET` answers, by key.
enum EntryRows {
  static let schema = RowsetSchema([Column("key", .string), Column("value", .string)])

  static func rows(_ database: Database, key: String?) -> PreparedRows {
    var bytes: [UInt8] = []
    for (name, value) in database.entries.sorted(by: { $0.key < $1.key }) where key == nil || key == name {
      bytes.appendRow { row in
        row.appendCell(schema.columns[0], text: name)
        row.appendCell(schema.columns[1], text: value)
      }
    }
    return PreparedRows(bytes: bytes)
  }
}
