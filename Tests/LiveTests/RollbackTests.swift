import Foundation
import MySQLClient
import SessionControl
import TestSupport
import Testing

/// A victim that has much to roll back, on a real MariaDB.
@Suite(.startsServers, .enabled(if: TestMariaDB.isInstalled, "\(TestMariaDB.missing)"))
struct RollbackTests {
  /// Runs `body` with the thread of a transaction that has changed many rows, and waits now.
  private func withTransaction(_ body: (TestMariaDB, _ id: String) async throws -> Void) async throws {
    try await TestMariaDB.with(options: { _ in
      ["--skip-networking", "--innodb-buffer-pool-size=64M", "--innodb-log-file-size=64M"]
    }) { server in
      try await server.define("CREATE TABLE app.big (a INT PRIMARY KEY AUTO_INCREMENT, b VARCHAR(100))")
      let client = try await TestClient(server.url(user: "anna"))
      try await client.run(
        "BEGIN", "INSERT INTO app.big (b) SELECT REPEAT('x', 50) FROM app.seq_1_to_300000")
      client.start(TestMariaDB.waiting)
      #expect(try await server.busyThread(of: "anna") == String(client.id))
      try await body(server, String(client.id))
      await client.session.close()
    }
  }

  @Test(
    "A wait that is too short tells how much is left, status 4; the next one sees its end, and nothing is left of it"
  )
  func tooShort() async throws {
    try await withTransaction { server, id in
      let short = try await Program.xmlactl(
        "kill", "connection", id, "-t", server.url, "--wait", "200ms")
      #expect(short.status == 4, "\(short.output)\(short.errors)")
      #expect(
        short.errors.contains(try Regex("it is rolling back, [0-9]+ (of [0-9]+ )?rows left")),
        "\(short.errors)")
      let long = try await Program.xmlactl("kill", "connection", id, "-t", server.url, "--wait", "60s")
      // By then it may be over.
      #expect(long.status == 0 || long.status == 3, "\(long.errors)")
      #expect(long.output.contains("seen to be gone") == (long.status == 0))
      #expect(try await server.sql("SELECT COUNT(*) FROM app.big").output == "0\n")
    }
  }

  @Test("On a terminal the rows that are left count down on one line")
  func terminal() async throws {
    try await withTransaction { server, id in
      let status = try await PseudoTerminal.run(
        "exec xmlactl kill connection \(id) --wait 60s -t '\(server.url)'"
      ) { terminal in
        try await terminal.expect("rows left")
        try await terminal.expect("seen to be gone", within: .seconds(50))
        let looks = terminal.screen.split(separator: "\r\u{1B}[K").compactMap { line in
          line.firstMatch(of: /rolling back, ([0-9]+) (of [0-9]+ )?rows left/).flatMap { Int($0.1) }
        }
        #expect(looks.count >= 2 && looks == looks.sorted(by: >), "\(looks)")
        let lines = terminal.screen.split(separator: "\r\n")
        #expect(lines.count { $0.contains("rolling back") } <= 1, "it is one line, written over")
      }
      #expect(status == 0)
    }
  }

  @Test("A killed statement rolls back what it did itself; its transaction and its session stay")
  func statement() async throws {
    try await TestMariaDB.with { server in
      try await server.define("CREATE TABLE app.big (a INT PRIMARY KEY AUTO_INCREMENT, b VARCHAR(100))")
      let client = try await TestClient(server.url(user: "anna"))
      try await client.run("BEGIN", "INSERT INTO app.big (b) VALUES ('first')")
      client.start("INSERT INTO app.big (b) SELECT REPEAT('x', 50) FROM app.seq_1_to_100000000")
      let id = try await server.busyThread(of: "anna")
      try await Eventually.holds("20,000 rows") {
        let rows = try await server.sql("SELECT MAX(trx_rows_modified) FROM information_schema.INNODB_TRX")
        return Int(rows.output.trimmingCharacters(in: .newlines)) ?? 0 > 20_000
      }
      let result = try await Program.xmlactl("kill", "query", id, "-t", server.url, "--wait", "60s")
      #expect(result.status == 0, "\(result.errors)")
      #expect(result.output.contains("its session is idle again"), "\(result.output)")
      #expect(try await client.run("SELECT COUNT(*) FROM app.big").first?.first?.text == "1")
      await client.session.close()
    }
  }
}
