/// The transaction of a session (seed "Managing Transactions"): "only one active transaction is maintained per
/// session".
struct SandboxTransaction: Hashable, Sendable {
  /// Tells it from all others; its GUID comes from it.
  var number: Int
  var session: Int
  var start: Timestamp
  /// Begins without their commit; 0 for an implicit transaction, which lives as long as its command.
  var referenceCount: Int
  /// What it changed, by database. Nobody else sees it before the commit.
  var changes: [String: Database] = [:]

  var isExplicit: Bool { referenceCount > 0 }
}
