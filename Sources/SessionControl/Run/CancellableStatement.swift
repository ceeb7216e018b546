/// What differs between servers in how one statement runs and is cancelled. The rest is ``StatementDriver``'s.
public protocol CancellableStatement: Sendable {
  /// What a soft cancel needs to know, as it is before the statement begins.
  associatedtype Channel: Sendable

  /// Gets the session ready.
  ///
  /// - Throws: ``ControlError``; nothing of the statement ran.
  func prepare() async throws -> Channel
  /// Runs the statement to its end. Cancelling the task changes nothing.
  func run(receive: @escaping StatementReceiver) async -> StatementOutcome
  /// Asks the server over another connection to stop the statement, again and again until the task is cancelled: the
  /// session runs nothing else while this goes on, so that a late cancel finds it idle.
  ///
  /// - Parameter mayAsk: called right before each time; false ends it.
  func cancelSoftly(
    over channel: Channel, mayAsk: @escaping @Sendable () -> Bool,
    report: @escaping @Sendable (SoftCancelProgress) -> Void) async
  /// Closes the statement's own connection at once; `run` then ends.
  func closeConnection()
  /// The answer to a soft cancel did not come in time, and that could hit the next statement: gives the session up.
  func giveUp() async
  /// Settles the session after the statement.
  ///
  /// - Parameter cancellation: what was done to cancel it.
  func settle(
    after outcome: StatementOutcome, _ cancellation: StatementCancellation, over channel: Channel) async
}

/// How a statement ended.
public enum StatementOutcome: Sendable {
  case end(StatementCancellation.End)
  /// The receiver did not want any more.
  case given(any Error)
}

/// What came of a soft cancel that was sent, or was to be.
public enum SoftCancelProgress: Sendable {
  /// The server took it; that does not mean that the statement has stopped.
  case taken
  /// The server says that nothing runs: the statement has not begun there, or has just ended. It will be asked again.
  case idle
  /// It could not be asked, or its answer was lost; it will be asked again.
  case failed(ControlError)
  /// It refused, and will not be asked again.
  case refused(ControlError)
}
