import TestSupport
import Testing

/// Servers that are after the password, or are not who they should be.
@Suite(.startsServers) struct FaultLoginTests {
  static let methods = ["mysql_clear_password", "dialog"]
  private static let commands = [["sessions"], ["kill", "query", "7"]]

  /// Dialog's question: an ordinary one with echo, as MariaDB's plugin asks.
  private static func data(_ method: String) -> [UInt8] {
    method == "dialog" ? [2] + Array("Password, please: ".utf8) : []
  }

  @Test("A rogue that asks for the password in clear text does not get it", arguments: methods)
  func plain(_ method: String) async throws {
    // Both ways to ask: in the greeting, and by a switch after the proof of another method.
    let asks: [@Sendable (RogueTalk) throws -> Void] = [
      { talk in
        try talk.packet(RogueTalk.greeting(method: method))
        try talk.silence()
      },
      { talk in
        try talk.packet(RogueTalk.greeting())
        try talk.packet()
        try talk.switchMethod(to: method, data: Self.data(method))
        try talk.silence()
      },
    ]
    try await FaultCheck.with { check in
      for ask in asks {
        try await RogueServer.with(.talks(ask)) { server in
          for mode in ["disabled", "preferred"] {
            for command in Self.commands {
              let target = "mysql://ops@127.0.0.1:\(server.port)/?tls=\(mode)"
              try await check.fails(
                command, on: target, status: 77,
                says: "an authentication method that is not allowed here", "the password was not sent")
            }
          }
          #expect(server.connectionCount == 4)
          #expect(!server.receivedText.contains(FaultCheck.password))
        }
      }
    }
  }

  @Test("Nor within TLS, whether its certificate is checked or not", arguments: methods)
  func encrypted(_ method: String) async throws {
    try await FaultCheck.with { check in
      let folder = check.folder.path
      try await TestMariaDB.makeCertificates(in: folder)
      let ask: @Sendable (RogueTalk) throws -> Void = { talk in
        try talk.packet(RogueTalk.greeting(offers: .tls))
        try talk.packet()
        try talk.startTLS(folder)
        try talk.packet()
        try talk.switchMethod(to: method, data: Self.data(method))
        try talk.silence()
      }
      try await RogueServer.with(.talks(ask)) { server in
        for mode in ["required", "verify-ca&tls-ca=\(folder)/ca.pem", "verify-full&tls-ca=\(folder)/ca.pem"] {
          let target = "mysql://ops@127.0.0.1:\(server.port)/?tls=\(mode)"
          try await check.fails(
            ["sessions"], on: target, timeout: "5s", status: 77,
            says: "an authentication method that is not allowed here", "the password was not sent")
        }
        #expect(server.connectionCount == 3)
        // The login itself was heard within TLS, so the password would have been.
        #expect(server.receivedText.split(separator: "ops\0", omittingEmptySubsequences: false).count == 4)
        #expect(!server.receivedText.contains(FaultCheck.password))
      }
    }
  }

  @Test("A server with TLS off where TLS is demanded: nothing is listed, and nobody is killed")
  func withoutTLS() async throws {
    try await FaultCheck.with { check in
      try await TestMariaDB.makeCertificates(in: check.folder.path)
      let port = try TestMariaDB.freePort()
      try await TestMariaDB.with(
        statements: Self.users,
        options: { _ in ["--bind-address=127.0.0.1", "--port=\(port)", "--skip-ssl"] }
      ) { server in
        server.startClient(user: "anna", TestMariaDB.waiting, log: "anna.log")
        let id = try await server.busyThread(of: "anna")
        let files = "tls-ca=\(check.folder.path)/ca.pem"
        for mode in ["required", "verify-ca&\(files)", "verify-full&\(files)"] {
          let target = "mysql://ops@127.0.0.1:\(port)/?tls=\(mode)"
          for command in [["sessions"], ["kill", "query", id]] {
            try await check.fails(command, on: target, timeout: "5s", status: 69, says: "TLS")
          }
        }
        #expect(try await server.busyThread(of: "anna") == id)
        for mode in ["preferred", "disabled"] {
          let result = try await check.run(["sessions"], on: "mysql://ops@127.0.0.1:\(port)/?tls=\(mode)")
          #expect(result.status == 0, "\(mode): \(result.errors)")
        }
      }
    }
  }

  @Test("A certificate of another CA, and one for another host: told which, and nobody is killed")
  func certificates() async throws {
    try await FaultCheck.with { check in
      let folder = check.folder.path
      try await TestMariaDB.makeCertificates(in: folder)
      let port = try TestMariaDB.freePort()
      try await TestMariaDB.with(
        statements: Self.users,
        options: { _ in
          [
            "--bind-address=127.0.0.1,127.0.0.2", "--port=\(port)", "--ssl-cert=\(folder)/server.pem",
            "--ssl-key=\(folder)/server-key.pem",
          ]
        }
      ) { server in
        server.startClient(user: "anna", TestMariaDB.waiting, log: "anna.log")
        let id = try await server.busyThread(of: "anna")
        func fails(_ host: String, _ mode: String, _ ca: String, says text: String) async throws {
          for command in [["sessions"], ["kill", "query", id]] {
            try await check.fails(
              command, on: "mysql://ops@\(host):\(port)/?tls=\(mode)&tls-ca=\(folder)/\(ca).pem",
              timeout: "5s",
              status: 69, says: "TLS failed", text, "check the certificate's CA and host name")
          }
        }
        try await fails("127.0.0.1", "verify-ca", "other-ca", says: "certificate")
        try await fails("127.0.0.1", "verify-full", "other-ca", says: "certificate")
        // The certificate is for localhost and 127.0.0.1.
        try await fails("127.0.0.2", "verify-full", "ca", says: "certificate")
        #expect(try await server.busyThread(of: "anna") == id)

        // What was right about them is enough for what demands no more.
        for target in [
          "mysql://ops@127.0.0.2:\(port)/?tls=verify-ca&tls-ca=\(folder)/ca.pem",
          "mysql://ops@localhost:\(port)/?tls=verify-full&tls-ca=\(folder)/ca.pem",
        ] {
          let result = try await check.run(["sessions", "-o", "name"], on: target, timeout: "5s")
          #expect(result.status == 0, "\(result.errors)")
        }
        let url = "mysql://ops@127.0.0.2:\(port)/?tls=verify-ca&tls-ca=\(folder)/ca.pem"
        let killed = try await check.run(["kill", "query", id, "--wait", "10s"], on: url, timeout: "5s")
        #expect(killed.status == 0, "\(killed.errors)")
      }
    }
  }

  /// `ops` by TCP from anywhere on loopback, with the password that must not be seen.
  private static let users = [
    "CREATE USER ops@'127.%' IDENTIFIED BY '\(FaultCheck.password)';", "GRANT ALL ON *.* TO ops@'127.%';",
  ]
}
