import Foundation
import SessionControl
import Testing

@testable import Configuration

@Suite struct ConfigurationFileTests {
  private func read(_ text: String) throws -> ConfigurationFile {
    try ConfigurationFile(Array(text.utf8), path: "/etc/x/config.yaml", home: "/home/anna")
  }

  @Test("Every key is read into its place")
  func everything() throws {
    let file = try read(
      """
      targets:
        sales:
          url: https://olap.example.com/olap/msmdpump.dll
          user: CONTOSO\\anna
          auth: ntlm
          password-file: ~/.olap
          proxy: http://anna@proxy:8080
          proxy-auth: ntlm
          proxy-password-file: proxy.pw
          tls-verify: false
          tls-ca: ca.pem
          tls-cert: /etc/cert.pem
          tls-key: sub/key.pem
        cloud:
          url: https://x.example.net/xmla
          token-command: az account get-access-token
          headers:
            x-ms-xmlaserver: sales01
            X-Number: 7
        filed: {url: "https://x/", auth: bearer, token-file: t}
        ticket: {url: "http://x/", auth: negotiate, proxy: none}
        db1: {url: "mysql://db1/", user: ops, password-file: p, command-timeout: 30, cancellation-timeout: -1}
      """)
    let sales = try #require(file.targets["sales"])
    var expected = TargetSettings()
    expected.url = "https://olap.example.com/olap/msmdpump.dll"
    expected.user = "CONTOSO\\anna"
    expected.auth = .ntlm
    expected.passwordFile = "/home/anna/.olap"
    expected.proxy = "http://anna@proxy:8080"
    expected.proxyAuth = .ntlm
    expected.proxyPasswordFile = "/etc/x/proxy.pw"
    expected.tlsVerify = false
    expected.tlsCA = "/etc/x/ca.pem"
    expected.tlsCertificate = "/etc/cert.pem"
    expected.tlsKey = "/etc/x/sub/key.pem"
    #expect(sales == expected)
    let cloud = try #require(file.targets["cloud"])
    #expect(cloud.auth == .bearer)
    #expect(cloud.token == .command("az account get-access-token"))
    #expect(cloud.headers.map(\.name) == ["x-ms-xmlaserver", "X-Number"])
    #expect(cloud.headers.map { $0.value.reveal() } == ["sales01", "7"])
    #expect(file.targets["filed"]?.token == .file("/etc/x/t"))
    #expect(file.targets["ticket"]?.auth == .negotiate)
    #expect(file.targets["db1"]?.passwordFile == "/etc/x/p")
    #expect(file.targets["db1"]?.commandTimeout == .seconds(30))
    #expect(file.targets["db1"]?.cancellationTimeout == .immediate)
  }

  @Test("A file without targets is one", arguments: ["", "targets:", "targets: {}", "# nothing yet\n"])
  func empty(_ text: String) throws {
    #expect(try read(text).targets.isEmpty)
  }

  struct Mistake: Sendable, CustomTestStringConvertible {
    var testDescription: String { says }
    var line: Int
    var says: String
    var text: String
  }

