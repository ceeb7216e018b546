/// What a lock is for; the raw value is its bit in LOCK_TYPE (facts b, DISCOVER_LOCKS).
enum LockMode: Int64, Hashable, Sendable {
  /// Of who changes a database, until its transaction ends.
  case write = 0x4
  /// Of who reads a database: nobody may commit a change to it meanwhile.
  case commitRead = 0x8
  /// Of who commits a change.
  case commitWrite = 0x10

  /// Whether two sessions can't have both at once (facts b, "Who blocks whom").
  func conflicts(with other: LockMode) -> Bool {
    switch (self, other) {
    case (.commitWrite, _), (_, .commitWrite), (.write, .write): true
    default: false
    }
  }
}
