import Foundation
import TestSupport
import Testing

/// TCP, TLS and logins against a real MariaDB of this test run.
@Suite(.startsServers, .enabled(if: TestMariaDB.isInstalled, "\(TestMariaDB.missing)"))
struct MariaDBNetworkTests {
  private static let statements = ["localhost", "127.0.0.1"].flatMap { host in
    [
      "CREATE USER ops@'\(host)' IDENTIFIED BY 'ops-pw';", "GRANT ALL ON *.* TO ops@'\(host)';",
      "CREATE USER tls@'\(host)' IDENTIFIED BY 'tls-pw' REQUIRE SSL;", "GRANT ALL ON *.* TO tls@'\(host)';",
    ]
  }

  private func sessions(_ url: String, password: String?, _ scratch: ScratchFolder) async throws
    -> ProgramResult
  {
    var words = [Program.path("xmlactl"), "sessions", "-t", url, "-o", "name"]
    if let password { words += ["--password-file", try scratch.write(password, to: "password")] }
    return try await Program.run(words)
  }

  @Test("Over TCP with a password; without one and with a wrong one it is denied")
  func logins() async throws {
    let port = try TestMariaDB.freePort()
    try await ScratchFolder.with { scratch in
      try await TestMariaDB.with(
        statements: Self.statements, options: { _ in ["--bind-address=127.0.0.1", "--port=\(port)"] }
      ) { _ in
        for host in ["127.0.0.1", "localhost"] {
          let url = "mysql://ops@\(host):\(port)/"
          #expect(try await sessions(url, password: "ops-pw", scratch).status == 0)
          for wrong in [nil, "nope"] {
            let result = try await sessions(url, password: wrong, scratch)
            #expect(result.status == 77)
            #expect(result.errors.contains("error 1045"))
            #expect(result.errorLines.count == 1)
            #expect(!result.errors.contains("nope"))
          }
        }
      }
    }
  }

  @Test("A password that is missing is asked for without echo, once")
  func askedForPassword() async throws {
    let port = try TestMariaDB.freePort()
    try await TestMariaDB.with(
      statements: Self.statements, options: { _ in ["--bind-address=127.0.0.1", "--port=\(port)"] }
    ) { _ in
      let url = "mysql://ops@127.0.0.1:\(port)/"
      for (typed, status) in [("ops-pw", Int32(0)), ("wrong-pw", 77)] {
        let ended = try await PseudoTerminal.run("exec xmlactl sessions -t \(url) -o name") { terminal in
          try await terminal.expect("Password for ops on \(url): ")
          terminal.type("\(typed)\r")
        }
        #expect(ended == status)
      }
    }
  }

  @Test("TLS is verified as far as is demanded: chain, then name")
  func verification() async throws {
    let port = try TestMariaDB.freePort()
    try await ScratchFolder.with { scratch in
      try await TestMariaDB.makeCertificates(in: scratch.path)
      try await TestMariaDB.with(
        statements: Self.statements,
        options: { _ in
          [
            "--bind-address=127.0.0.1", "--port=\(port)", "--ssl-ca=\(scratch.path)/ca.pem",
            "--ssl-cert=\(scratch.path)/server.pem", "--ssl-key=\(scratch.path)/server-key.pem",
          ]
        }
      ) { _ in
        // Loopback prefers TLS without being told.
        #expect(try await sessions("mysql://tls@127.0.0.1:\(port)/", password: "tls-pw", scratch).status == 0)
        let expectations: [(String, Int32)] = [
          ("tls=disabled", 77),
          ("tls=required", 0),
          ("tls=verify-ca&tls-ca=\(scratch.path)/ca.pem", 0),
          ("tls=verify-full&tls-ca=\(scratch.path)/ca.pem", 0),
          ("tls=verify-ca&tls-ca=\(scratch.path)/other-ca.pem", 69),
          ("tls=verify-full&tls-ca=\(scratch.path)/other-ca.pem", 69),
          ("tls=verify-full", 69),
          ("tls=verify-ca", 78),
        ]
        for (parameters, status) in expectations {
          let result = try await sessions(
            "mysql://tls@127.0.0.1:\(port)/?\(parameters)", password: "tls-pw", scratch)
          #expect(result.status == status, "\(parameters): \(result.errors)")
        }
      }
    }
  }
}
