/// Every exit status of xmlactl, in one place (design section 2; the man page is tested against it).
public enum ExitStatus: Int32, Sendable, CaseIterable {
  /// Done; a listing that matched nothing too. With `--wait`: seen to have stopped.
  case success = 0
  /// At least one of several ids or targets failed, and others did not.
  case partialFailure = 1
  /// There was nothing to cancel: no such id, or nothing running there.
  case nothingToCancel = 3
  /// The server accepted the cancel, and the work was still there when the wait ended.
  case stillThere = 4
  /// A guard refused: the id now belongs to another server, user or statement, or may never be cancelled.
  case refused = 5
  /// A statement that ran was cancelled by somebody else.
  case interruptedByOthers = 6
  case usage = 64
  case badInput = 65
  case unreachable = 69
  case internalError = 70
  /// Another run holds the lock, or a connect timed out: try again.
  case tryAgain = 75
  case protocolViolation = 76
  case denied = 77
  case configuration = 78
  /// The command timeout elapsed, and a soft cancel stopped the statement.
  case commandTimeout = 124
  /// The command timeout elapsed, and the connection was closed.
  case commandTimeoutHard = 125
  case interrupted = 130
  case terminated = 143
}
