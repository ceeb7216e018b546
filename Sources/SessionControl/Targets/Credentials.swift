/// Who connects, and how the password is had.
public struct Credentials: Sendable {
  public var user: String?
  /// From a password file.
  public var password: Secret?
  /// Asks a person, without echo; nil where nobody can be asked. Called at most once, when the server refused
  /// a try without a password. May block.
  public var ask: (@Sendable () throws -> Secret)?

  public init(user: String? = nil, password: Secret? = nil, ask: (@Sendable () throws -> Secret)? = nil) {
    self.user = user
    self.password = password
    self.ask = ask
  }
}
