internal import SessionControl

/// Receives the rows of a reply while it is read, and a multidimensional result when it was read.
protocol RowsetSink: AnyObject {
  /// The columns of the rows that follow. Comes again for a further result, or when a row brings a column
  /// that no schema declared.
  func columns(_ columns: [RowsetColumn]) throws
  /// One value for each column.
  func row(_ values: [Value]) throws
  /// A multidimensional result that came whole.
  func cells(_ cells: CellSet) throws
  /// A result has ended, with rows or without; a Batch gives several.
  func end(_ result: Reply.Result) throws
}

extension RowsetSink {
  /// Who asked for rows is not given cells.
  func cells(_ cells: CellSet) throws {}
  func end(_ result: Reply.Result) throws {}
}
