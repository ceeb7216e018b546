import Foundation
import TestSupport
import Testing

/// Authentication methods, TLS and IPv6 against a real MariaDB of this test run.
@Suite(.startsServers, .enabled(if: TestMariaDB.isInstalled, "\(TestMariaDB.missing)"))
struct MariaDBLoginTests {
  private static let plugins = "/usr/lib/mysql/plugin"
  private static let hasEd25519 = FileManager.default.fileExists(atPath: "\(plugins)/auth_ed25519.so")
  private static let hasPAM =
    FileManager.default.fileExists(atPath: "\(plugins)/auth_pam_v1.so")
    && FileManager.default.fileExists(atPath: "/etc/pam.d/other")

  private static func user(_ name: String, _ how: String, on hosts: [String]) -> [String] {
    hosts.flatMap { host in
      ["CREATE OR REPLACE USER \(name)@'\(host)' \(how);", "GRANT ALL ON *.* TO \(name)@'\(host)';"]
    }
  }

  private func sessions(
    _ url: String, _ words: String..., password: String? = nil, in scratch: ScratchFolder
  ) async throws -> ProgramResult {
    var words = [Program.path("xmlactl"), "sessions", "-t", url, "-o", "name", "--no-defaults"] + words
    if let password { words += ["--password-file", try scratch.write(password, to: "password")] }
    return try await Program.run(words)
  }

  /// A server on a socket, loopback and `::1`, with TLS.
  private func withServer(
    host: String = "127.0.0.1", statements: [String], options: [String] = [],
    _ body: (_ server: TestMariaDB, _ port: UInt16, _ scratch: ScratchFolder) async throws -> Void
  ) async throws {
    let port = try TestMariaDB.freePort()
    try await ScratchFolder.with { scratch in
      try await TestMariaDB.makeCertificates(in: scratch.path)
      try await TestMariaDB.with(
        statements: statements,
        options: { _ in
          [
            "--bind-address=\(host)", "--port=\(port)", "--ssl-ca=\(scratch.path)/ca.pem",
            "--ssl-cert=\(scratch.path)/server.pem", "--ssl-key=\(scratch.path)/server-key.pem",
          ] + options
        }
      ) { server in try await body(server, port, scratch) }
    }
  }

  /// By socket, by TCP in clear, and by TLS that is verified in full.
  private func everyWay(
    as user: String, _ password: String, _ server: TestMariaDB, _ port: UInt16, _ scratch: ScratchFolder
  ) async throws {
    let tcp = "mysql://\(user)@127.0.0.1:\(port)/"
    let ways = [
      [server.url(user: user)], [tcp, "--tls", "disabled"],
      [tcp, "--tls", "verify-full", "--tls-ca", "\(scratch.path)/ca.pem"],
    ]
    for way in ways {
      for (given, status) in [(password, Int32(0)), ("nope", 77)] {
        let file = try scratch.write(given, to: "password")
        let result = try await Program.run(
          [Program.path("xmlactl"), "sessions", "--no-defaults", "--password-file", file, "-o", "name", "-t"]
            + way)
        #expect(result.status == status, "\(way): \(result.errors)")
      }
    }
  }

  @Test("mysql_native_password by socket, TCP and TLS")
  func native() async throws {
    let how = "IDENTIFIED VIA mysql_native_password USING PASSWORD('native-pw')"
    try await withServer(statements: Self.user("native", how, on: ["localhost", "127.0.0.1"])) {
      try await everyWay(as: "native", "native-pw", $0, $1, $2)
    }
  }

  @Test("ed25519 by socket, TCP and TLS", .enabled(if: hasEd25519, "mariadb-server brings auth_ed25519.so"))
  func ed25519() async throws {
    let how = "IDENTIFIED VIA ed25519 USING PASSWORD('ed-pw')"
    try await withServer(
      statements: Self.user("ed", how, on: ["localhost", "127.0.0.1"]),
      options: ["--plugin-dir=\(Self.plugins)", "--plugin-load-add=auth_ed25519"]
    ) {
      try await everyWay(as: "ed", "ed-pw", $0, $1, $2)
    }
  }

