import SessionControl
import Testing

@testable import Configuration

/// Who wins: the command line, the configuration, the URL, the option files, the defaults.
@Suite struct MySQLTargetRulesTests {
  private func target(
    _ url: String, files: String = "", _ change: (inout TargetSettings) -> Void = { _ in }
  ) throws -> Target {
    let options = try files.split(separator: ",").map { line in
      guard case .option(let name, let value) = try OptionLine(Array(line.utf8)[...]) else {
        throw ControlError(.internalError, "no option")
      }
      return GivenOption(
        name: name, value: value, group: "client", origin: GivenOption.Origin(path: "/f", line: 1))
    }
    var settings = TargetSettings()
    change(&settings)
    let client = try ClientSettings(options, systemUser: "me")
    return try TargetResolver(configuration: nil, commandLine: settings, optionFiles: { client }).target(url)
  }

  private func address(
    _ url: String, files: String = "", _ change: (inout TargetSettings) -> Void = { _ in }
  ) throws -> MySQLAddress {
    guard case .mysql(let address) = try target(url, files: files, change).address else {
      throw ControlError(.internalError, "not MySQL")
    }
    return address
  }

  @Test(
    "A URL that names no server means what the option files say",
    arguments: [
      ("", .socket(path: nil)), ("socket=/s", .socket(path: "/s")), ("port=3307", .socket(path: nil)),
      ("host=db,port=3307,socket=/s", .tcp(host: "db", port: 3307)),
      ("host=db", .tcp(host: "db", port: 3306)),
      ("host=localhost,port=3307,socket=/s", .socket(path: "/s")),
      ("host=localhost,port=3307,protocol=tcp", .tcp(host: "localhost", port: 3307)),
      ("protocol=TCP", .tcp(host: "localhost", port: 3306)), ("host=::1", .tcp(host: "::1", port: 3306)),
      ("host=db,protocol=socket,socket=/s", .socket(path: "/s")),
    ] as [(String, MySQLAddress.Endpoint)])
  func endpoint(_ files: String, _ endpoint: MySQLAddress.Endpoint) throws {
    #expect(try address("mysql:///", files: files).endpoint == endpoint)
    #expect(try address("mysql://", files: files).endpoint == endpoint)
    #expect(try address("mysql://ops@/", files: files).endpoint == endpoint)
  }

  @Test("A host or a socket in the URL wins, the host with its own default port")
  func named() throws {
    let files = "host=other,port=3307,socket=/other,user=ops,protocol=socket"
    #expect(try address("mysql://db/", files: files).endpoint == .tcp(host: "db", port: 3306))
    #expect(try address("mysql://db:33/", files: files).endpoint == .tcp(host: "db", port: 33))
    #expect(try address("mysql:///?socket=/s", files: files).endpoint == .socket(path: "/s"))
    #expect(try target("mysql://db/", files: files).user == "ops")
    #expect(try target("mysql://root@db/", files: files).user == "root")
  }

  @Test(
    "TLS by option files: nothing but an express wish lowers the default",
    arguments: [
      ("mysql://db/", "", .verifyFull), ("mysql://db/", "ssl", .verifyFull),
      ("mysql://db/", "ssl=1", .verifyFull),
      ("mysql://db/", "ssl-ca=/c", .verifyFull), ("mysql://db/", "skip-ssl", .disabled),
      ("mysql://db/", "ssl=0", .disabled), ("mysql://db/", "skip-ssl,ssl-ca=/c", .verifyFull),
      ("mysql://db/", "ssl-mode=PREFERRED", .preferred), ("mysql://db/", "ssl-mode=DISABLED", .disabled),
      ("mysql://db/", "ssl-mode=VERIFY_CA", .verifyCA),
      ("mysql://db/", "ssl-verify-server-cert=0", .required),
      ("mysql://db/", "ssl-mode=REQUIRED,ssl-verify-server-cert", .verifyFull),
      ("mysql://db/", "ssl-mode=DISABLED,ssl-verify-server-cert", .disabled),
      ("mysql://127.0.0.1/", "", .preferred), ("mysql://127.0.0.1/", "ssl-ca=/c", .verifyCA),
      ("mysql://127.0.0.1/", "ssl-verify-server-cert=0", .preferred),
      ("mysql://127.0.0.1/", "ssl-verify-server-cert=1", .verifyFull),
      ("mysql://127.0.0.1/", "ssl-mode=REQUIRED", .required), ("mysql:///", "ssl-ca=/c,ssl", .disabled),
      ("mysql:///", "ssl-verify-server-cert", .disabled), ("mysql:///", "ssl-mode=REQUIRED", .required),
      ("mysql:///", "host=db,ssl", .verifyFull), ("mysql://db/?tls=required", "skip-ssl", .required),
    ] as [(String, String, MySQLAddress.TLSMode)])
  func tls(_ url: String, _ files: String, _ mode: MySQLAddress.TLSMode) throws {
    #expect(try address(url, files: files).tls == mode)
  }

