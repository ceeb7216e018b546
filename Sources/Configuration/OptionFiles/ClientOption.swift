/// The options of the mariadb and mysql clients that say how to connect, and how their names may be written.
enum ClientOption: String, CaseIterable {
  case user, password, host, port, socket, `protocol`, ssl
  case sslCA = "ssl-ca"
  case sslCertificate = "ssl-cert"
  case sslKey = "ssl-key"
  case sslVerify = "ssl-verify-server-cert"
  /// MySQL's.
  case sslMode = "ssl-mode"
  /// Certificates that are no longer good, and narrower TLS: what we do not do, and must not keep to ourselves.
  case sslCRL = "ssl-crl"
  case sslCRLPath = "ssl-crlpath"
  case sslCAPath = "ssl-capath"
  case sslCipher = "ssl-cipher"

  /// `skip-ssl` and its kin.
  enum Prefix: String, CaseIterable {
    case enable = "enable-"
    case disable = "disable-"
    case skip = "skip-"
  }

  /// What a name in a file stands for.
  enum Meaning: Equatable {
    case option(ClientOption, Prefix?)
    /// An option that has nothing to do with connecting, or that no client knows.
    case other
    /// An abbreviation of several, of which one is ours.
    case ambiguous([String])
  }

  /// Takes no value but on and off.
  var isSwitch: Bool { self == .ssl || self == .sslVerify }

  /// MySQL's own, which MariaDB's client does not know; MySQL takes no abbreviation of it.
  private static let exactOnly: Set<ClientOption> = [.sslMode]

  /// Further options of `mariadb` 10.11 that an abbreviation of ours may mean as well.
  private static let others = [
    "help", "html", "pager", "plugin-dir", "print-query-on-error", "progress-reports", "prompt",
    "safe-updates", "sandbox", "secure-auth", "select-limit", "server-arg", "show-warnings", "sigint-ignore",
    "silent", "skip-column-names", "skip-line-numbers", "unbuffered",
  ]

  private static let abbreviable =
    allCases.filter { !exactOnly.contains($0) }.map(\.rawValue) + others

  /// Reads a name: `-` and `_` are alike, case does not count, `loose-` changes nothing for options that exist, and
  /// what is unambiguous among the options of `mariadb` may be cut short.
  static func meaning(of written: String) -> Meaning {
    var name = written.lowercased().replacing("_", with: "-")
    if name.hasPrefix("loose-") { name.removeFirst("loose-".count) }
    let whole = lookedUp(name)
    guard whole == .other, let prefix = Prefix.allCases.first(where: { name.hasPrefix($0.rawValue) }) else {
      return whole
    }
    let rest = lookedUp(String(name.dropFirst(prefix.rawValue.count)))
    if case .option(let option, _) = rest { return .option(option, prefix) }
    return rest
  }

  private static func lookedUp(_ name: String) -> Meaning {
    if let option = ClientOption(rawValue: name) { return .option(option, nil) }
    // MySQL's name for the password of the first factor.
    if name == "password1" { return .option(.password, nil) }
    guard !name.isEmpty else { return .other }
    let candidates = abbreviable.filter { $0.hasPrefix(name) }
    let ours = candidates.compactMap(ClientOption.init)
    guard let first = ours.first else { return .other }
    return candidates.count == 1 ? .option(first, nil) : .ambiguous(candidates)
  }
}
