internal import SessionControl

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// What settings mean together, and which of them contradict each other.
struct TargetRules {
  /// A setting that can't be used.
  struct Problem: Error {
    let key: TargetSettings.Key
    let message: String
    let hint: String
  }

  /// Headers that say how a request is read, which is not for the configuration to change.
  private static let reservedHeaders: Set = [
    "accept-encoding", "connection", "content-encoding", "content-length", "content-type", "expect", "host",
    "keep-alive", "proxy-authorization", "proxy-connection", "soapaction", "te", "trailer",
    "transfer-encoding",
    "upgrade", "x-transport-caps-negotiation-flags",
  ]

  static let timeoutHint =
    "write seconds or a duration such as 500ms; 0 is never, a cancellation timeout of -1 at once"

  let name: String
  let settings: TargetSettings
  /// Asked for a MySQL target only.
  var optionFiles: () throws -> ClientSettings = { ClientSettings() }

  /// - Throws: ``Problem``, or ``ControlError`` of the URL.
  func target() throws -> Target {
    guard let url = settings.url else {
      throw Problem(
        key: .url, message: "the target has no 'url'",
        hint: "write https://HOST/olap/msmdpump.dll or mysql://HOST:PORT/")
    }
    let parsed = try TargetURL.read(url)
    guard parsed.user == nil || settings.user == nil else {
      throw Problem(
        key: .user, message: "the user is named in 'url' and in 'user'", hint: "keep one of them")
    }
    let user = parsed.user ?? settings.user
    let login = Login(
      method: settings.auth, passwordFile: settings.passwordFile, token: settings.token,
      headers: settings.headers)
    if settings.tlsKey != nil, settings.tlsCertificate == nil {
      throw Problem(
        key: .tlsKey, message: "there is a 'tls-key' and no 'tls-cert'", hint: "name the certificate as well")
    }
    switch parsed.address {
    case .mysql(let parts):
      try refuseXMLASettings()
      let files = try optionFiles()
      let rules = MySQLTargetRules(url: parts, settings: settings, optionFiles: files)
      var target = Target(
        name: name, address: .mysql(try rules.address()), user: user ?? files.user, login: login)
      target.login.optionFilePassword = files.password
      target.runLimits = RunLimits(
        command: settings.commandTimeout ?? parts.commandTimeout,
        cancellation: settings.cancellationTimeout ?? parts.cancellationTimeout ?? RunLimits().cancellation)
      return target
    case .xmla(let address):
      try refuseMySQLSettings()
      var target = Target(name: name, address: .xmla(address), user: user, login: login)
      try checkLogin(target)
      try checkHeaders(target)
      let way = try ProxyRules(settings: settings).way()
      target.login.proxy = way.login
      target.address = .xmla(try completed(address, way))
      return target
    }
  }

  private func refuseXMLASettings() throws(Problem) {
    let given =
      [
        (.auth, settings.auth != nil), (.tokenFile, settings.token != nil),
        (.headers, !settings.headers.isEmpty), (.proxy, settings.proxy != nil),
        (.proxyAuth, settings.proxyAuth != nil), (.proxyPasswordFile, settings.proxyPasswordFile != nil),
        (.tlsVerify, settings.tlsVerify != nil),
      ] as [(key: TargetSettings.Key, isGiven: Bool)]
    guard let first = given.first(where: \.isGiven) else { return }
    throw Problem(
      key: first.key, message: "'\(first.key.rawValue)' is for XMLA targets, and this is MySQL",
      hint: first.key == .tlsVerify
        ? "tls=required is TLS without a look at the certificate" : "leave it out")
  }

