/// What a statement does to the transaction that it runs in, as far as its text tells.
public enum TransactionEffect: Sendable, Hashable {
  /// It runs in it, and leaves it open.
  case none
  /// The server commits it, whether the statement succeeds or not; by what, such as `CREATE TABLE`.
  case commits(by: String)
  /// It begins or ends one itself; why it has no place in a transaction of ours.
  case controls(String)
  /// The text does not tell: a procedure's own statements may do anything.
  case unknown
}
