import SessionControl
import Testing

@testable import Configuration

@Suite("Targets as URLs")
struct TargetURLTests {
  @Test(
    "CommandTimeout is initialized from the connection string, which can specify CancellationTimeout (seed 004)"
  )
  func timeouts() throws {
    #expect(
      try TargetURL.parse("mysql://h/").runLimits
        == RunLimits(command: nil, cancellation: .after(.seconds(2))))
    let limits = try TargetURL.parse("mysql://h/?command-timeout=30&cancellation-timeout=500ms").runLimits
    #expect(limits == RunLimits(command: .seconds(30), cancellation: .after(.milliseconds(500))))
    let extremes = try TargetURL.parse("mysql://h/?command-timeout=0&cancellation-timeout=-1").runLimits
    #expect(extremes == RunLimits(command: nil, cancellation: .immediate))
    #expect(try TargetURL.parse("mysql://h/?cancellation-timeout=0").runLimits.cancellation == .never)
    for wrong in [
      "command-timeout=-1", "command-timeout=1.5", "cancellation-timeout=-2", "command-timeout=x",
    ] {
      #expect(throws: ControlError.self) { try TargetURL.parse("mysql://h/?\(wrong)") }
    }
  }

  struct Case: Sendable, CustomTestStringConvertible {
    var url: String
    var user: String?
    var address: Target.Address
    var testDescription: String { url }

    static func xmla(_ url: String, user: String? = nil, _ plain: String, isPrivate: Bool) -> Case {
      Case(url: url, user: user, address: .xmla(XMLAAddress(url: plain, isPrivate: isPrivate)))
    }

    static func tcp(
      _ url: String, user: String? = nil, _ host: String, _ port: UInt16, _ tls: MySQLAddress.TLSMode,
      _ files: MySQLAddress.TLSFiles = MySQLAddress.TLSFiles()
    ) -> Case {
      Case(
        url: url, user: user,
        address: .mysql(
          MySQLAddress(endpoint: .tcp(host: host, port: port), tls: tls, tlsFiles: files)))
    }

    static func socket(
      _ url: String, user: String? = nil, _ path: String?, _ tls: MySQLAddress.TLSMode = .disabled
    ) -> Case {
      Case(url: url, user: user, address: .mysql(MySQLAddress(endpoint: .socket(path: path), tls: tls)))
    }
  }

  @Test(
    "http and https are XMLA, and the user is no part of what is sent as URL",
    arguments: [
      Case.xmla(
        "https://olap.example.com/olap/msmdpump.dll", "https://olap.example.com/olap/msmdpump.dll",
        isPrivate: true),
      .xmla(
        "http://olap.example.com/olap/msmdpump.dll", "http://olap.example.com/olap/msmdpump.dll",
        isPrivate: false),
      .xmla("https://ann@olap:8443/xmla", user: "ann", "https://olap:8443/xmla", isPrivate: true),
      .xmla(
        "https://OLAP%5Cann@olap/xmla?a=b&c=d", user: "OLAP\\ann", "https://olap/xmla?a=b&c=d",
        isPrivate: true),
      .xmla("https://ann%40example.com@olap/", user: "ann@example.com", "https://olap/", isPrivate: true),
      .xmla("HTTPS://olap/x", "HTTPS://olap/x", isPrivate: true),
      .xmla("http://127.0.0.1:8080/xmla", "http://127.0.0.1:8080/xmla", isPrivate: true),
      .xmla("http://localhost/xmla", "http://localhost/xmla", isPrivate: true),
      .xmla("http://[::1]:8080/xmla", "http://[::1]:8080/xmla", isPrivate: true),
      .xmla("http://[2001:db8::1]/xmla", "http://[2001:db8::1]/xmla", isPrivate: false),
      .xmla("http://127.0.0.1.example.com/", "http://127.0.0.1.example.com/", isPrivate: false),
      .xmla("http://localhost.example.com/", "http://localhost.example.com/", isPrivate: false),
      .xmla("http://olap:8080/a@b:c", "http://olap:8080/a@b:c", isPrivate: false),
      .xmla("http://localhost@olap/", user: "localhost", "http://olap/", isPrivate: false),
    ])
  func xmla(example: Case) throws {
    let target = try TargetURL.parse(example.url)
    #expect(target == Target(name: example.url, address: example.address, user: example.user))
    #expect(target.kind == .xmla)
  }

  @Test(
    "mysql is a server over TCP, with TLS verified by default over anything but loopback",
    arguments: [
      Case.tcp("mysql://db.example.com/", "db.example.com", 3306, .verifyFull),
      .tcp("mysql://db.example.com", "db.example.com", 3306, .verifyFull),
      .tcp("mysql://db.example.com:/", "db.example.com", 3306, .verifyFull),
      .tcp("MySQL://db:1/", "db", 1, .verifyFull),
      .tcp("mysql://app@db:65535/", user: "app", "db", 65_535, .verifyFull),
      .tcp("mysql://app%40corp@db/", user: "app@corp", "db", 3306, .verifyFull),
      .tcp("mysql://a%3Ab@db/", user: "a:b", "db", 3306, .verifyFull),
      .tcp("mysql://%E6%97%A5%E6%9C%AC@db/", user: "日本", "db", 3306, .verifyFull),
      .tcp("mysql://localhost/", "localhost", 3306, .preferred),
      .tcp("mysql://LocalHost:3307/", "LocalHost", 3307, .preferred),
      .tcp("mysql://127.0.0.1:3307/", "127.0.0.1", 3307, .preferred),
      .tcp("mysql://127.255.0.9/", "127.255.0.9", 3306, .preferred),
      .tcp("mysql://app@[::1]:3307/", user: "app", "::1", 3307, .preferred),
      .tcp("mysql://[2001:db8::1]/", "2001:db8::1", 3306, .verifyFull),
      .tcp("mysql://10.0.0.1/", "10.0.0.1", 3306, .verifyFull),
      .tcp("mysql://128.0.0.1/", "128.0.0.1", 3306, .verifyFull),
      .tcp("mysql://127.1/", "127.1", 3306, .verifyFull),
      .tcp("mysql://127.0.0.256/", "127.0.0.256", 3306, .verifyFull),
      .tcp("mysql://127.0.0.1.5/", "127.0.0.1.5", 3306, .verifyFull),
      .tcp("mysql://db/?tls=disabled", "db", 3306, .disabled),
      .tcp("mysql://db/?tls=preferred", "db", 3306, .preferred),
      .tcp("mysql://db?tls=required", "db", 3306, .required),
      .tcp(
        "mysql://db/?tls=verify-ca&tls-ca=/etc/ca.pem", "db", 3306, .verifyCA,
        MySQLAddress.TLSFiles(ca: "/etc/ca.pem")),
      .tcp(
        "mysql://127.0.0.1/?tls=verify-full&tls-ca=/a%20b.pem&tls-cert=c.pem&tls-key=k.pem", "127.0.0.1",
        3306, .verifyFull, MySQLAddress.TLSFiles(ca: "/a b.pem", certificate: "c.pem", key: "k.pem")),
      .tcp(
        "mysql://db:3306/?tls-ca=/etc/a@b.pem", "db", 3306, .verifyFull,
        MySQLAddress.TLSFiles(ca: "/etc/a@b.pem")),
    ])
  func tcp(example: Case) throws {
    let target = try TargetURL.parse(example.url)
    #expect(target == Target(name: example.url, address: example.address, user: example.user))
    #expect(target.kind == .mysql)
  }

  @Test(
    "mysql without a host is a Unix socket, without TLS by default",
    arguments: [
      Case.socket("mysql:///", nil), .socket("mysql://", nil),
      .socket("mysql:///?socket=/run/mysqld/mysqld.sock", "/run/mysqld/mysqld.sock"),
      .socket("mysql://?socket=/run/x.sock", "/run/x.sock"),
      .socket("mysql://app@/?socket=/run/x.sock", user: "app", "/run/x.sock"),
      .socket("mysql:///?socket=/tmp/a%20b=c.sock", "/tmp/a b=c.sock"),
      .socket("mysql:///?socket=/x.sock&tls=required", "/x.sock", .required),
    ])
  func socket(example: Case) throws {
    let target = try TargetURL.parse(example.url)
    #expect(target == Target(name: example.url, address: example.address, user: example.user))
  }

  @Test(
    "An address that another notation of numbers could lead elsewhere is not called loopback",
    arguments: ["0127.0.0.1", "127.0.0.01", "+127.0.0.1", "127.0.0.+1", "127..0.1", "127.0.0.", "１27.0.0.1"])
  func odd(host: String) {
    #expect(!Loopback.contains(host))
  }

  // MARK: Refusals

  @Test(
    "What is no target is refused, and the message says why",
    arguments: [
      ("olap", "'olap' is not a target"), ("", "'' is not a target"),
      ("mysql:/db", "'mysql:/db' is not a target"),
      ("a\u{1B}[2Jb", "'a\\u{1b}[2Jb' is not a target"),
      ("ftp://db/", "'ftp://' is not a kind of target"),
      ("mysqlx://db/", "'mysqlx://' is not a kind of target"),
      ("://db/", "'://' is not a kind of target"),
      ("https://olap/x#part", "'https://olap/x#part' is not a URL"),
      ("mysql://db/#", "'mysql://db/#' is not a URL"), ("http://[::1/", "'http://[::1/' is not a URL"),
      ("http:///xmla", "'http:///xmla' names no host"), ("https://", "'https://' names no host"),
      ("https://ann@/x", "'https://ann@/x' names no host"),
      ("mysql://:3306/", "'mysql://:3306/' names no host"),
      ("mysql://db/shop", "the path '/shop' in 'mysql://db/shop' means nothing"),
      ("mysql://db//", "the path '//' in 'mysql://db//' means nothing"),
      ("mysql:///run/x.sock", "the path '/run/x.sock' in 'mysql:///run/x.sock' means nothing"),
      ("mysql://db/?socket=/x", "'mysql://db/?socket=/x' names a host and a socket"),
      ("mysql://db/?tls=on", "tls=on is unknown"), ("mysql://db/?tls=Required", "tls=Required is unknown"),
      ("mysql://db/?ssl=1", "'ssl' in 'mysql://db/?ssl=1' is unknown, empty or given twice"),
      ("mysql://db/?TLS=required", "'TLS' in 'mysql://db/?TLS=required' is unknown, empty or given twice"),
      ("mysql://db/?tls", "'tls' in 'mysql://db/?tls' is unknown, empty or given twice"),
      ("mysql://db/?tls=", "'tls' in 'mysql://db/?tls=' is unknown, empty or given twice"),
      ("mysql:///?socket=", "'socket' in 'mysql:///?socket=' is unknown, empty or given twice"),
      ("mysql://db/?&", "'' in 'mysql://db/?&' is unknown, empty or given twice"),
      (
        "mysql://db/?tls=required&tls=disabled",
        "'tls' in 'mysql://db/?tls=required&tls=disabled' is unknown, empty or given twice"
      ),
    ])
  func refuses(url: String, message: String) throws {
    let error = try #require(throws: ControlError.self) { try TargetURL.parse(url) }
    #expect(error.code == .usage)
    #expect(error.message == message)
    #expect(error.hint != nil)
  }

  @Test(
    "A port that is no port is refused, not replaced by the default",
    arguments: ["0", "65536", "99999999999999999999", "-1", "+1", "x", "33O6", "3306x", "0x50", "１"],
    ["mysql://db:", "http://olap:", "https://ann@olap:", "mysql://[::1]:"])
  func ports(port: String, start: String) throws {
    let error = try #require(throws: ControlError.self) { try TargetURL.parse("\(start)\(port)/") }
    #expect(error.code == .usage)
  }

  @Test(
    "A password in a URL is refused and never repeated, whatever characters it has",
    arguments: [
      "hunter2", "hun@ter2", "hunter2@", "hun:ter2", "hun/ter2", "hun?ter2", "hun#ter2", "hun%40ter2",
      "hun%ter2", "hun ter2", "hun[ter2", "hun\nter2", "ha=hun&ter2", "12/hunter2", "12?hunter2",
      "12#hunter2",
      "12?tls=hunter2", "12?hunter2=1", "日本ter2", "/hunter2", "@/hunter2", "hun://ter2",
    ],
    ["mysql://app:", "https://app:", "http://app@corp:", "mysql://:", "ftp://app:"])
  func password(password: String, start: String) throws {
    let url = "\(start)\(password)@db.example.com/"
    let error: ControlError
    do {
      let target = try TargetURL.parse(url)
      // "app" may be a host with the port 12, or with an empty one: nothing tells such a URL from one without
      // a password.
      try #require(password.hasPrefix("12") || password.hasPrefix("/"), "\(target)")
      try #require(target.kind == .xmla)
      return
    } catch let refusal as ControlError {
      error = refusal
    }
    #expect(error.code == .usage)
    #expect(!error.description.contains("ter2"))
    #expect(error.description.contains("password"))
  }

  @Test("An empty password is a password too")
  func emptyPassword() throws {
    let error = try #require(throws: ControlError.self) { try TargetURL.parse("mysql://app:@db/") }
    #expect(error.message.hasPrefix("a password in the URL"))
  }

  @Test("What looks like user and password without a scheme is not repeated")
  func passwordWithoutScheme() throws {
    let error = try #require(throws: ControlError.self) { try TargetURL.parse("app:hunter2@db:3306") }
    #expect(error.code == .usage)
    #expect(!error.description.contains("hunter2"))
  }
}
