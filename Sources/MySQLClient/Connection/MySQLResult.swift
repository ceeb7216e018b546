internal import SessionControl

/// Receives a result while it is read.
struct ResultReceiver {
  /// The columns' names, before the first row.
  var columns: ([String]) throws -> Void
  /// One row, a value for each column.
  var row: ([Value]) throws -> Void
  /// Whether an answer without a result will do, as for KILL. Where rows were asked for it says nothing, and must not
  /// be taken for "no rows": a look would take a victim for gone.
  var isOptional = false
}
