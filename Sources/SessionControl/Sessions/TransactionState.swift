/// Whether a session has a transaction, as a look told. Its reference count no server tells.
public enum TransactionState: Sendable, Equatable {
  case open
  case none
  /// There is none any more, and the server warned that its rollback did not undo all: tables of MyISAM and other
  /// engines have no transactions (MySQL's warning 1196).
  case noneUndoneInPart
  /// This user may not look.
  case unknown
}
