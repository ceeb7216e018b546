/// A server that lists and cancels: the one protocol that both clients fulfil.
///
/// Every method may throw ``ControlError``; the error names the target. Implementations keep blocking calls
/// off Swift's cooperative threads, and every wait on the network has a time limit.
public protocol SessionBackend: Sendable {
  /// The target as the person gave it, without credentials.
  var target: String { get }
  var kind: TargetKind { get }

  /// Streams the sessions: one `.columns`, then the items in the server's order.
  func sessions(matching filter: ListingFilter, receive: @escaping ListingReceiver<Session>) async throws
  /// Streams the connections, likewise.
  func connections(
    matching filter: ListingFilter, receive: @escaping ListingReceiver<Connection>) async throws
  /// What is executed now.
  func commands(matching filter: ListingFilter, receive: @escaping ListingReceiver<Command>) async throws
  /// The open transactions.
  func transactions(
    matching filter: ListingFilter, receive: @escaping ListingReceiver<Transaction>) async throws
  /// The locks that are held or waited for.
  func locks(matching filter: ListingFilter, receive: @escaping ListingReceiver<Lock>) async throws
  /// Who waits for whom, as far as it hangs together with what the filter admits.
  func lockWaits(matching filter: ListingFilter, receive: @escaping ListingReceiver<LockWait>) async throws
  /// The rows of any rowset of an XMLA server.
  func discover(_ request: RowsetRequest, receive: @escaping ListingReceiver<RowsetRow>) async throws

  /// Checks the ids and options of a request against what this kind of server knows, sending nothing.
  func validate(_ request: CancelRequest) throws
  /// One look at what a request would hit; nil when there is no such id.
  ///
  /// - Parameter database: the database to look in, where only that may be listed.
  func look(at request: CancelRequest, database: String?) async throws -> Victim?
  /// One more look at what an earlier look found, by the same ids; nil when nothing of it is left.
  func look(again victim: Victim, database: String?) async throws -> Victim?
  /// The exact XMLA document or SQL that ``cancel(_:terms:)`` would send for this victim.
  func document(for victim: Victim) async throws -> CancelDocument
  /// Looks once more, refuses what the terms forbid, and sends the cancel.
  func cancel(_ victim: Victim, terms: CancelTerms) async throws -> CancelReply
  func close() async
}

/// A server that can be asked to cancel what nobody can look at: XMLA. MySQL's KILL checks its server by itself, and needs
/// no right to look at own threads.
public protocol UnseenCancels: SessionBackend {
  /// Sends a cancel without a look before or afterwards.
  func cancelUnseen(_ request: CancelRequest) async throws -> CancelReply
}
