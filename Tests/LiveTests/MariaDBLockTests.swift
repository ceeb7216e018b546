import Foundation
import TestSupport
import Testing

/// Commands, transactions and locks of a real MariaDB of this test run.
@Suite(.startsServers, .enabled(if: TestMariaDB.isInstalled, "\(TestMariaDB.missing)"))
struct MariaDBLockTests {
  /// The server with a session that holds a row and waits, one that waits for the row, and one that waits for
  /// another row which the second holds.
  private func withQueue(
    _ body: (TestMariaDB, _ holder: Int, _ first: Int, _ second: Int) async throws -> Void
  ) async throws {
    try await TestMariaDB.with { server in
      let made = try await server.sql(
        """
        CREATE TABLE app.x (id INT PRIMARY KEY, v INT) ENGINE=InnoDB; INSERT INTO app.x VALUES (1,1),(2,2);
        CREATE USER late@localhost; GRANT ALL ON app.* TO late@localhost
        """)
      try #require(made.status == 0, "\(made.errors)")
      // In a zone of its own: InnoDB's times must not be taken for the session's.
      server.startClient(
        user: "anna",
        "SET time_zone='+05:00'; BEGIN; UPDATE x SET v=0 WHERE id=1; \(TestMariaDB.waiting)", log: "anna.log")
      let holder = try await thread(of: "anna", running: TestMariaDB.waiting, on: server)
      server.startClient(
        user: "etl", "BEGIN; UPDATE x SET v=3 WHERE id=2; UPDATE x SET v=4 WHERE id=1", log: "etl.log")
      let first = try await thread(of: "etl", running: "UPDATE x SET v=4 WHERE id=1", on: server)
      server.startClient(user: "late", "UPDATE x SET v=5 WHERE id=2", log: "late.log")
      let second = try await thread(of: "late", running: "UPDATE x SET v=5 WHERE id=2", on: server)
      try await waits(2, on: server)
      try await body(server, holder, first, second)
    }
  }

  private func thread(of user: String, running statement: String, on server: TestMariaDB) async throws -> Int
  {
    try await Eventually.get("'\(statement)' of \(user)") {
      let rows = try await server.sql(
        "SELECT ID FROM information_schema.PROCESSLIST WHERE USER = '\(user)' AND INFO = '\(statement)'"
      ).output
      return Int(rows.trimmingCharacters(in: .newlines))
    }
  }

  private func waits(_ count: Int, on server: TestMariaDB) async throws {
    try await Eventually.get("\(count) waits") {
      // InnoDB renews what it shows here only after 100 ms in which nobody has read it.
      try await Task.sleep(for: .milliseconds(150))
      let rows = try await server.sql("SELECT COUNT(*) FROM information_schema.INNODB_LOCK_WAITS").output
      return rows == "\(count)\n" ? () : nil
    }
  }

  private func objects(_ text: String) throws -> [[String: Any]] {
    try text.split(separator: "\n").map {
      try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
  }

  @Test("Commands are the statements that run now; idle threads and this run's own are not listed")
  func commands() async throws {
    try await withQueue { server, holder, first, second in
      let result = try await Program.xmlactl("commands", "-t", server.url, "-o", "ndjson")
      #expect(result.status == 0, "\(result.errors)")
      let rows = try objects(result.output)
      #expect(Set(rows.compactMap { $0["spid"] as? Int }) == [holder, first, second])
      let row = try #require(rows.first { $0["spid"] as? Int == holder })
      #expect(row["statement"] as? String == TestMariaDB.waiting)
      #expect(row["user"] as? String == "anna")
      let names = try await Program.xmlactl("commands", "-t", server.url, "-o", "name", "--user", "late")
      #expect(names.output.hasPrefix("\(second)/") && names.output.split(separator: "\n").count == 1)
    }
  }

  @Test("Transactions have their thread, their age by the server's clock, and what they changed")
  func transactions() async throws {
    try await withQueue { server, holder, first, _ in
      let result = try await Program.xmlactl("transactions", "-t", server.url, "-o", "ndjson")
      #expect(result.status == 0, "\(result.errors)")
      let rows = try objects(result.output)
      #expect(rows.count == 3)
      let row = try #require(rows.first { $0["spid"] as? Int == holder })
      #expect(row["user"] as? String == "anna")
      #expect(row["database"] as? String == "app")
      #expect(row["state"] as? String == "RUNNING")
      #expect(row["rows_modified"] as? Int == 1)
      // Hours off if a zone were mixed up.
      let age = try #require(row["elapsed_ms"] as? Int)
      #expect((0..<600_000).contains(age))
      let now = try await server.sql("SELECT DATE_FORMAT(UTC_TIMESTAMP(), '%Y-%m-%dT%H')").output
      #expect((row["start_time"] as? String)?.count == 20)
      #expect(try #require(row["start_time"] as? String).prefix(11) == now.prefix(11))
      let waiting = try #require(rows.first { $0["spid"] as? Int == first })
      #expect(waiting["state"] as? String == "LOCK WAIT")
      #expect(waiting["status"] as? String == "blocked")
    }
  }

  @Test("Locks and the tree tell who waits for whom; with the root gone the others go on")
  func tree() async throws {
    try await withQueue { server, holder, first, second in
      let locks = try objects(try await Program.xmlactl("locks", "-t", server.url, "-o", "ndjson").output)
      #expect(locks.filter { $0["status"] as? String == "waiting" }.count == 2)
      #expect(Set(locks.compactMap { $0["object"] as? String }) == ["app.x PRIMARY"])
      #expect(Set(locks.compactMap { $0["database"] as? String }) == ["app"])

      let edges = try objects(
        try await Program.xmlactl("locks", "--tree", "-t", server.url, "-o", "ndjson").output)
      #expect(
        Set(edges.map { [$0["waiter"] as? Int, $0["holder"] as? Int] })
          == [[first, holder], [second, first]])
      #expect(edges.allSatisfy { $0["possible"] as? Bool == false })

      let tree = try await Program.xmlactl("locks", "--tree", "-t", server.url)
      let lines = tree.output.split(separator: "\n").map {
        $0.prefix(12).trimmingCharacters(in: .whitespaces)
      }
      #expect(lines.count == 4)
      #expect(lines[1].hasPrefix("\(holder)"))
      #expect(lines[2].hasPrefix("└─ \(first)"))
      #expect(lines[3].hasPrefix("└─ \(second)"))

      let names = try await Program.xmlactl("locks", "--tree", "-t", server.url, "-o", "name")
      #expect(names.output == "\(holder)\n")
      let kill = try await Program.xmlactl(
        "kill", "connection", "\(holder)", "-t", server.url, "--wait", "10s")
      #expect(kill.status == 0, "\(kill.errors)")
      try await waits(0, on: server)
      let nobody = try await Program.xmlactl("locks", "--tree", "-t", server.url, "-o", "ndjson")
      #expect(nobody.status == 0)
      #expect(nobody.output == "")
    }
  }

  @Test("Who lacks the right is told which; status 77")
  func denied() async throws {
    try await TestMariaDB.with { server in
      for verb in [["transactions"], ["locks"], ["locks", "--tree"]] {
        let result = try await Program.run(
          [Program.path("xmlactl")] + verb + ["-t", server.url(user: "anna")])
        #expect(result.status == 77)
        #expect(result.errorLines.count == 1)
        #expect(result.errors.contains("error 1227"), "\(result.errors)")
        #expect(result.errors.contains("it takes the PROCESS right"))
      }
    }
  }
}
