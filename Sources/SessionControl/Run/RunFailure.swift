/// The server's own word that it stopped a statement.
public struct QueryInterrupted: Error, Sendable, Equatable {
  /// The server's code and text.
  public var detail: String

  public init(detail: String) { self.detail = detail }
}

/// Why this program asked to have a statement cancelled.
public enum CancelCause: Sendable, Hashable {
  /// Somebody holding the command asked for it (the seed's MySqlCommand.Cancel).
  case request
  /// The task that executes it was cancelled (the seed's CancellationToken).
  case task
  case commandTimeout
}

/// How a statement ended that did not run to its end. A statement that failed for a reason of its own is a
/// ``ControlError``.
///
/// Source: seed "MySqlCommand Cancellation"; the last case is measured (facts/mysql.md 3).
public enum RunFailure: Error, Sendable, Equatable {
  /// Interrupted by somebody: by a cancel of the command itself, or by somebody else's kill.
  case interrupted(QueryInterrupted)
  /// The command timeout elapsed. With a cause the soft cancel stopped the statement and the connection is usable;
  /// without one the connection was closed, and the server may still be working.
  case commandTimeoutExpired(cause: QueryInterrupted?)
  /// The task was cancelled; the cause as with ``commandTimeoutExpired(cause:)``.
  case cancelled(cause: QueryInterrupted?)
  /// A soft cancel was asked for, and the statement ended without an error: it may have finished, or swallowed
  /// the interruption half-way. Neither is claimed.
  case endedAfterCancel(CancelCause)

  /// Whether it was a hard cancel.
  public var leavesConnectionClosed: Bool {
    switch self {
    case .commandTimeoutExpired(cause: nil), .cancelled(cause: nil): true
    default: false
    }
  }
}
