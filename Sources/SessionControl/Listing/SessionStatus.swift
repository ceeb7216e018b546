/// What a session is doing.
public enum SessionStatus: Sendable, Hashable, CustomStringConvertible {
  /// No command runs.
  case idle
  /// A command runs.
  case active
  /// A command runs and waits for a resource that somebody else holds.
  case blocked
  /// A cancel took effect, and the server has not finished with it (a rollback, for one).
  case cancelled
  /// A state that this version does not know, in the server's own word.
  case other(String)

  public var description: String {
    switch self {
    case .idle: "idle"
    case .active: "active"
    case .blocked: "blocked"
    case .cancelled: "cancelled"
    case .other(let word): word
    }
  }

  /// Whether nothing is known to run: the one state in which there is no command to cancel.
  public var isIdle: Bool { self == .idle }
}
