// Seed "Managing Transactions": reference counts, implicit and explicit transactions, and what they change.

extension SandboxModel {
  /// "The BeginTransaction command begins an explicit transaction on the current session and increments the
  /// transaction reference count for the current session by one."
  mutating func beginTransaction(inSession index: Int, at now: Timestamp) {
    if transactions[index]?.isExplicit == true {
      transactions[index]?.referenceCount += 1
    } else {
      openTransaction(inSession: index, referenceCount: 1, at: now)
    }
  }

  /// Whether the next CommitTransaction commits; the databases that it would change.
  ///
  /// - Throws: a fault at zero: "a CommitTransaction command results in an error".
  func databasesOfCommit(inSession index: Int) throws(SandboxFault) -> [String] {
    guard let transaction = transactions[index], transaction.isExplicit else {
      throw .noTransaction("CommitTransaction")
    }
    return transaction.referenceCount == 1 ? transaction.changes.keys.sorted() : []
  }

  /// "Each CommitTransaction command decrements the reference count […]. If a CommitTransaction command sets the
  /// reference count to zero, Analysis Services commits the active transaction."
  mutating func commitTransaction(inSession index: Int, at now: Timestamp) throws(SandboxFault) {
    _ = try databasesOfCommit(inSession: index)
    transactions[index]?.referenceCount -= 1
    if transactions[index]?.referenceCount == 0 { apply(transactionOf: index, at: now) }
  }

  /// "The RollbackTransaction command rolls back the active transaction, regardless of the current transaction
  /// reference count, and sets the transaction reference count to zero."
  mutating func rollbackTransaction(inSession index: Int) throws(SandboxFault) {
    guard transactions[index]?.isExplicit == true else { throw .noTransaction("RollbackTransaction") }
    endTransaction(ofSession: index)
  }

  /// The transaction in which a command of a session runs; an implicit one where there is none.
  @discardableResult
  mutating func transaction(forCommandIn index: Int, at now: Timestamp) -> SandboxTransaction {
    transactions[index] ?? openTransaction(inSession: index, referenceCount: 0, at: now)
  }

  /// "Analysis Services always commits an implicit transaction if the command succeeds": the databases to be
  /// changed by that, none in an explicit transaction.
  func databasesOfImplicitCommit(inSession index: Int) -> [String] {
    guard let transaction = transactions[index], !transaction.isExplicit else { return [] }
    return transaction.changes.keys.sorted()
  }

  mutating func commitImplicitTransaction(ofSession index: Int, at now: Timestamp) {
    guard transactions[index]?.isExplicit == false else { return }
    apply(transactionOf: index, at: now)
  }

  /// "…and rolls back an implicit transaction if the command fails." Does nothing to an explicit one.
  mutating func endImplicitTransaction(ofSession index: Int) {
    guard transactions[index]?.isExplicit == false else { return }
    endTransaction(ofSession: index)
  }

  /// Forgets a transaction with its changes and its locks.
  mutating func endTransaction(ofSession index: Int) {
    guard let transaction = transactions.removeValue(forKey: index) else { return }
    locks.removeAll { $0.transaction == transaction.number }
  }

  /// A database as a session sees it: with its own changes, and nobody else's.
  func content(of database: String, inSession index: Int) -> Database {
    transactions[index]?.changes[database] ?? databases[database] ?? Database(modified: population.epoch)
  }

  /// Changes a database within the session's transaction.
  mutating func change(
    _ database: String, inSession index: Int, at now: Timestamp, _ edit: (inout Database) -> Void
  ) {
    var content = content(of: database, inSession: index)
    edit(&content)
    content.modified = now
    transaction(forCommandIn: index, at: now)
    transactions[index]?.changes[database] = content
  }

  /// What a session's transaction changed so far, to return to when a Batch inside it fails.
  func changes(inSession index: Int) -> [String: Database] { transactions[index]?.changes ?? [:] }

  mutating func restore(_ changes: [String: Database], inSession index: Int) {
    transactions[index]?.changes = changes
  }

  @discardableResult
  private mutating func openTransaction(
    inSession index: Int, referenceCount: Int, at now: Timestamp
  ) -> SandboxTransaction {
    let transaction = SandboxTransaction(
      number: nextTransaction, session: index, start: now, referenceCount: referenceCount)
    nextTransaction += 1
    transactions[index] = transaction
    return transaction
  }

  private mutating func apply(transactionOf index: Int, at now: Timestamp) {
    for (name, content) in transactions[index]?.changes ?? [:] { databases[name] = content }
    endTransaction(ofSession: index)
  }
}
