/// How one logs in to a target, and where the secrets for it are had. Reads nothing itself.
public struct Login: Sendable, Hashable {
  /// Where a bearer token is had.
  public enum TokenSource: Sendable, Hashable {
    /// The first line of a file.
    case file(String)
    /// The first line that a line of shell prints.
    case command(String)
  }

  /// XMLA only; nil is Basic where there is a user, and otherwise no login.
  public var method: LoginMethod?
  /// The file with the password of this target's user.
  public var passwordFile: String?
  /// MySQL only: where nothing else names a password.
  public var optionFilePassword: OptionFilePassword?
  public var token: TokenSource?
  public var headers: [HTTPHeader]
  /// XMLA only.
  public var proxy: ProxyLogin

  public init(
    method: LoginMethod? = nil, passwordFile: String? = nil,
    optionFilePassword: OptionFilePassword? = nil, token: TokenSource? = nil,
    headers: [HTTPHeader] = [], proxy: ProxyLogin = ProxyLogin()
  ) {
    self.method = method
    self.passwordFile = passwordFile
    self.optionFilePassword = optionFilePassword
    self.token = token
    self.headers = headers
    self.proxy = proxy
  }

  /// Whether a password is any use.
  public var takesPassword: Bool { [nil, .basic, .ntlm].contains(method) }
}
