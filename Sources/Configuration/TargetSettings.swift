public import SessionControl

/// What the configuration file or the command line says of a target; nil where it says nothing.
public struct TargetSettings: Sendable, Equatable {
  /// The names of the settings: keys in the file, and options where the command line has them.
  public enum Key: String, Sendable, CaseIterable {
    case url, user, auth
    case passwordFile = "password-file"
    case tokenFile = "token-file"
    case tokenCommand = "token-command"
    case headers, proxy
    case proxyAuth = "proxy-auth"
    case proxyPasswordFile = "proxy-password-file"
    case commandTimeout = "command-timeout"
    case cancellationTimeout = "cancellation-timeout"
    case tls
    case tlsVerify = "tls-verify"
    case tlsCA = "tls-ca"
    case tlsCertificate = "tls-cert"
    case tlsKey = "tls-key"
    case allowCleartextPassword = "allow-cleartext-password"
  }

  public var url: String?
  public var user: String?
  public var auth: LoginMethod?
  public var passwordFile: String?
  public var token: Login.TokenSource?
  public var headers: [HTTPHeader] = []
  /// A URL, or `none`.
  public var proxy: String?
  public var proxyAuth: ProxyLogin.Method?
  public var proxyPasswordFile: String?
  /// Zero is never.
  public var commandTimeout: Duration?
  public var cancellationTimeout: RunLimits.Cancellation?
  public var tls: MySQLAddress.TLSMode?
  public var tlsVerify: Bool?
  public var tlsCA: String?
  public var tlsCertificate: String?
  public var tlsKey: String?
  public var allowsCleartextPassword: Bool?

  public init() {}

  /// These settings where `other` says nothing.
  public func overridden(by other: TargetSettings) -> TargetSettings {
    var merged = self
    merged.url = other.url ?? url
    merged.user = other.user ?? user
    merged.auth = other.auth ?? auth
    merged.passwordFile = other.passwordFile ?? passwordFile
    merged.token = other.token ?? token
    merged.headers = other.headers.isEmpty ? headers : other.headers
    merged.proxy = other.proxy ?? proxy
    merged.proxyAuth = other.proxyAuth ?? proxyAuth
    merged.proxyPasswordFile = other.proxyPasswordFile ?? proxyPasswordFile
    merged.commandTimeout = other.commandTimeout ?? commandTimeout
    merged.cancellationTimeout = other.cancellationTimeout ?? cancellationTimeout
    merged.tls = other.tls ?? tls
    merged.tlsVerify = other.tlsVerify ?? tlsVerify
    merged.tlsCA = other.tlsCA ?? tlsCA
    merged.tlsCertificate = other.tlsCertificate ?? tlsCertificate
    merged.tlsKey = other.tlsKey ?? tlsKey
    merged.allowsCleartextPassword = other.allowsCleartextPassword ?? allowsCleartextPassword
    // Another login takes what goes with it along; the file's user stays, whom both may need.
    if let method = other.auth, method != auth {
      if method != .bearer, other.token == nil { merged.token = nil }
      if method != .basic, method != .ntlm { merged.passwordFile = other.passwordFile }
    }
    if other.token != nil, other.auth == nil {
      merged.auth = .bearer
      merged.passwordFile = other.passwordFile
    }
    // A login is that of its proxy, a key that of its certificate.
    if other.proxy != nil {
      merged.proxyAuth = other.proxyAuth
      merged.proxyPasswordFile = other.proxyPasswordFile
    }
    if other.tlsCertificate != nil { merged.tlsKey = other.tlsKey }
    return merged
  }
}
