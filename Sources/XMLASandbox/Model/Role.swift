/// What a user may do (seed "Canceling Commands", sections on sessions, connections and server processes).
public enum Role: Hashable, Sendable {
  /// Lists and cancels everything.
  case serverAdministrator
  /// Lists and cancels the sessions of these databases, nothing else.
  case databaseAdministrator(databases: Set<String>)
  /// Runs statements and cancels the command of an own session.
  case reader

  /// Reads `server-admin`, `database-admin=DATABASE[,DATABASE]` or `reader`.
  ///
  /// - Returns: nil for another word, for no database, or for a database that the model does not have.
  public init?(_ text: String) {
    let prefix = "database-admin="
    switch text {
    case "server-admin": self = .serverAdministrator
    case "reader": self = .reader
    case _ where text.hasPrefix(prefix):
      let names = text.dropFirst(prefix.count).split(separator: ",").map(String.init)
      let databases = names.compactMap { Population.database(named: $0) }
      guard !names.isEmpty, databases.count == names.count else { return nil }
      self = .databaseAdministrator(databases: Set(databases))
    default: return nil
    }
  }
}
