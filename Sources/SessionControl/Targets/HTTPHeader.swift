/// A header that goes with every request to an XMLA endpoint. Its value may be a secret, and is never shown.
public struct HTTPHeader: Sendable, Hashable {
  public var name: String
  public var value: Secret

  public init(name: String, value: Secret) {
    self.name = name
    self.value = value
  }
}
