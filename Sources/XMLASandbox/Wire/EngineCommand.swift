/// A command of the engine's own, as a client sends it alone or in a Batch (facts a.6, a.7).
indirect enum EngineCommand: Hashable, Sendable {
  case begin
  case commit
  case rollback
  case lock(LockCommand)
  case unlock(id: String)
  case process(database: String)
  case clearCache(database: String)
  /// Inside a Batch only.
  case discover(DiscoverRequest)
  /// Inside a transactional Batch only.
  case parallel([EngineCommand])

  /// What only an explicit session has: transactions and what lives in them.
  var needsSession: Bool {
    switch self {
    case .begin, .commit, .rollback, .lock, .unlock: true
    case .process, .clearCache, .discover, .parallel: false
    }
  }
}

/// Lock: an object, and for what.
struct LockCommand: Hashable, Sendable {
  var id: String
  var database: String
  /// CommitShared or CommitExclusive.
  var mode: LockMode
}

/// Batch: commands, one after the other.
struct BatchCommand: Hashable, Sendable {
  /// Whether all of it is one transaction.
  var isTransactional: Bool
  var commands: [EngineCommand]
}
