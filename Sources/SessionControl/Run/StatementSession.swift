/// A connection or session in which statements run, one at a time.
public protocol StatementSession: Sendable {
  /// The target as the person gave it, without credentials.
  var target: String { get }

  /// Connects, if that has not happened.
  ///
  /// - Throws: ``ControlError``, which names the target.
  func open() async throws
  /// Whether the next statement can run: it was opened, and was not seen to break or to end since.
  var isOpen: Bool { get }
  func use(database: String) async throws
  /// The current database, as far as that is known; nil for none, and before it is open.
  var database: String? { get }
  /// Sends the statements from now on with these settings; their session is that in which they run already.
  func adopt(_ settings: SessionSettings)
  /// What names this connection on the server to whoever has to kill what a hard cancel left behind; nil before it is
  /// open.
  var connectionName: String? { get }
  /// What a person should know before anything runs in it; nil for nothing.
  var notice: String? { get }
  /// What the last hard cancel left behind; nil before there was one.
  var leftover: Leftover? { get }
  /// How many commits the session's transaction still needs; 0: there is none. XMLA's servers don't tell it, so it is
  /// counted here; MySQL tells with each answer whether there is one, and has no count.
  var transactionCount: Int { get }
  /// Sends one step of the session's transaction, and tells what was seen of it afterwards.
  ///
  /// - Throws: ``ControlError``; of the code `refused` when nothing was sent, since there is no transaction to end, or,
  ///   on MySQL, since beginning another would commit the one that is open.
  func transact(_ verb: TransactionVerb) async throws -> TransactionState
  /// What a statement does to the transaction that it runs in, read from its text; nothing is sent.
  func transactionEffect(of statement: String) -> TransactionEffect
  /// Prepares a statement, which is sent when it is executed.
  func command(_ statement: String, limits: RunLimits) -> any ExecutableCommand
  /// Gives the session up where its transaction can't be ended in another way: without it the server rolls back.
  /// Tried for a moment only.
  ///
  /// - Returns: what is left of it.
  func abandon() async -> Leftover?
  func close() async
}

extension StatementSession {
  public var notice: String? { nil }
  public var leftover: Leftover? { nil }
  public func adopt(_ settings: SessionSettings) {}
}

/// One statement, and the ways to end it. Each is executed once. Safe to use from any thread.
public protocol ExecutableCommand: Sendable {
  /// Runs the statement to its end. Cancelling the task asks for a soft cancel.
  ///
  /// - Parameters:
  ///   - receive: gets rows as they come; those that come after a cancel was asked for are dropped.
  ///   - progress: gets what a person may want to know of a cancel under way: a clause without a full stop.
  /// - Throws: ``RunFailure`` when it was cancelled or interrupted, ``ControlError`` for all else (of the code
  ///   `sessionLost` when nothing of it ran), or what `receive` threw.
  func execute(
    receive: @escaping StatementReceiver, progress: @escaping @Sendable (String) -> Void
  ) async throws
  /// Asks the server to stop the statement (soft); `execute` then throws ``RunFailure/interrupted(_:)``. Does nothing
  /// when it was asked before, or has ended.
  func cancel()
  /// Closes the connection under the statement (hard): the server may go on working. A receiver that blocks is left
  /// behind after a second.
  func abort()
}