  @Test("The command line beats the URL, the URL the option files; a key stays with its certificate")
  func precedence() throws {
    let url = "mysql://db/?tls=required&tls-ca=/u&tls-cert=/uc&tls-key=/uk"
    let files = "ssl-ca=/f,ssl-cert=/fc,ssl-key=/fk,ssl-mode=DISABLED"
    let given = try address(url, files: files) {
      $0.tls = .verifyCA
      $0.tlsCertificate = "/c"
    }
    #expect(given.tls == .verifyCA)
    #expect(given.tlsFiles == MySQLAddress.TLSFiles(ca: "/u", certificate: "/c"))
    #expect(
      try address(url, files: files).tlsFiles
        == MySQLAddress.TLSFiles(ca: "/u", certificate: "/uc", key: "/uk"))
    #expect(
      try address("mysql://db/", files: files).tlsFiles
        == MySQLAddress.TLSFiles(ca: "/f", certificate: "/fc", key: "/fk"))
  }

  @Test("The option files' password goes with the target, and says whose it is")
  func password() throws {
    let login = try target("mysql://root@db/", files: "user=ops,password=hush").login
    #expect(login.optionFilePassword?.belongs(to: "root") == false)
    #expect(login.optionFilePassword?.belongs(to: "ops") == true)
  }

  @Test("Option files are not asked for XMLA")
  func xmla() throws {
    let resolver = TargetResolver(
      configuration: nil, commandLine: TargetSettings(),
      optionFiles: { throw ControlError(.internalError, "asked") })
    #expect(try resolver.target("https://h/").kind == .xmla)
    #expect(throws: ControlError.self) { try resolver.target("mysql:///") }
  }

  @Test("A password in clear text takes verified TLS or a socket")
  func cleartext() throws {
    for url in ["mysql://db/", "mysql:///", "mysql:///?socket=/s", "mysql://127.0.0.1/?tls=verify-full"] {
      #expect(try address(url) { $0.allowsCleartextPassword = true }.allowsCleartextPassword)
      #expect(try address(url).allowsCleartextPassword == false)
    }
    for mode in [MySQLAddress.TLSMode.disabled, .preferred, .required] {
      let error = #expect(throws: ControlError.self) {
        try address("mysql://127.0.0.1/?tls=\(mode.rawValue)") { $0.allowsCleartextPassword = true }
      }
      #expect(error?.code == .usage)
    }
    #expect(throws: ControlError.self) {
      try address("mysql://db/", files: "ssl-mode=REQUIRED,ssl-ca=/c") { $0.allowsCleartextPassword = true }
    }
  }

  @Test("What does not go together is a usage error")
  func contradictions() {
    let cases: [(String, @Sendable (inout TargetSettings) -> Void)] = [
      ("mysql://db/", { $0.tlsKey = "/k" }), ("mysql:///", { $0.tlsCA = "/c" }),
      ("mysql://db/?tls=disabled&tls-ca=/c", { _ in }), ("mysql://db/?tls-cert=/c", { $0.tls = .disabled }),
      ("mysql://db/", { $0.tlsVerify = false }), ("https://h/", { $0.tls = .required }),
      ("https://h/", { $0.allowsCleartextPassword = true }),
    ]
    for (url, change) in cases {
      let error = #expect(throws: ControlError.self) { try target(url, change) }
      #expect(error?.code == .usage, "\(url)")
      #expect(error?.hint != nil)
    }
    #expect(throws: Never.self) { try address("mysql:///", files: "ssl-ca=/c,ssl-cert=/d") }
  }
}