  @Test("unix_socket lets in who runs this, and nobody else")
  func unixSocket() async throws {
    let me = NSUserName()
    try await withServer(
      statements: Self.user(
        "'\(me)'", "IDENTIFIED VIA unix_socket OR mysql_native_password", on: ["localhost"])
        + Self.user("stranger", "IDENTIFIED VIA unix_socket", on: ["localhost"])
    ) { server, _, scratch in
      for url in ["mysql:///?socket=\(server.socket)", server.url(user: me)] {
        let result = try await sessions(url, in: scratch)
        #expect(result.status == 0, "\(result.errors)")
      }
      let other = try await sessions(server.url(user: "stranger"), in: scratch)
      #expect(other.status == 77)
      #expect(other.errors.contains("the server refused the login (error 1698"), "\(other.errors)")
    }
  }

  @Test("By IPv6", .enabled(if: Self.hasIPv6, "there is no ::1 here"))
  func ipv6() async throws {
    try await withServer(
      host: "::1", statements: Self.user("six", "IDENTIFIED BY 'six-pw'", on: ["::1"])
    ) { _, port, scratch in
      let url = "mysql://six@[::1]:\(port)/"
      #expect(try await sessions(url, password: "six-pw", in: scratch).status == 0)
      #expect(try await sessions(url, "--tls", "required", password: "six-pw", in: scratch).status == 0)
      let file = try scratch.write(
        "[client]\nhost=::1\nport=\(port)\nuser=six\npassword=six-pw\n", to: "f.cnf")
      let byFile = try await Program.xmlactl(
        "sessions", "-t", "mysql:///", "--defaults-file", file, "-o", "name")
      #expect(byFile.status == 0, "\(byFile.errors)")
      // The certificate is for localhost and 127.0.0.1.
      let ca = "\(scratch.path)/ca.pem"
      let named = try await sessions(
        url, "--tls", "verify-full", "--tls-ca", ca, password: "six-pw", in: scratch)
      #expect(named.status == 69)
      #expect(named.errors.contains("TLS failed"), "\(named.errors)")
      let chain = try await sessions(url, "--tls-ca", ca, password: "six-pw", in: scratch)
      #expect(chain.status == 0, "over loopback a named CA is checked, and the host name is not")
    }
  }

