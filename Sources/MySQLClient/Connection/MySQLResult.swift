internal import SessionControl

/// Receives a result while it is read.
struct ResultReceiver {
  /// The columns' names, before the first row.
  var columns: ([String]) throws -> Void
  /// One row, a value for each column.
  var row: ([Value]) throws -> Void
}
