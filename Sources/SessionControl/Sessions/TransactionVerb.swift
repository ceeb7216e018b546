/// A step in the life of a session's transaction (seed "Managing Transactions").
public enum TransactionVerb: String, Sendable, CaseIterable {
  /// Adds one to the reference count; the first one begins the transaction.
  case begin
  /// Takes one from the reference count; at zero the transaction is committed.
  case commit
  /// Rolls back whatever the reference count is, and sets it to zero.
  case rollback
}
