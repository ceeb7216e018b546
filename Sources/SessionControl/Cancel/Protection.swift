/// Why a session is never cancelled (design section 5, rule 3).
public enum Protection: String, Sendable, Hashable, CaseIterable {
  case ownConnection
  case systemUser
  case eventScheduler
  case replication
  case daemon

  /// The reason as a clause after "it ".
  public var reason: String {
    switch self {
    case .ownConnection: "is this run's own connection"
    case .systemUser: "belongs to 'system user', the server's own threads"
    case .eventScheduler: "is the event scheduler"
    case .replication: "carries replication"
    case .daemon: "is a daemon thread of the server"
    }
  }
}