  private static var hasIPv6: Bool {
    let descriptor = socket(AF_INET6, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    var address = sockaddr_in6()
    address.sin6_family = sa_family_t(AF_INET6)
    address.sin6_addr = in6addr_loopback
    return withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in6>.size)) == 0
      }
    }
  }

  @Test("A user that must show a certificate is let in with one, from the command line or an option file")
  func clientCertificate() async throws {
    try await withServer(
      statements: Self.user("x509", "IDENTIFIED BY 'x-pw' REQUIRE X509", on: ["127.0.0.1"])
    ) { _, port, scratch in
      let url = "mysql://x509@127.0.0.1:\(port)/"
      let ca = "\(scratch.path)/ca.pem"
      let certificate = [
        "--tls-cert", "\(scratch.path)/server.pem", "--tls-key", "\(scratch.path)/server-key.pem",
      ]
      for mode in ["required", "verify-ca", "verify-full"] {
        for (words, status) in [([], Int32(77)), (certificate, 0)] {
          let file = try scratch.write("x-pw", to: "password")
          let result = try await Program.run(
            [
              Program.path("xmlactl"), "sessions", "--no-defaults", "-t", url, "-o", "name",
              "--password-file", file,
              "--tls", mode, "--tls-ca", ca,
            ] + words)
          #expect(result.status == status, "\(mode): \(result.errors)")
        }
      }
      let file = try scratch.write(
        "[client]\nuser=x509\npassword=x-pw\nssl-ca=\(ca)\nssl-cert=\(certificate[1])\nssl-key=\(certificate[3])\n"
          + "ssl-verify-server-cert\n", to: "f.cnf")
      let byFile = try await Program.xmlactl(
        "sessions", "-t", "mysql://127.0.0.1:\(port)/", "--defaults-file", file, "-o", "name", "--trace")
      #expect(byFile.status == 0, "\(byFile.errors)")
      #expect(byFile.errors.contains("TLS verify-full"))
      let half = try await sessions(url, "--tls-key", certificate[3], password: "x-pw", in: scratch)
      #expect(half.status == 64)
      let missing = try await sessions(
        url, "--tls", "required", "--tls-cert", "/none.pem", password: "x-pw", in: scratch)
      #expect(missing.status == 69, "\(missing.errors)")
    }
  }

  @Test("A certificate for another host is refused by verify-full only, one of another CA by verify-ca too")
  func wrongCertificates() async throws {
    try await withServer(
      host: "127.0.0.2", statements: Self.user("ops", "IDENTIFIED BY 'ops-pw'", on: ["127.0.0.1"])
    ) { _, port, scratch in
      let url = "mysql://ops@127.0.0.2:\(port)/"
      let expectations: [(mode: String, ca: String, status: Int32)] = [
        ("disabled", "", 0), ("preferred", "", 0), ("required", "", 0), ("required", "other-ca", 69),
        ("required", "ca", 0), ("verify-ca", "ca", 0),
        ("verify-ca", "other-ca", 69), ("verify-full", "ca", 69), ("verify-full", "other-ca", 69),
      ]
      for (mode, ca, status) in expectations {
        let file = try scratch.write("ops-pw", to: "password")
        let result = try await Program.run(
          [
            Program.path("xmlactl"), "sessions", "--no-defaults", "-t", url, "-o", "name", "--tls", mode,
            "--password-file", file,
          ] + (ca.isEmpty ? [] : ["--tls-ca", "\(scratch.path)/\(ca).pem"]))
        #expect(result.status == status, "\(mode) \(ca): \(result.errors)")
        if status == 69 {
          #expect(result.errors.contains("error 2026"))
          #expect(result.errorLines.count == 1)
        }
      }
    }
  }

  @Test(
    "PAM asks for the password in clear text: only where that is allowed",
    .enabled(if: hasPAM, "mariadb-server brings auth_pam_v1.so"), arguments: ["ON", "OFF"])
  func clearText(_ cleartextPlugin: String) async throws {
    // The service "other" lets nobody in; whether it was asked at all is what matters.
    try await withServer(
      statements: Self.user("nobody", "IDENTIFIED VIA pam USING 'other'", on: ["localhost", "127.0.0.1"]),
      options: [
        "--plugin-dir=\(Self.plugins)", "--plugin-load-add=auth_pam_v1",
        "--pam-use-cleartext-plugin=\(cleartextPlugin)",
      ]
    ) { server, port, scratch in
      let tcp = "mysql://nobody@127.0.0.1:\(port)/"
      let ca = "\(scratch.path)/ca.pem"
      let refused = try await sessions(server.url(user: "nobody"), password: "hush", in: scratch)
      #expect(refused.status == 77)
      #expect(
        refused.errors.contains("an authentication method that is not allowed here"), "\(refused.errors)")
      #expect(refused.errors.contains("--allow-cleartext-password"), "\(refused.errors)")
      let socket = try await sessions(
        server.url(user: "nobody"), "--allow-cleartext-password", password: "hush", in: scratch)
      #expect(socket.status == 77)
      #expect(socket.errors.contains("error 1045"), "\(socket.errors)")
      for mode in ["verify-full", "verify-ca"] {
        let verified = try await sessions(
          tcp, "--allow-cleartext-password", "--tls", mode, "--tls-ca", ca, password: "hush", in: scratch)
        #expect(verified.errors.contains("error 1045"), "\(verified.errors)")
      }
      let unasked = try await sessions(server.url(user: "nobody"), "--allow-cleartext-password", in: scratch)
      #expect(unasked.status == 77)
      #expect(unasked.errors.contains("the server wants a password, and there is none"), "\(unasked.errors)")
      for mode in ["disabled", "preferred", "required"] {
        let open = try await sessions(
          tcp, "--allow-cleartext-password", "--tls", mode, password: "hush", in: scratch)
        #expect(open.status == 64)
        #expect(open.errors.contains("verify-ca or a Unix socket only"), "\(open.errors)")
      }
    }
  }
}