  private func refuseMySQLSettings() throws(Problem) {
    let given =
      [
        (.tls, settings.tls != nil), (.allowCleartextPassword, settings.allowsCleartextPassword != nil),
        (.commandTimeout, settings.commandTimeout != nil),
        (.cancellationTimeout, settings.cancellationTimeout != nil),
      ] as [(key: TargetSettings.Key, isGiven: Bool)]
    guard let first = given.first(where: \.isGiven) else { return }
    throw Problem(
      key: first.key, message: "'\(first.key.rawValue)' is for MySQL targets, and this is XMLA",
      hint: "leave it out")
  }

  // MARK: Login

  private func checkLogin(_ target: Target) throws(Problem) {
    let login = target.login
    switch login.method {
    case .basic, .ntlm:
      if target.user == nil {
        throw Problem(
          key: .auth, message: "'auth' is \(login.method?.rawValue ?? "") and no user is named",
          hint: "write https://USER@HOST/..., or 'user' in the configuration")
      }
    case .bearer:
      if login.token == nil {
        throw Problem(
          key: .auth, message: "'auth' is bearer and there is no token",
          hint: "name a token-file or a token-command")
      }
    case .negotiate, .some(.none), nil: break
    }
    if login.token != nil, login.method != .bearer, login.method != nil {
      throw Problem(
        key: .tokenFile, message: "a token is for 'auth' bearer, and that is \(login.method?.rawValue ?? "")",
        hint: "keep one of them")
    }
    if login.passwordFile != nil, !login.takesPassword {
      throw Problem(
        key: .passwordFile,
        message: "a password is for 'auth' basic and ntlm, and that is \(login.method?.rawValue ?? "")",
        hint: "keep one of them")
    }
    if login.passwordFile != nil, target.user == nil {
      throw Problem(
        key: .passwordFile, message: "there is a password file and no user", hint: "name the user as well")
    }
  }

  private func checkHeaders(_ target: Target) throws(Problem) {
    var names: Set<String> = []
    for header in settings.headers {
      func problem(_ why: String, _ hint: String) -> Problem {
        Problem(
          key: .headers, message: "the header '\(header.name.shortened(to: 60).printable)' \(why)", hint: hint
        )
      }
      let name = header.name.lowercased()
      let isToken =
        !name.isEmpty && name.utf8.allSatisfy { $0.isAlphanumeric || "!#$%&'*+-.^_`|~".utf8.contains($0) }
      guard isToken else { throw problem("has no usable name", "use letters, digits and hyphens") }
      let value = header.value.reveal()
      guard !value.isEmpty, value.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) else {
        throw problem(
          "has no usable value", "use visible ASCII on one line; a line end would begin another header")
      }
      guard !Self.reservedHeaders.contains(name) else {
        throw problem("is set by xmlactl itself", "leave it out")
      }
      guard names.insert(name).inserted else { throw problem("is there twice", "keep one of them") }
      if name == "authorization", target.user != nil || ![nil, .some(.none)].contains(target.login.method) {
        throw problem("and 'auth' or a user contradict each other", "keep one of them")
      }
    }
  }

  // MARK: The way

  private func completed(_ address: XMLAAddress, _ way: ProxyRules.Way) throws(Problem) -> XMLAAddress {
    var address = address
    let isEncrypted = address.url.lowercased().hasPrefix("https:")
    let tlsSettings =
      [
        (.tlsVerify, settings.tlsVerify != nil), (.tlsCA, settings.tlsCA != nil),
        (.tlsCertificate, settings.tlsCertificate != nil),
      ] as [(key: TargetSettings.Key, isGiven: Bool)]
    if !isEncrypted, let first = tlsSettings.first(where: \.isGiven) {
      throw Problem(
        key: first.key, message: "'\(first.key.rawValue)' is for https, and the URL is http",
        hint: "write https://, or leave it out")
    }
    address.tls = XMLAAddress.TLS(
      isVerified: settings.tlsVerify ?? true, ca: settings.tlsCA, certificate: settings.tlsCertificate,
      key: settings.tlsKey)
    address.proxy = way.proxy
    if way.isElsewhere { address.isPrivate = isEncrypted }
    return address
  }
}
