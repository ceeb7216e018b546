internal import SessionControl

/// Hands over the rows of any rowset, columns as the schema names them.
final class PlainSink: RowsetSink {
  private let receive: (ListingEvent<RowsetRow>) throws -> Void
  private var shape = RowShape.empty

  init(receive: @escaping (ListingEvent<RowsetRow>) throws -> Void) { self.receive = receive }

  func columns(_ columns: [RowsetColumn]) throws {
    shape = RowShape(
      keys: columns.map { OutputKey.snakeCase($0.name) }, after: [],
      isOpen: columns.contains { !$0.isDeclared })
    try receive(.columns(shape))
  }

  func end(_ result: Reply.Result) throws {
    for warning in result.spokenWarnings { try receive(.note(warning)) }
  }

  func note(_ text: String) throws { try receive(.note(text)) }

  func row(_ values: [Value]) throws { try receive(.item(RowsetRow(Row(shape: shape, values: values)))) }
}
