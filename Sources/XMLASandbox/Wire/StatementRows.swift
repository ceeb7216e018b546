/// The rows that `ROWS n` answers.
struct NumberedRows: RowSource {
  static let schema = RowsetSchema([
    Column("id", .long),
    Column("name", .string),
    Column("value", .double),
    Column("moment", .dateTime),
  ])

  private let columns = NumberedRows.schema.columns
  private let count: Int
  private let now: Timestamp
  private var following = 0

  /// - Parameters:
  ///   - count: how many rows.
  ///   - now: the moment of the first row; each later row's is a second later.
  init(count: Int, now: Timestamp) {
    self.count = count
    self.now = now
  }

  mutating func appendRows(to bytes: inout [UInt8], upTo limit: Int) -> Bool {
    while following < count, bytes.count < limit {
      let number = following
      bytes.appendRow { row in
        row.appendCell(columns[0], number: number)
        row.appendCell(columns[1], text: "row \(number)")
        row.appendCell(columns[2], text: "\(number / 4).\(["0", "25", "5", "75"][number % 4])")
        row.appendCell(columns[3], time: now.adding(milliseconds: Int64(number) * 1_000))
      }
      following += 1
    }
    return following < count
  }
}

/// The row that a statement outside the sandbox's language answers.
enum EchoRow {
  static let schema = RowsetSchema([Column("Statement", .string)])

  static func rows(_ statement: String) -> PreparedRows {
    var bytes: [UInt8] = []
    bytes.appendRow { $0.appendCell(schema.columns[0], text: statement) }
    return PreparedRows(bytes: bytes)
  }
}
