/// How one statement is cancelled: what to do at each event, and what to call its end. Pure.
///
/// Source: seed "MySqlCommand Cancellation".
public struct StatementCancellation: Sendable, Equatable {
  public enum Event: Sendable, Equatable {
    case commandTimeout
    case cancellationTimeout
    /// Somebody wants it cancelled.
    case cancel(CancelCause)
    /// Somebody wants the connection closed at once.
    case abort
    /// The soft cancel goes to the server now.
    case softCancelSent
    /// The server took a soft cancel.
    case softCancelTaken
    /// The server refused a soft cancel, or said that nothing ran.
    case softCancelRefused
  }

  public enum Action: Sendable, Equatable {
    /// Ask the server, over another connection, to stop the statement.
    case cancelSoftly
    case startCancellationTimer(Duration)
    /// Close the statement's own connection.
    case closeConnection
  }

  /// How the statement's own connection says that it ended.
  public enum End: Sendable, Equatable {
    case completed
    case interrupted(QueryInterrupted)
    /// The server itself ended it at the limit that this program had told it.
    case timedOut(QueryInterrupted)
    case connectionLost(ControlError)
    case failed(ControlError)
  }

  private let limit: RunLimits.Cancellation
  /// The first reason to cancel it; later ones change nothing.
  public private(set) var cause: CancelCause?
  public private(set) var isConnectionClosed = false
  private var wasSoftCancelSent = false
  private var wasSoftCancelTaken = false

  public init(limit: RunLimits.Cancellation) { self.limit = limit }

  public mutating func handle(_ event: Event) -> [Action] {
    switch event {
    case .softCancelSent:
      wasSoftCancelSent = true
      return []
    case .softCancelTaken:
      wasSoftCancelTaken = true
      return []
    case .softCancelRefused:
      // It is asked for again and again; one that was taken counts.
      if !wasSoftCancelTaken { wasSoftCancelSent = false }
      return []
    case .cancel(let cause): return begin(cause)
    case .commandTimeout:
      guard cause == nil else { return [] }
      switch limit {
      case .immediate:
        cause = .commandTimeout
        return close()
      case .after(let duration): return begin(.commandTimeout) + [.startCancellationTimer(duration)]
      case .never: return begin(.commandTimeout)
      }
    case .cancellationTimeout: return close()
    case .abort:
      cause = cause ?? .task
      return close()
    }
  }

  private mutating func begin(_ cause: CancelCause) -> [Action] {
    guard self.cause == nil, !isConnectionClosed else { return [] }
    self.cause = cause
    return [.cancelSoftly]
  }

  private mutating func close() -> [Action] {
    guard !isConnectionClosed else { return [] }
    isConnectionClosed = true
    return [.closeConnection]
  }

  /// What the end is called.
  ///
  /// - Parameter isIncomplete: whether rows were dropped.
  /// - Returns: nil when the statement completed.
  public func failure(for end: End, isIncomplete: Bool = false) -> (any Error)? {
    switch end {
    case .completed: wasSoftCancelSent || isIncomplete ? cause.map(RunFailure.endedAfterCancel) : nil
    case .interrupted(let interruption):
      switch wasSoftCancelSent ? cause : nil {
      case .commandTimeout: RunFailure.commandTimeoutExpired(cause: interruption)
      case .task: RunFailure.cancelled(cause: interruption)
      case .request, nil: RunFailure.interrupted(interruption)
      }
    case .timedOut(let interruption):
      cause == .task
        ? RunFailure.cancelled(cause: interruption) : RunFailure.commandTimeoutExpired(cause: interruption)
    case .connectionLost where isConnectionClosed:
      cause == .commandTimeout
        ? RunFailure.commandTimeoutExpired(cause: nil) : RunFailure.cancelled(cause: nil)
    case .connectionLost(let error), .failed(let error): error
    }
  }
}
