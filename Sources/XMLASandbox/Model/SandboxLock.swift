/// A lock on a database, held or waited for.
struct SandboxLock: Hashable, Sendable {
  /// Whose life it shares.
  enum Scope: Hashable, Sendable {
    case command(CommandReference)
    case transaction
    /// Until the Unlock command with this id, or the end of the transaction.
    case user(id: String)
  }

  var number: Int
  /// The transaction that it belongs to.
  var transaction: Int
  var session: Int
  var database: String
  var mode: LockMode
  var scope: Scope
  var creation: Timestamp
  /// nil while it is waited for.
  var grant: Timestamp?
}
