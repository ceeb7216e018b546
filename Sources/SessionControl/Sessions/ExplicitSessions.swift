/// A server whose sessions a client opens and closes by name, each with a transaction of its own: XMLA.
///
/// A MySQL session is its connection, and ends with this program.
public protocol ExplicitSessions: SessionBackend {
  /// Opens a session that outlives this run, until somebody ends it or the server drops it as idle.
  ///
  /// - Parameter database: its database; nil leaves that to the server.
  /// - Returns: the id that the server gave it, and what leads to it behind a balancer.
  func openSession(database: String?) async throws -> SessionReference
  /// Goes to the server that a session was opened on, as far as its id tells; before anything is asked.
  func follow(_ session: SessionReference) async
  /// Ends a session; what its transaction did is rolled back (seed "Managing Transactions").
  func closeSession(_ id: String) async throws -> SessionEnd
  /// Looks whether a session has a transaction.
  func transactionState(of session: String) async throws -> TransactionState
  /// Sends one step of a session's transaction, and looks what came of it.
  func transact(_ verb: TransactionVerb, in session: String) async throws -> TransactionState
}
