internal import SessionControl

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// What the settings of a proxy mean together, and which of them contradict each other.
struct ProxyRules {
  typealias Problem = TargetRules.Problem

  /// The way to an endpoint.
  struct Way {
    var proxy: XMLAAddress.Proxy
    var login: ProxyLogin
    /// Whether the proxy is on another machine, which reads what is not encrypted.
    var isElsewhere = false
  }

  let settings: TargetSettings

  private var method: ProxyLogin.Method? { settings.proxyAuth }
  private var passwordFile: String? { settings.proxyPasswordFile }

  func way() throws(Problem) -> Way {
    switch settings.proxy {
    case nil:
      // The variable of the environment may hold a user and a password.
      if passwordFile != nil { throw missingUser }
      return Way(proxy: .environment, login: ProxyLogin(method: method))
    case "none":
      if let first = method.map({ _ in TargetSettings.Key.proxyAuth })
        ?? passwordFile.map({ _ in .proxyPasswordFile })
      {
        throw Problem(
          key: first, message: "there is a '\(first.rawValue)' and 'proxy' is none", hint: "keep one of them")
      }
      return Way(proxy: .none, login: ProxyLogin())
    case let text?:
      let proxy = try NamedProxy(text)
      let login = ProxyLogin(method: method, user: proxy.user, passwordFile: passwordFile)
      try check(login, proxy)
      return Way(proxy: .url(proxy.url), login: login, isElsewhere: !Loopback.contains(proxy.host))
    }
  }

  private var missingUser: Problem {
    Problem(
      key: .proxyPasswordFile, message: "there is a 'proxy-password-file', and 'proxy' names no user",
      hint: "write http://USER@HOST:PORT")
  }

  private func check(_ login: ProxyLogin, _ proxy: NamedProxy) throws(Problem) {
    if proxy.isSOCKS, login != ProxyLogin() {
      throw Problem(
        key: .proxy, message: "a login is for http and https proxies, and this is \(proxy.scheme)",
        hint: "leave it out")
    }
    if method == .negotiate, login.user != nil || passwordFile != nil {
      throw Problem(
        key: .proxyAuth,
        message: "'proxy-auth' negotiate shows a ticket, and a user or a password is given as well",
        hint: "keep one of them")
    }
    guard login.user != nil else {
      if passwordFile != nil { throw missingUser }
      guard let method, method != .negotiate else { return }
      throw Problem(
        key: .proxyAuth, message: "'proxy-auth' is \(method.rawValue), and 'proxy' names no user",
        hint: "write http://USER@HOST:PORT")
    }
    if passwordFile == nil {
      throw Problem(
        key: .proxy, message: "'proxy' names a user, and there is no password for it",
        hint: "name a proxy-password-file")
    }
    if method == nil, !proxy.isEncrypted, !Loopback.contains(proxy.host) {
      throw Problem(
        key: .proxy,
        message: "the way to the proxy is not encrypted, and the password would go over it as it is",
        hint: "write https:// if the proxy takes that, or name a proxy-auth; basic says that it may be read")
    }
  }
}

/// A proxy as somebody wrote it.
private struct NamedProxy {
  let scheme: String
  let host: String
  let user: String?
  /// Without the user.
  let url: String

  var isSOCKS: Bool { scheme.hasPrefix("socks") }
  var isEncrypted: Bool { scheme == "https" }

  init(_ text: String) throws(TargetRules.Problem) {
    // Before anything else: no message below may show it.
    let rest = text.firstRange(of: "://").map { text[$0.upperBound...] } ?? text[...]
    if let at = rest.lastIndex(of: "@"), rest[..<at].contains(":") {
      throw TargetRules.Problem(
        key: .proxy,
        message: "a password in 'proxy' is refused, since every user of this machine can read it",
        hint: "change that password; write http://USER@HOST:PORT and name a proxy-password-file")
    }
    guard let parsed = URLComponents(string: text, encodingInvalidCharacters: false),
      let scheme = parsed.scheme?.lowercased(), ["http", "https", "socks5", "socks5h"].contains(scheme),
      let host = parsed.host, !host.isEmpty, parsed.user != "", ["", "/"].contains(parsed.path),
      parsed.query == nil,
      parsed.fragment == nil, (1...65_535).contains(parsed.port ?? 1_080), let url = Self.withoutUser(parsed)
    else {
      throw TargetRules.Problem(
        key: .proxy, message: "'\(text.shortened(to: 60).printable)' is no proxy",
        hint: "write http://HOST:PORT (or https, socks5, socks5h), or none")
    }
    self.scheme = scheme
    self.host = host
    self.url = url
    user = parsed.user
  }

  private static func withoutUser(_ components: URLComponents) -> String? {
    var plain = components
    plain.user = nil
    return plain.string
  }
}
