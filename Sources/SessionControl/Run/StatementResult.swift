/// What comes back while a statement runs.
public enum StatementEvent: Sendable {
  /// A result with rows begins; the columns as the server named them.
  case columns(RowShape)
  case row(ResultRow)
  /// A multidimensional result, whole: its cells mean nothing without all of its axes. Comes before `end`, without
  /// `columns`.
  case cells(CellSet)
  /// A result has ended.
  case end(StatementResult)
}

/// Receives what comes back. Called on the client's own thread, one event at a time; throwing closes the
/// connection, and the error comes out of the call that started it.
public typealias StatementReceiver = @Sendable (StatementEvent) throws -> Void

/// How one result of a statement ended. A procedure gives several.
public struct StatementResult: Sendable, Equatable {
  /// Rows that came; nil for a result without columns.
  public var rowCount: Int?
  /// Rows that were changed, of a result without columns.
  public var affectedRows: UInt64?
  public var warningCount: Int
  /// The warnings' texts, from servers that send them along.
  public var warnings: [String]
  /// Whether an error ended it: rows may be missing, and what it is comes with the end of the statement.
  public var hasFailed: Bool

  public init(
    rowCount: Int? = nil, affectedRows: UInt64? = nil, warningCount: Int = 0, warnings: [String] = [],
    hasFailed: Bool = false
  ) {
    self.warnings = warnings
    self.hasFailed = hasFailed
    self.rowCount = rowCount
    self.affectedRows = affectedRows
    self.warningCount = warningCount
  }
}
