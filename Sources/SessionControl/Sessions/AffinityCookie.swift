/// A cookie by which a balancer finds the server that has a session. Only what balancers are known to set for that goes
/// into an id that is printed: any other cookie may be a login.
public struct AffinityCookie: Sendable, Hashable, CustomStringConvertible {
  public var name: String
  public var value: String

  /// As IIS ARR and Azure, AWS, HAProxy, nginx, Apache, Traefik and Kubernetes' ingress name them by default.
  private static let names: Set = [
    "ARRAffinity", "ARRAffinitySameSite", "AWSALB", "AWSALBCORS", "AWSALBTG", "AWSALBTGCORS", "AWSELB",
    "AWSELBCORS", "SERVERID", "SRV", "SRVNAME", "ROUTEID", "BALANCEID", "route", "sticky", "INGRESSCOOKIE",
  ]
  /// F5 BIG-IP and NetScaler put names of their pools behind these.
  private static let prefixes = ["BIGipServer", "NSC_"]
  private static let maximumBytes = 256

  /// - Returns: nil for any other cookie, and for one that is too long for an id.
  public init?(name: String, value: String) {
    guard Self.names.contains(name) || Self.prefixes.contains(where: name.hasPrefix), !value.isEmpty,
      value.utf8.count <= Self.maximumBytes, (name + value).utf8.allSatisfy({ (0x21...0x7E).contains($0) })
    else { return nil }
    self.name = name
    self.value = value
  }

  /// Nil when the text is not of the form of an id's end.
  init?(_ text: Substring) {
    guard let cut = text.firstIndex(of: "="),
      let name = Self.decoded(text[..<cut]), let value = Self.decoded(text[text.index(after: cut)...])
    else { return nil }
    self.init(name: name, value: value)
  }

  /// What a shell might take for something else is written as `%XX`.
  public var description: String { "\(Self.encoded(name))=\(Self.encoded(value))" }

  private static func encoded(_ text: String) -> String {
    text.utf8.map { byte in
      isPlain(byte)
        ? String(Unicode.Scalar(byte))
        : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
    }.joined()
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch Unicode.Scalar(byte) {
    case "0"..."9", "a"..."z", "A"..."Z", "-", ".", "_", "+": true
    default: false
    }
  }

  private static func decoded(_ text: Substring) -> String? {
    var bytes: [UInt8] = []
    var rest = text.utf8[...]
    while let byte = rest.popFirst() {
      if isPlain(byte) {
        bytes.append(byte)
      } else {
        let digits = rest.prefix(2)
        guard byte == UInt8(ascii: "%"), digits.count == 2,
          let code = UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
        else { return nil }
        bytes.append(code)
        rest = rest.dropFirst(2)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
