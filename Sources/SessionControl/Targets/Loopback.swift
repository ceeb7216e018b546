/// This machine itself, over its network.
public enum Loopback {
  /// Whether a host, as written in a URL, is sure to be this machine.
  public static func contains(_ host: String) -> Bool {
    let plain = host.filter { !"[]".contains($0) }.lowercased()
    if plain == "localhost" || plain == "::1" { return true }
    let parts = plain.split(separator: ".", omittingEmptySubsequences: false)
    // Decimal only: with a leading zero a part is octal to the C library, and 0127 is 87.
    return parts.count == 4 && parts[0] == "127"
      && parts.allSatisfy { UInt8($0).map(String.init) == String($0) }
  }
}
