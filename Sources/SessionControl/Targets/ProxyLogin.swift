/// How one logs in to an HTTP proxy, and where the secret for it is had. Reads nothing itself.
public struct ProxyLogin: Sendable, Hashable {
  public enum Method: String, Sendable, Hashable, CaseIterable {
    /// User and password, as they are; the default.
    case basic
    /// User and password of Windows, by a challenge.
    case ntlm
    /// A Kerberos ticket from this user's cache.
    case negotiate
  }

  public var method: Method?
  /// Nil where the environment's proxy may have one in its variable.
  public var user: String?
  /// The file with the password of that user.
  public var passwordFile: String?

  public init(method: Method? = nil, user: String? = nil, passwordFile: String? = nil) {
    self.method = method
    self.user = user
    self.passwordFile = passwordFile
  }
}

/// Who logs in to a proxy, with the secret.
public struct ProxyCredentials: Sendable {
  public var method: ProxyLogin.Method?
  public var user: String?
  public var password: Secret?

  public init(method: ProxyLogin.Method? = nil, user: String? = nil, password: Secret? = nil) {
    self.method = method
    self.user = user
    self.password = password
  }
}
