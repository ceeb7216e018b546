import TestSupport
import Testing
import XmlactlCommands

extension PeerTests {
  /// The same warning of the seed, for statements that this program runs itself.
  @Suite(
    .enabled(
      if: TestHAProxy.isInstalled && TestMariaDB.isInstalled,
      "HAProxy or MariaDB is not installed (Debian: haproxy, mariadb-server-core, mariadb-client-core)"))
  struct BalancedRunTests {
    private func with(
      _ balance: TestHAProxy.Balance,
      _ body: (_ url: String, _ servers: [TestMariaDB]) async throws -> Void
    ) async throws {
      let ports = [try TestMariaDB.freePort(), try TestMariaDB.freePort()]
      let statements = ["CREATE USER ops@'127.0.0.1';", "GRANT ALL ON *.* TO ops@'127.0.0.1';"]
      func options(_ port: UInt16) -> [String] { ["--bind-address=127.0.0.1", "--port=\(port)"] }
      try await TestMariaDB.with(statements: statements, options: { _ in options(ports[0]) }) { a in
        try await TestMariaDB.with(statements: statements, options: { _ in options(ports[1]) }) { b in
          try await Supervisor.with(parent: "/tmp", prefix: "xmlactl-test") { supervisor in
            let proxy = try await TestHAProxy(supervisor: supervisor, servers: ports, balance: balance)
            try await body("mysql://ops@127.0.0.1:\(proxy.port)/", [a, b])
          }
        }
      }
    }

    private func running(_ servers: [TestMariaDB]) async throws -> Int {
      var count = 0
      for server in servers {
        let threads = try await server.sql(
          "SELECT COUNT(*) FROM information_schema.PROCESSLIST WHERE INFO LIKE 'SELECT SLEEP%'")
        count += Int(threads.output.dropLast()) ?? 0
      }
      return count
    }

    @Test("A soft cancel through a round robin tries until the same server answers")
    func roundRobin() async throws {
      try await with(.roundRobin) { url, servers in
        for _ in 0..<4 {
          let result = try await Program.xmlactl(
            "run", "-t", url, "--command-timeout", "200ms", "--cancellation-timeout", "20s",
            TestMariaDB.waiting)
          #expect(result.status == 124, "\(result.errors)")
          #expect(result.errors.contains("the server stopped the statement (error 1317"))
          #expect(try await running(servers) == 0)
        }
      }
    }

    @Test(
      "Where another server answers each time nothing is killed there, that is told, and the connection is closed"
    )
    func otherServer() async throws {
      try await with(.firstFree) { url, servers in
        let result = try await Program.xmlactl(
          "run", "-t", url, "--command-timeout", "200ms", "--cancellation-timeout", "5s", TestMariaDB.waiting)
        #expect(result.status == 125, "\(result.errors)")
        #expect(result.errors.contains("10 times another server answered"))
        #expect(result.errors.contains("nothing was killed there"))
        #expect(result.errors.contains("the server may still be working"))
        #expect(try await running(servers) == 1, "the server does not notice")
      }
    }
  }
}
