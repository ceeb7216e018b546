internal import SessionControl

/// Receives the rows of a reply while it is read, and a multidimensional result when it was read.
protocol RowsetSink: AnyObject {
  /// The columns of the rows that follow. Comes again for a further result.
  func columns(_ columns: [RowsetColumn]) throws
  /// The same columns, and at their end those that no schema declared and the next row brings.
  func furtherColumns(_ columns: [RowsetColumn]) throws
  /// One value for each column.
  func row(_ values: [Value]) throws
  /// A multidimensional result that came whole.
  func cells(_ cells: CellSet) throws
  /// A result has ended, with rows or without; a Batch gives several.
  func end(_ result: Reply.Result) throws
  /// Something that a person should know of how the reply was read: a clause without a full stop.
  func note(_ text: String) throws
}

extension RowsetSink {
  /// Who asked for rows is not given cells.
  func cells(_ cells: CellSet) throws {}
  func end(_ result: Reply.Result) throws {}
  func furtherColumns(_ columns: [RowsetColumn]) throws { try self.columns(columns) }
  func note(_ text: String) throws {}
}
