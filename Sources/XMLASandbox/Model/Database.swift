/// What a transaction protects: the content of one database.
struct Database: Hashable, Sendable {
  /// The key-value store of the statements PUT and GET.
  var entries: [String: String] = [:]
  /// When it was last processed or written to.
  var modified: Timestamp
}
