/// A rowset about what the server and its cubes are, which is small and changes only with the databases: all of its rows are
/// made, and those that the client wants are kept. Columns, types and restrictions are those of [MS-SSAS].
struct MetadataRowset: Sendable {
  enum Cell: Hashable, Sendable {
    case text(String)
    case texts([String])
    case number(Int64)
    case flag(Bool)
    case time(Timestamp)
    case markup(String)
  }

  /// A row by column; a column that is absent is null.
  typealias Row = [String: Cell]

  /// What rows are made from.
  struct Context: Sendable {
    var model: SandboxModel
    /// The database that the request is about: that of its Catalog, of its session, or the first.
    var database: String
    var serverName: String
    var restrictions: Restrictions
  }

  /// SchemaGuid in DISCOVER_SCHEMA_ROWSETS.
  var identifier: String
  var schema: RowsetSchema
  var restrictions: [RestrictionDefinition]
  var rows: @Sendable (Context) -> [Row]
  /// What `rows` honours by itself, by the restriction that makes it.
  private let honoured: [String: String]

  /// - Parameters:
  ///   - columns: in order, with their types.
  ///   - restrictions: the columns that can be restricted, in the order of the mask.
  ///   - others: what can be restricted and is no column; `rows` has to honour it.
  ///   - honoured: columns that `rows` looks at by itself where another restriction is given.
  init(
    _ identifier: String, _ columns: KeyValuePairs<String, Column.Kind>, restrictions: [String],
    others: KeyValuePairs<String, Column.Kind> = [:], honoured: [String: String] = [:],
    rows: @escaping @Sendable (Context) -> [Row]
  ) {
    self.identifier = identifier
    schema = RowsetSchema(columns.map { Column($0.key, $0.value) })
    let kinds = Dictionary(columns.map { ($0.key, $0.value) }, uniquingKeysWith: { first, _ in first })
    self.restrictions =
      restrictions.map { RestrictionDefinition($0, kinds[$0] ?? .string) }
      + others.map { RestrictionDefinition($0.key, $0.value) }
    self.honoured = honoured
    self.rows = rows
  }

  /// The rows that the restrictions leave.
  func prepared(_ context: Context) -> PreparedRows {
    var bytes: [UInt8] = []
    for row in rows(context) where isMeant(row, context.restrictions) {
      bytes.appendRow { bytes in
        for column in schema.columns {
          switch row[column.name] {
          case .text(let text): bytes.appendCell(column, text: text)
          case .texts(let texts): for text in texts { bytes.appendCell(column, text: text) }
          case .number(let number): bytes.appendCell(column, number: number)
          case .flag(let flag): bytes.appendCell(column, text: flag ? "true" : "false")
          case .time(let time): bytes.appendCell(column, time: time)
          case .markup(let markup): bytes.appendCell(column, markup: markup)
          case nil: break
          }
        }
      }
    }
    return PreparedRows(bytes: bytes)
  }

  private func isMeant(_ row: Row, _ wanted: Restrictions) -> Bool {
    restrictions.allSatisfy { restriction in
      let name = restriction.name
      guard schema.columns.contains(where: { $0.name == name }) else { return true }
      if let other = honoured[name], wanted.numbers(other) != nil { return true }
      let texts = wanted.texts(name) ?? wanted.numbers(name).map { $0.map(String.init) }
      // An empty text restricts nothing: clients send every restriction that they know.
      guard let texts = texts?.filter({ !$0.isEmpty }), !texts.isEmpty else { return true }
      return texts.contains { text in
        switch row[name] {
        case .text(let own): own.isEqualIgnoringCase(text)
        case .texts(let all): all.contains { $0.isEqualIgnoringCase(text) }
        case .number(let number): String(number) == text
        case .flag(let flag): (text == "1" || text.isEqualIgnoringCase("true")) == flag
        case .time, .markup, nil: false
        }
      }
    }
  }
}
