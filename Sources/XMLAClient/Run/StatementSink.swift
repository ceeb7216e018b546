internal import SessionControl

/// Hands over the results of a statement, columns as the server names them.
final class StatementSink: RowsetSink {
  private let receive: StatementReceiver
  private var shape: RowShape?
  private var rowCount = 0

  init(receive: @escaping StatementReceiver) { self.receive = receive }

  func columns(_ columns: [RowsetColumn]) throws {
    // A row brought a column that no schema declared: what follows is another table.
    if shape != nil { try receive(.end(StatementResult(rowCount: rowCount))) }
    rowCount = 0
    guard !columns.isEmpty else {
      shape = nil
      return
    }
    let shape = RowShape(keys: columns.map(\.name), besides: [])
    self.shape = shape
    try receive(.columns(shape))
  }

  func row(_ values: [Value]) throws {
    guard let shape else { return }
    rowCount += 1
    try receive(.row(ResultRow(Row(shape: shape, values: values))))
  }

  func cells(_ cells: CellSet) throws { try receive(.cells(cells)) }

  func end(_ result: Reply.Result) throws {
    defer {
      shape = nil
      rowCount = 0
    }
    let warnings = result.messages.filter { $0.severity == .warning }.map(\.description)
    try receive(
      .end(
        StatementResult(
          rowCount: shape.map { _ in rowCount }, warningCount: warnings.count, warnings: warnings,
          hasFailed: result.hasFailed)))
  }
}