  static let mistakes = [
    Mistake(line: 1, says: "'target' is unknown here; known is targets", text: "target: {}"),
    Mistake(line: 1, says: "'the file' must have its own lines", text: "just text"),
    Mistake(line: 2, says: "'targets' must have its own lines", text: "targets:\n  - a"),
    Mistake(line: 2, says: "'a' must have its own lines", text: "targets:\n  a: https://x/"),
    Mistake(line: 2, says: "'a b' is no name for a target", text: "targets:\n  a b: {url: 'https://x/'}"),
    Mistake(line: 3, says: "'uri' is unknown here; known are url, user", text: "targets:\n  a:\n    uri: x"),
    Mistake(line: 2, says: "the target has no 'url'", text: "targets:\n  a: {user: x}"),
    Mistake(line: 3, says: "'url' must be a text", text: "targets:\n  a:\n    url: [x]"),
    Mistake(line: 3, says: "'url' must be a text", text: "targets:\n  a:\n    url:"),
    Mistake(line: 3, says: "a password in the URL", text: "targets:\n  a:\n    url: https://u:hush@h/"),
    Mistake(line: 3, says: "'ftp://' is not a kind", text: "targets:\n  a:\n    url: ftp://h/"),
    Mistake(
      line: 4, says: "named in 'url' and in 'user'",
      text: "targets:\n  a:\n    url: https://u@h/\n    user: v"),
    Mistake(
      line: 4, says: "'auth' is 'kerberos'; known are none, basic, ntlm, negotiate, bearer",
      text: "targets:\n  a:\n    url: https://h/\n    auth: kerberos"),
    Mistake(
      line: 4, says: "no user is named", text: "targets:\n  a:\n    url: https://h/\n    auth: basic"),
    Mistake(
      line: 4, says: "there is no token", text: "targets:\n  a:\n    url: https://h/\n    auth: bearer"),
    Mistake(
      line: 4, says: "a token is for 'auth' bearer",
      text: "targets:\n  a:\n    url: https://u@h/\n    token-command: x\n    auth: basic"),
    Mistake(
      line: 5, says: "both there",
      text: "targets:\n  a:\n    url: https://h/\n    token-command: x\n    token-file: y"),
    Mistake(
      line: 4, says: "a password is for 'auth' basic and ntlm",
      text: "targets:\n  a:\n    url: https://h/\n    password-file: x\n    auth: negotiate"),
    Mistake(
      line: 4, says: "a password file and no user",
      text: "targets:\n  a:\n    url: https://h/\n    password-file: x"),
    Mistake(
      line: 4, says: "'tls-verify' must be true or false",
      text: "targets:\n  a:\n    url: https://h/\n    tls-verify: 'no'"),
    Mistake(
      line: 4, says: "'tls-ca' is for https", text: "targets:\n  a:\n    url: http://h/\n    tls-ca: x"),
    Mistake(
      line: 4, says: "no 'tls-cert'", text: "targets:\n  a:\n    url: https://h/\n    tls-key: x"),
    Mistake(
      line: 4, says: "'proxy:8080' is no proxy",
      text: "targets:\n  a:\n    url: https://h/\n    proxy: proxy:8080"),
    Mistake(
      line: 4, says: "a password in 'proxy' is refused",
      text: "targets:\n  a:\n    url: https://h/\n    proxy: http://u:hush@p:1"),
    Mistake(
      line: 4, says: "'auth' is for XMLA targets",
      text: "targets:\n  a:\n    url: mysql://h/\n    auth: basic"),
    Mistake(
      line: 5, says: "'tls-verify' is for XMLA targets",
      text: "targets:\n  a:\n    url: mysql://h/\n    user: x\n    tls-verify: false"),
    Mistake(
      line: 4, says: "'tls' is for MySQL targets",
      text: "targets:\n  a:\n    url: https://h/\n    tls: required"),
    Mistake(
      line: 4, says: "'command-timeout' is for MySQL targets",
      text: "targets:\n  a:\n    url: https://h/\n    command-timeout: 3"),
    Mistake(
      line: 4, says: "'cancellation-timeout' is '-2', which is no time",
      text: "targets:\n  a:\n    url: mysql://h/\n    cancellation-timeout: -2"),
    Mistake(
      line: 4, says: "'tls' is 'verify'; known are disabled, preferred, required, verify-ca, verify-full",
      text: "targets:\n  a:\n    url: mysql://h/\n    tls: verify"),
    Mistake(
      line: 5, says: "a password in clear text goes over tls=verify-full, verify-ca or a Unix socket only",
      text: "targets:\n  a:\n    url: mysql://h/\n    tls: required\n    allow-cleartext-password: true"),
    Mistake(
      line: 4, says: "there is a 'tls-ca', and this target uses no TLS",
      text: "targets:\n  a:\n    url: mysql:///\n    tls-ca: y"),
    Mistake(
      line: 4, says: "'headers' must have its own lines",
      text: "targets:\n  a:\n    url: https://h/\n    headers: [X]"),
    Mistake(
      line: 4, says: "the header 'X Y' has no usable name",
      text: "targets:\n  a:\n    url: https://h/\n    headers: {X Y: hush}"),
    Mistake(
      line: 4, says: "the header 'X\\nY' has no usable name",
      text: "targets:\n  a:\n    url: https://h/\n    headers: {\"X\\nY\": hush}"),
    Mistake(
      line: 4, says: "the header 'X' has no usable value",
      text: "targets:\n  a:\n    url: https://h/\n    headers: {X: \"hush\\r\\nY: 1\"}"),
    Mistake(
      line: 4, says: "the header 'Host' is set by xmlactl itself",
      text: "targets:\n  a:\n    url: https://h/\n    headers: {Host: evil}"),
    Mistake(
      line: 4, says: "the header 'x' is there twice",
      text: "targets:\n  a:\n    url: https://h/\n    headers: {X: hush, x: hush}"),
    Mistake(
      line: 4, says: "contradict each other",
      text: "targets:\n  a:\n    url: https://u@h/\n    headers: {Authorization: hush}"),
    Mistake(line: 3, says: "'a' is there twice", text: "targets:\n  a: {url: 'https://h/'}\n  a: {}"),
  ]

