internal import SessionControl

/// Hands over the results of a statement, columns as the server names them.
final class StatementSink: RowsetSink {
  private let receive: StatementReceiver
  private var shape: RowShape?
  private var hasCells = false
  private var rowCount = 0
  private var notes: [String] = []

  /// Mondrian answers so to a query without axes.
  private static let noColumns =
    "the rows have no columns; a query without axes has its value in a cell, which --property Format=Multidimensional asks for"

  init(receive: @escaping StatementReceiver) { self.receive = receive }

  func columns(_ columns: [RowsetColumn]) throws {
    // A second schema: what follows is another table.
    if shape != nil { try receive(.end(StatementResult(rowCount: rowCount))) }
    rowCount = 0
    guard !columns.isEmpty else {
      shape = nil
      return
    }
    let shape = Self.shape(columns)
    self.shape = shape
    try receive(.columns(shape))
  }

  /// The same table goes on.
  func furtherColumns(_ columns: [RowsetColumn]) { shape = Self.shape(columns) }

  private static func shape(_ columns: [RowsetColumn]) -> RowShape {
    RowShape(keys: columns.map(\.name), besides: [], isOpen: columns.contains { !$0.isDeclared })
  }

  func note(_ text: String) { notes.append(text) }

  func row(_ values: [Value]) throws {
    let shape = try shape ?? beginEmpty()
    rowCount += 1
    try receive(.row(ResultRow(Row(shape: shape, values: values))))
  }

  func cells(_ cells: CellSet) throws {
    hasCells = true
    try receive(.cells(cells))
  }

  /// A result without columns is one all the same: who reads a document gets one.
  private func beginEmpty() throws -> RowShape {
    shape = .empty
    try receive(.columns(.empty))
    return .empty
  }

  func end(_ result: Reply.Result) throws {
    defer {
      shape = nil
      hasCells = false
      rowCount = 0
      notes = []
    }
    var warnings = result.messages.filter { $0.severity == .warning }.map(\.description) + notes
    if shape == nil, !hasCells, !result.hasFailed, [.rowset, .dataset].contains(result.content) {
      _ = try beginEmpty()
    }
    if rowCount > 0, shape?.keys.isEmpty == true { warnings.append(Self.noColumns) }
    try receive(
      .end(
        StatementResult(
          rowCount: shape.map { _ in rowCount }, warningCount: warnings.count, warnings: warnings,
          hasFailed: result.hasFailed)))
  }
}
