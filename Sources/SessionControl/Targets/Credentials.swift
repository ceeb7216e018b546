/// Who connects, and how the secrets for it are had.
public struct Credentials: Sendable {
  public var user: String?
  /// XMLA only; nil is Basic where there is a user, and otherwise no login.
  public var method: LoginMethod?
  /// From a password file or an option file.
  public var password: Secret?
  /// What to do when the login is refused, where that is known better than from the refusal.
  public var refusalHint: String?
  /// Asks a person, without echo; nil where nobody can be asked. Called at most once, when the server refused
  /// a try without a password. May block.
  public var ask: (@Sendable () throws -> Secret)?
  /// Fetches a bearer token. Called once, and once more when the server refuses what it gave.
  public var token: (@Sendable () async throws -> Secret)?
  /// Sent with every request.
  public var headers: [HTTPHeader]
  /// XMLA only.
  public var proxy: ProxyCredentials

  /// The same, and what a person answers is told.
  public func telling(_ keep: @escaping @Sendable (Secret) -> Void) -> Credentials {
    guard let ask else { return self }
    var copy = self
    copy.ask = {
      let secret = try ask()
      keep(secret)
      return secret
    }
    return copy
  }

  public init(
    user: String? = nil, method: LoginMethod? = nil, password: Secret? = nil,
    ask: (@Sendable () throws -> Secret)? = nil, token: (@Sendable () async throws -> Secret)? = nil,
    headers: [HTTPHeader] = [], proxy: ProxyCredentials = ProxyCredentials()
  ) {
    self.user = user
    self.method = method
    self.password = password
    self.ask = ask
    self.token = token
    self.headers = headers
    self.proxy = proxy
  }
}