  @Test("A mistake is told with file, line and what to do, and without secrets", arguments: mistakes)
  func mistake(_ mistake: Mistake) {
    let error = #expect(throws: ControlError.self) { try read(mistake.text) }
    #expect(error?.code == .configuration)
    let text = error?.description ?? ""
    #expect(text.hasPrefix("/etc/x/config.yaml:\(mistake.line): "), "\(text)")
    #expect(text.contains(mistake.says), "\(text)")
    #expect(!text.contains("hush"), "\(text)")
  }

  @Test("A header may be the login where there is no other")
  func authorization() throws {
    for auth in ["", "auth: none, "] {
      let file = try read("targets: {a: {url: 'https://h/', \(auth)headers: {Authorization: MwcToken t}}}")
      #expect(file.targets["a"]?.headers.count == 1)
    }
  }

  @Test("The file is where XMLACTL_CONFIG says, or XDG, or under the home folder")
  func places() {
    #expect(ConfigurationFile.place(Environment([:])) == nil)
    #expect(ConfigurationFile.place(Environment(["HOME": "/h"])) == "/h/.config/xmlactl/config.yaml")
    #expect(
      ConfigurationFile.place(Environment(["HOME": "/h", "XDG_CONFIG_HOME": "/x"]))
        == "/x/xmlactl/config.yaml")
    #expect(
      ConfigurationFile.place(Environment(["HOME": "/h", "XDG_CONFIG_HOME": "relative"]))
        == "/h/.config/xmlactl/config.yaml")
    #expect(
      ConfigurationFile.place(Environment(["XMLACTL_CONFIG": "c", "XDG_CONFIG_HOME": "/x", "HOME": "/h"]))
        == "c")
  }

  @Test("No file is fine, but not where it is named")
  func missing() throws {
    let folder = try ScratchFolder()
    defer { folder.remove() }
    #expect(try ConfigurationFile.load(Environment(["HOME": folder.path])) == nil)
    let error = #expect(throws: ControlError.self) {
      try ConfigurationFile.load(Environment(["XMLACTL_CONFIG": "\(folder.path)/none"]))
    }
    #expect(error?.code == .configuration)
    #expect(error?.message.contains("can't be opened") == true)
  }

  @Test(
    "Headers must not be readable by others, and nothing writable by them: they could send passwords elsewhere",
    arguments: [
      ("headers: {X: y}", 0o600, true), ("headers: {X: y}", 0o644, false), ("headers: {X: y}", 0o660, false),
      ("token-command: x", 0o644, true), ("token-command: x", 0o664, false),
      ("token-command: x", 0o646, false),
      ("proxy: none", 0o644, true), ("proxy: none", 0o666, false), ("proxy: none", 0o620, false),
    ])
  func modes(_ setting: String, _ mode: Int, _ isTaken: Bool) throws {
    let folder = try ScratchFolder()
    defer { folder.remove() }
    let path = try folder.file("config.yaml", "targets: {a: {url: 'https://h/', \(setting)}}", mode: mode)
    let environment = Environment(["XMLACTL_CONFIG": path])
    guard !isTaken else {
      #expect(try ConfigurationFile.load(environment)?.targets.count == 1)
      return
    }
    let error = #expect(throws: ControlError.self) { try ConfigurationFile.load(environment) }
    #expect(error?.code == .configuration)
    #expect(error?.hint?.contains("chmod 600") == true)
  }
}
