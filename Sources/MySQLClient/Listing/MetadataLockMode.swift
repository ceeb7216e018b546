/// Which metadata locks keep each other out: the tables in the source of both servers (sql/mdl.cc, MDL_object_lock and
/// MDL_scoped_lock). MariaDB's modes of BACKUP locks are in none of them.
enum MetadataLockMode {
  private static let writers: Set = ["SHARED_WRITE", "SHARED_WRITE_LOW_PRIO"]
  private static let ddl: Set = ["SHARED_NO_WRITE", "SHARED_NO_READ_WRITE", "EXCLUSIVE"]

  /// What keeps a request from being granted while somebody else holds it.
  private static let granted: [String: Set<String>] = [
    "SHARED": ["EXCLUSIVE", "INTENTION_EXCLUSIVE"],
    "SHARED_HIGH_PRIO": ["EXCLUSIVE"],
    "SHARED_READ": ["SHARED_NO_READ_WRITE", "EXCLUSIVE"],
    "SHARED_WRITE": ddl.union(["SHARED_READ_ONLY"]),
    "SHARED_WRITE_LOW_PRIO": ddl.union(["SHARED_READ_ONLY"]),
    "SHARED_UPGRADABLE": ddl.union(["SHARED_UPGRADABLE"]),
    "SHARED_READ_ONLY": writers.union(["SHARED_NO_READ_WRITE", "EXCLUSIVE"]),
    "SHARED_NO_WRITE": ddl.union(writers).union(["SHARED_UPGRADABLE"]),
    "SHARED_NO_READ_WRITE": ddl.union(writers).union([
      "SHARED_READ", "SHARED_UPGRADABLE", "SHARED_READ_ONLY",
    ]),
    "EXCLUSIVE": ddl.union(writers).union([
      "SHARED", "SHARED_HIGH_PRIO", "SHARED_READ", "SHARED_UPGRADABLE", "SHARED_READ_ONLY",
      "INTENTION_EXCLUSIVE",
    ]),
    "INTENTION_EXCLUSIVE": ["SHARED", "EXCLUSIVE"],
  ]

  /// What keeps a request from being granted while somebody else waits for it, whoever came first.
  private static let pending: [String: Set<String>] = [
    "SHARED": ["EXCLUSIVE"],
    "SHARED_READ": ["SHARED_NO_READ_WRITE", "EXCLUSIVE"],
    "SHARED_WRITE": ddl,
    "SHARED_WRITE_LOW_PRIO": ddl.union(["SHARED_READ_ONLY"]),
    "SHARED_UPGRADABLE": ["EXCLUSIVE"],
    "SHARED_READ_ONLY": ["SHARED_NO_READ_WRITE", "EXCLUSIVE"],
    "SHARED_NO_WRITE": ["EXCLUSIVE"],
    "SHARED_NO_READ_WRITE": ["EXCLUSIVE"],
    "INTENTION_EXCLUSIVE": ["SHARED", "EXCLUSIVE"],
  ]

  /// Whether a lock that somebody else has keeps a request waiting.
  static func keeps(_ request: MetadataLock, waitingBehind other: MetadataLock) -> Bool {
    guard let wanted = request.mode, let mode = other.mode else { return false }
    return (other.isGranted ? granted : pending)[wanted]?.contains(mode) ?? false
  }
}
