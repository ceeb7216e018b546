/// Where an XMLA endpoint is.
public struct XMLAAddress: Sendable, Hashable {
  /// `http` or `https` URL without user and password.
  public var url: String
  /// Whether nobody on the way can read what is sent: https, or loopback.
  public var isPrivate: Bool

  public init(url: String, isPrivate: Bool) {
    self.url = url
    self.isPrivate = isPrivate
  }
}
