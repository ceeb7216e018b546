internal import SessionControl

/// Hands over the rows of any rowset, columns as the schema names them.
final class PlainSink: RowsetSink {
  private let receive: (ListingEvent<RowsetRow>) throws -> Void
  private var shape = RowShape.empty

  init(receive: @escaping (ListingEvent<RowsetRow>) throws -> Void) { self.receive = receive }

  func columns(_ columns: [RowsetColumn]) throws {
    shape = RowShape(keys: columns.map { OutputKey.snakeCase($0.name) }, after: [])
    try receive(.columns(shape))
  }

  func row(_ values: [Value]) throws { try receive(.item(RowsetRow(Row(shape: shape, values: values)))) }
}
