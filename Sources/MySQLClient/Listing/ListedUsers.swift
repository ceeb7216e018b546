internal import Synchronization

/// Whether a process list shows threads of more than one user: to who lacks the PROCESS right it shows no others.
final class ListedUsers: Sendable {
  private enum Seen { case none, one(String?), several }

  private let seen = Mutex(Seen.none)

  func add(_ user: String?) {
    seen.withLock { seen in
      switch seen {
      case .none: seen = .one(user)
      case .one(let first) where first != user: seen = .several
      case .one, .several: break
      }
    }
  }

  /// Whether the list may be one of somebody's own threads only.
  var maySeeOnlyOwn: Bool {
    seen.withLock { seen in if case .several = seen { false } else { true } }
  }
}
