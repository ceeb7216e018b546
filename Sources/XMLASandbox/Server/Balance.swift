/// What decides which node of a farm gets a request.
public enum Balance: String, CaseIterable, Sendable {
  /// Nothing: each request goes to any of them, also those of one connection.
  case request
  /// A cookie, which the first reply sets, as HAProxy does it.
  case cookie
}
