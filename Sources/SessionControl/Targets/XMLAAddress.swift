/// Where an XMLA endpoint is, and which way leads to it.
public struct XMLAAddress: Sendable, Hashable {
  /// What stands between here and the endpoint.
  public enum Proxy: Sendable, Hashable {
    /// What the environment says: `https_proxy` and its kin, as curl reads them.
    case environment
    /// None, whatever the environment says.
    case none
    case url(String)
  }

  /// Whom https trusts, and what it shows of us. Certificates are PEM files.
  public struct TLS: Sendable, Hashable {
    /// Whether the server must prove who it is.
    public var isVerified: Bool
    /// The CA that signed the server's certificate; nil means those of this machine.
    public var ca: String?
    public var certificate: String?
    /// Nil where the certificate's file holds it.
    public var key: String?

    public init(isVerified: Bool = true, ca: String? = nil, certificate: String? = nil, key: String? = nil) {
      self.isVerified = isVerified
      self.ca = ca
      self.certificate = certificate
      self.key = key
    }
  }

  /// `http` or `https` URL without user and password.
  public var url: String
  /// Whether nobody on the way can read what is sent: https, or loopback without a proxy elsewhere.
  public var isPrivate: Bool
  public var proxy: Proxy
  public var tls: TLS

  public init(url: String, isPrivate: Bool, proxy: Proxy = .environment, tls: TLS = TLS()) {
    self.url = url
    self.isPrivate = isPrivate
    self.proxy = proxy
    self.tls = tls
  }
}
