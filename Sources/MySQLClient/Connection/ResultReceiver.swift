internal import SessionControl

/// Receives the results of a statement while they are read.
struct ResultReceiver {
  /// Whether every value is to keep what the server sent: no number loses digits, no byte is replaced.
  var isExact = false
  /// Whether an answer without a result will do, as for KILL. Where rows were asked for it says nothing, and must not
  /// be taken for "no rows": a look would take a victim for gone.
  var isOptional = false
  /// The columns' names, before the first row.
  var columns: ([String]) throws -> Void
  /// One row, a value for each column.
  var row: ([Value]) throws -> Void
  /// A result has ended; a procedure gives several.
  var end: (StatementResult) throws -> Void = { _ in }

  /// For statements whose success is all that matters.
  static var ignoring: ResultReceiver {
    ResultReceiver(isOptional: true, columns: { _ in }, row: { _ in })
  }
}
