/// What a metadata lock is on, named alike whoever tells of it: the performance schema (`USER LEVEL LOCK`), MariaDB's
/// plugin (`User lock`) or the state of who waits (`User lock`, `Waiting for table metadata lock`).
struct MetadataLockObject: Sendable, Hashable {
  /// Such as `table`, `schema`, `user lock`, `backup lock` or `global read lock`.
  var kind: String
  var schema: String?
  /// Nil for what there is but one of, and where only the kind is known.
  var name: String?

  /// - Parameter type: OBJECT_TYPE of the performance schema.
  init(performanceSchema type: String, schema: String?, name: String?) {
    kind =
      switch type {
      case "USER LEVEL LOCK": Self.userLock
      case "BACKUP": "backup lock"
      case "GLOBAL": "global read lock"
      case "COMMIT": "commit lock"
      default: type.lowercased()
      }
    self.schema = schema
    self.name = name
  }

  /// - Parameter type: LOCK_TYPE of the plugin, which has the name of a user lock in the column for the schema.
  init(plugin type: String, schema: String?, name: String?) {
    kind = Self.kind(type)
    func given(_ text: String?) -> String? { text.flatMap { $0.isEmpty ? nil : $0 } }
    let isUserLock = kind == Self.userLock
    self.schema = isUserLock ? nil : given(schema)
    self.name = isUserLock ? given(schema) : given(name)
  }

  /// What a thread waits for, as far as its state tells; nil when that is no metadata lock.
  init?(state: String) {
    let waiting = "Waiting for "
    switch state {
    case "User lock": kind = Self.userLock
    default:
      let rest = String(state.dropFirst(waiting.count))
      guard state.hasPrefix(waiting), rest.hasSuffix(Self.suffix) || Self.serverWide.contains(rest) else {
        return nil
      }
      kind = Self.kind(rest)
    }
  }

  private static let userLock = "user lock"
  private static let serverWide: Set = ["global read lock", "backup lock", "commit lock"]
  private static let suffix = " metadata lock"

  private static func kind(_ text: String) -> String {
    let lower = text.lowercased()
    return lower.hasSuffix(suffix) ? String(lower.dropLast(suffix.count)) : lower
  }

  /// As InnoDB's objects are shown: a table by its name alone.
  var description: String {
    let path = [schema, name].compactMap(\.self).joined(separator: ".")
    if path.isEmpty { return Self.serverWide.contains(kind) ? kind : "\(kind) ?" }
    return kind == "table" ? path : "\(kind) \(path)"
  }
}
