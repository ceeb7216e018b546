/// Where a MySQL or MariaDB server is, and how it is talked to.
public struct MySQLAddress: Sendable, Hashable {
  public enum Endpoint: Sendable, Hashable, CustomStringConvertible {
    /// A Unix socket; nil means the client library's default path.
    case socket(path: String?)
    case tcp(host: String, port: UInt16)

    public var description: String {
      switch self {
      case .socket(let path): "socket \(path ?? "(default)")"
      case .tcp(let host, let port): host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
      }
    }
  }

  /// How far TLS is insisted on. What libmariadb 3.3 makes of its options is measured in facts/mysql.md 4.
  public enum TLSMode: String, Sendable, Hashable, CaseIterable {
    /// Never.
    case disabled
    /// Where the server offers it, without a look at its certificate.
    case preferred
    /// Always, without a look at the certificate.
    case required
    /// Always, and the certificate must come from the named CA.
    case verifyCA = "verify-ca"
    /// Always, and the certificate must also be the host's.
    case verifyFull = "verify-full"
  }

  /// Certificates as PEM files.
  public struct TLSFiles: Sendable, Hashable {
    public var ca: String?
    public var certificate: String?
    public var key: String?

    public init(ca: String? = nil, certificate: String? = nil, key: String? = nil) {
      self.ca = ca
      self.certificate = certificate
      self.key = key
    }
  }

  public var endpoint: Endpoint
  public var tls: TLSMode
  public var tlsFiles: TLSFiles
  /// Whether the server may ask for the password as it is (mysql_clear_password and dialog, as PAM and LDAP need).
  public var allowsCleartextPassword: Bool

  /// Whether somebody on the way could be the server.
  public var isOpenToImpostors: Bool {
    guard case .tcp(let host, _) = endpoint, !Loopback.contains(host) else { return false }
    return switch tls {
    case .disabled, .preferred, .required: true
    case .verifyCA, .verifyFull: false
    }
  }

  public init(
    endpoint: Endpoint, tls: TLSMode, tlsFiles: TLSFiles = TLSFiles(), allowsCleartextPassword: Bool = false
  ) {
    self.endpoint = endpoint
    self.tls = tls
    self.tlsFiles = tlsFiles
    self.allowsCleartextPassword = allowsCleartextPassword
  }
}
