import SessionControl
import Testing

@testable import Configuration

@Suite("Proxies and their logins")
struct ProxyRulesTests {
  private func settings(
    _ proxy: String?, _ auth: ProxyLogin.Method? = nil, _ file: String? = nil
  ) -> TargetSettings {
    var settings = TargetSettings()
    settings.proxy = proxy
    settings.proxyAuth = auth
    settings.proxyPasswordFile = file
    return settings
  }

  private func target(
    _ proxy: String?, _ auth: ProxyLogin.Method? = nil, _ file: String? = nil, url: String = "https://h/"
  ) throws -> (address: XMLAAddress, login: ProxyLogin) {
    let resolver = TargetResolver(configuration: nil, commandLine: settings(proxy, auth, file)) {
      ClientSettings()
    }
    let target = try resolver.target(url)
    guard case .xmla(let address) = target.address else { preconditionFailure("the URL is XMLA") }
    return (address, target.login.proxy)
  }

  @Test("The user is no part of the proxy's URL as it is used, and the password is in a file")
  func user() throws {
    let (address, login) = try target("http://CORP%5Canna@proxy:8080", .ntlm, "/pw")
    #expect(address.proxy == .url("http://proxy:8080"))
    #expect(login == ProxyLogin(method: .ntlm, user: "CORP\\anna", passwordFile: "/pw"))
    #expect(try target("https://anna@proxy/", nil, "/pw").login.user == "anna")
    #expect(try target("http://proxy:8080", .negotiate).login == ProxyLogin(method: .negotiate))
    #expect(try target("http://proxy:8080").login == ProxyLogin())
  }

  @Test("The variables of the environment may hold a login, which a method can be named for")
  func environment() throws {
    let (address, login) = try target(nil, .ntlm)
    #expect(address.proxy == .environment)
    #expect(login == ProxyLogin(method: .ntlm))
  }

  @Test("A password goes to a proxy as it is only where nobody can read it, or by name")
  func clearText() throws {
    #expect(throws: ControlError.self) { try target("http://anna@proxy:8080", nil, "/pw") }
    #expect(try target("http://anna@proxy:8080", .basic, "/pw").login.method == .basic)
    #expect(try target("http://anna@127.0.0.1:8080", nil, "/pw").login.user == "anna")
    #expect(try target("http://anna@proxy:8080", .ntlm, "/pw").login.method == .ntlm)
  }

  @Test(
    "Settings that contradict each other are refused",
    arguments: [
      ("http://proxy", .basic, nil), ("http://proxy", .ntlm, nil), ("http://proxy", nil, "/pw"),
      (nil, nil, "/pw"), ("http://anna@proxy", .ntlm, nil), ("http://anna@proxy", .negotiate, "/pw"),
      ("http://proxy", .negotiate, "/pw"), ("none", .ntlm, nil), ("none", nil, "/pw"),
      ("socks5://anna@proxy", nil, "/pw"), ("socks5://proxy", .ntlm, nil), ("http://@proxy", nil, "/pw"),
    ] as [(String?, ProxyLogin.Method?, String?)])
  func contradictions(_ proxy: String?, _ auth: ProxyLogin.Method?, _ file: String?) {
    let error = #expect(throws: ControlError.self) { try target(proxy, auth, file) }
    #expect(error?.code == .usage)
  }

  @Test(
    "A password in the URL is refused and never repeated",
    arguments: [
      "http://u:hush@p:1", "http://u:hu/sh@p:1", "http://u:hush?@p", "http://u:hush#@p", "u:hush@p",
    ])
  func password(_ proxy: String) {
    let error = #expect(throws: ControlError.self) { try target(proxy, .basic, "/pw") }
    #expect(error?.message.contains("a password in 'proxy' is refused") == true)
    #expect(error?.description.contains("hu") == false)
  }

  @Test("They are for XMLA targets")
  func mysql() {
    #expect(throws: ControlError.self) { try target(nil, .ntlm, url: "mysql://h/") }
    #expect(throws: ControlError.self) { try target(nil, nil, "/pw", url: "mysql://h/") }
  }

  @Test("Another proxy on the command line takes nothing of the file's proxy's login along")
  func overridden() {
    let file = settings("http://anna@one", .ntlm, "/one")
    let other = file.overridden(by: settings("http://two"))
    #expect(other.proxyAuth == nil)
    #expect(other.proxyPasswordFile == nil)
    let same = file.overridden(by: settings(nil, .basic))
    #expect(same.proxyAuth == .basic)
    #expect(same.proxyPasswordFile == "/one")
  }
}
