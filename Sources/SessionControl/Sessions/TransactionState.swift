/// Whether a session has a transaction, as a look told. Its reference count no server tells.
public enum TransactionState: Sendable, Equatable {
  case open
  case none
  /// This user may not look.
  case unknown
}
