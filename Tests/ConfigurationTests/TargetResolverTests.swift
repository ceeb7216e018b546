import SessionControl
import Testing

@testable import Configuration

/// What `-t`, the configuration and the command line come to together.
@Suite struct TargetResolverTests {
  private static let file = """
    targets:
      basic: {url: 'https://h/', user: anna, password-file: /p, tls-ca: /ca, tls-cert: /c, tls-key: /k}
      bearer: {url: 'https://h/', token-command: old}
      db: {url: 'mysql://db/', user: ops}
    """

  private func target(_ name: String, _ change: (inout TargetSettings) -> Void = { _ in }) throws -> Target {
    let configuration = try ConfigurationFile(Array(Self.file.utf8), path: "/c.yaml", home: nil)
    var settings = TargetSettings()
    change(&settings)
    return try TargetResolver(
      configuration: configuration, commandLine: settings, optionFiles: { ClientSettings() }
    )
    .target(name)
  }

  private func address(_ target: Target) throws -> XMLAAddress {
    guard case .xmla(let address) = target.address else {
      throw ControlError(.internalError, "not XMLA")
    }
    return address
  }

  @Test("A name is looked up, and stays the target's name")
  func name() throws {
    let target = try target("basic")
    #expect(target.name == "basic")
    #expect(target.user == "anna")
    #expect(target.login == Login(passwordFile: "/p"))
    #expect(try address(target).tls == XMLAAddress.TLS(ca: "/ca", certificate: "/c", key: "/k"))
    #expect(try self.target("db").kind == .mysql)
  }

  @Test("A name that nobody gave out tells those that are known")
  func unknown() {
    let error = #expect(throws: ControlError.self) { try target("other") }
    #expect(error?.code == .usage)
    #expect(error?.description == "'other' is not a target in /c.yaml; known are basic, bearer, db")
    let none = #expect(throws: ControlError.self) {
      try TargetResolver(configuration: nil, commandLine: TargetSettings(), optionFiles: { ClientSettings() })
        .target("other")
    }
    #expect(none?.message == "'other' is not a target and there is no configuration file")
  }

  @Test(
    "What is no name is a URL", arguments: ["https://h/", "mysql:///", "a b", "", "a@b", ".x", "-x", "a/b"])
  func isURL(_ text: String) {
    #expect(!TargetResolver.isName(text))
  }

  @Test("The command line beats the configuration")
  func commandLine() throws {
    let changed = try target("basic") { settings in
      settings.tlsCA = "/other"
      settings.tlsCertificate = "/mine"
      settings.tlsVerify = false
      settings.proxy = "http://proxy:1"
    }
    let address = try address(changed)
    #expect(
      address.tls == XMLAAddress.TLS(isVerified: false, ca: "/other", certificate: "/mine", key: nil),
      "the key belonged to the other certificate")
    #expect(address.proxy == .url("http://proxy:1"))
    #expect(changed.login.passwordFile == "/p")
  }

  @Test("Another login takes what belonged to the configured one along")
  func otherLogin() throws {
    #expect(try target("basic") { $0.auth = .negotiate }.login == Login(method: .negotiate))
    #expect(try target("basic") { $0.auth = .ntlm }.login == Login(method: .ntlm, passwordFile: "/p"))
    #expect(
      try target("basic") { $0.token = .file("/t") }.login == Login(method: .bearer, token: .file("/t")))
    #expect(
      try target("bearer") { $0.token = .file("/t") }.login == Login(method: .bearer, token: .file("/t")))
    #expect(try target("bearer") { $0.auth = LoginMethod.none }.login == Login(method: LoginMethod.none))
  }

  @Test("What does not go together on the command line is a usage error")
  func contradictions() {
    let cases: [(String, @Sendable (inout TargetSettings) -> Void)] = [
      ("db", { $0.auth = .basic }), ("db", { $0.tlsVerify = false }), ("db", { $0.token = .file("/t") }),
      ("db", { $0.proxy = "none" }), ("bearer", { $0.auth = .basic }), ("http://h/", { $0.tlsCA = "/ca" }),
      ("https://h/", { $0.tlsKey = "/k" }), ("https://h/", { $0.auth = .bearer }),
      ("https://h/", { $0.auth = .ntlm }), ("https://h/", { $0.proxy = "ftp://p/" }),
    ]
    for (name, change) in cases {
      let error = #expect(throws: ControlError.self) { try target(name, change) }
      #expect(error?.code == .usage, "\(name)")
      #expect(error?.hint != nil)
      #expect(error?.target == name)
    }
  }

  @Test(
    "http to this machine is private, unless a proxy elsewhere carries it",
    arguments: [
      ("http://127.0.0.1/", nil, true), ("http://127.0.0.1/", "http://127.0.0.1:8080", true),
      ("http://127.0.0.1/", "http://proxy:8080", false), ("http://127.0.0.1/", "none", true),
      ("http://h/", "http://127.0.0.1:8080", false), ("https://h/", "http://proxy:8080", true),
    ] as [(String, String?, Bool)])
  func privacy(_ url: String, _ proxy: String?, _ isPrivate: Bool) throws {
    #expect(try address(target(url) { $0.proxy = proxy }).isPrivate == isPrivate)
  }
}
