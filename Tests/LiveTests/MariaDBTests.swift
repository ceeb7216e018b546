import Foundation
@testable import MySQLClient
import SessionControl
import TestSupport
import Testing

/// The built binary against a real MariaDB of this test run.
@Suite(.startsServers, .enabled(if: TestMariaDB.isInstalled, "\(TestMariaDB.missing)"))
struct MariaDBTests {
  @Test("Sessions and connections are listed with what the server shows of them")
  func lists() async throws {
    try await TestMariaDB.with { server in
      server.startClient(user: "anna", TestMariaDB.waiting, log: "anna.log")
      let id = try await server.busyThread(of: "anna")
      let result = try await Program.xmlactl("sessions", "-t", server.url, "-o", "ndjson", "--user", "anna")
      #expect(result.status == 0)
      let object = try #require(
        try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
      #expect(object["id"] as? String == id)
      #expect(object["spid"] as? Int == Int(id))
      #expect(object["user"] as? String == "anna")
      #expect(object["host"] as? String == "localhost")
      #expect(object["database"] as? String == "app")
      #expect(object["status"] as? String == "active")
      #expect(object["statement"] as? String == TestMariaDB.waiting)
      #expect(object["command"] as? String == "Query")
      let connections = try await Program.xmlactl(
        "connections", "-t", server.url, "--database", "app", "-o", "name")
      #expect(connections.output.hasPrefix("\(id)@"))
      let all = try await Program.xmlactl("sessions", "-t", server.url, "-o", "csv")
      #expect(!all.output.contains("PROCESSLIST"), "the thread that lists is not in the list")
      let none = try await Program.xmlactl(
        "sessions", "-t", server.url, "--database", "nowhere", "-o", "name")
      #expect(none.status == 0)
      #expect(none.output == "")
    }
  }

  @Test("A killed statement ends with error 1317, its connection stays, and that is what is claimed")
  func killQuery() async throws {
    try await TestMariaDB.with { server in
      server.startClient(user: "anna", TestMariaDB.endless, log: "anna.log")
      server.startClient(user: "etl", TestMariaDB.waiting, log: "etl.log")
      let id = try await server.busyThread(of: "anna")
      let other = try await server.busyThread(of: "etl")
      let result = try await Program.xmlactl("kill", "query", id, "-t", server.url, "--wait", "10s")
      #expect(result.status == 0, "\(result.errors)")
      #expect(result.output.hasPrefix("thread \(id): seen to have stopped"))
      let log = try await server.log("anna.log", saying: "ERROR")
      #expect(log.contains("ERROR 1317"))
      #expect(try await server.busyThread(of: "etl") == other)
    }
  }

  @Test("A killed connection is gone, and its client is told that it lost it")
  func killConnection() async throws {
    try await TestMariaDB.with { server in
      for verb in [["kill", "connection"], ["cancel", "session"], ["cancel", "connection"]] {
        server.startClient(user: "anna", TestMariaDB.waiting, log: "\(verb[1]).\(verb[0]).log")
        let id = try await server.busyThread(of: "anna")
        let result = try await Program.run(
          [Program.path("xmlactl")] + verb + [id, "-t", server.url, "--wait", "10s"])
        #expect(result.status == 0, "\(result.errors)")
        #expect(result.output.contains("\(id): seen to be gone"))
        let log = try await server.log("\(verb[1]).\(verb[0]).log", saying: "ERROR")
        #expect(log.contains("ERROR 2013"))
      }
    }
  }

  @Test("Nothing to cancel: no such id, and a thread that runs nothing; status 3")
  func nothing() async throws {
    try await TestMariaDB.with { server in
      let unknown = try await Program.xmlactl("kill", "query", "4294967299", "-t", server.url)
      #expect(unknown.status == 3)
      #expect(
        unknown.errors.contains("this user sees no thread 4294967299 on this server; nothing was cancelled"))

      // A client that waits at its prompt.
      let idle = Task {
        try await Program.shell(
          "sleep 30 | mariadb --no-defaults -S \(server.socket) -u anna", within: .seconds(40))
      }
      defer { idle.cancel() }
      var id = ""
      while id.isEmpty {
        let name = try await Program.xmlactl("sessions", "-t", server.url, "--user", "anna", "-o", "name")
        id = String(name.output.prefix { $0 != "@" })
      }
      let result = try await Program.xmlactl("kill", "query", id, "-t", server.url)
      #expect(result.status == 3)
      #expect(result.errors.contains("thread \(id) is idle, no command runs there"))
      #expect(
        try await Program.xmlactl("kill", "connection", id, "-t", server.url, "--wait", "9s").status == 0)
    }
  }

  @Test("The event scheduler, system user and this run's own connection are refused before anything is sent")
  func protected() async throws {
    try await TestMariaDB.with(
      statements: [
        "CHANGE MASTER TO MASTER_HOST='127.0.0.1', MASTER_PORT=1, MASTER_USER='x', MASTER_CONNECT_RETRY=60;",
        "START SLAVE;",
      ], options: { _ in ["--skip-networking", "--event-scheduler=ON", "--server-id=7"] }
    ) { server in
      let list = try await server.sql("SELECT ID, USER FROM information_schema.PROCESSLIST").output
      let rows = list.split(separator: "\n").map { $0.split(separator: "\t").map(String.init) }
      for (user, reason) in [("event_scheduler", "event scheduler"), ("system user", "'system user'")] {
        let row = rows.first { $0[1] == user }
        let id = try #require(row)[0]
        for verb in ["query", "connection"] {
          let result = try await Program.xmlactl("kill", verb, id, "-t", server.url, "--trace")
          #expect(result.status == 5, "\(result.errors)")
          #expect(result.errors.contains("refused, it"))
          #expect(result.errors.contains(reason))
          #expect(!result.errors.contains("> KILL"))
        }
      }
      // Ids count up: the next run's own connection has the next number.
      let last = try await server.sql("SELECT CONNECTION_ID()").output.trimmingCharacters(in: .newlines)
      let own = String(try #require(Int(last)) + 1)
      let result = try await Program.xmlactl("kill", "query", own, "-t", server.url, "--trace")
      #expect(result.status == 5, "\(result.errors)")
      #expect(result.errors.contains("is this run's own connection"))
      #expect(!result.errors.contains("> KILL"))
    }
  }

  @Test("A guard by user refuses, and the statement goes on")
  func guardByUser() async throws {
    try await TestMariaDB.with { server in
      server.startClient(user: "anna", TestMariaDB.waiting, log: "anna.log")
      let id = try await server.busyThread(of: "anna")
      let result = try await Program.xmlactl("kill", "query", id, "--user", "etl", "-t", server.url)
      #expect(result.status == 5)
      #expect(result.errors.contains("user is 'anna', not 'etl'"))
      #expect(try await server.busyThread(of: "anna") == id)
    }
  }

  @Test("The KILL names the server itself: elsewhere the same text hits nobody")
  func identity() async throws {
    try await TestMariaDB.with { server in
      server.startClient(user: "anna", TestMariaDB.waiting, log: "anna.log")
      let id = try await server.busyThread(of: "anna")
      for (verb, code) in [("query", "1957"), ("connection", "1094")] {
        let plan = try await Program.xmlactl("kill", verb, id, "-t", server.url, "--dry-run")
        #expect(plan.status == 0)
        let statement = plan.output.trimmingCharacters(in: .newlines)
        #expect(statement.contains("@@server_uid='"))
        let elsewhere = statement.replacing("@@server_uid='", with: "@@server_uid='x")
        let refused = try await server.sql(elsewhere)
        #expect(refused.errors.contains("ERROR \(code)"), "\(refused.errors)")
        #expect(try await server.busyThread(of: "anna") == id)
      }
    }
  }

  @Test("A statement that changed between the look and the kill is not hit")
  func changedStatement() async throws {
    try await TestMariaDB.with { server in
      let address = MySQLAddress(endpoint: .socket(path: server.socket), tls: .disabled)
      let backend = MySQLBackend(
        target: "test", address: address, credentials: Credentials(user: "root"), limits: TimeLimits(),
        trace: nil)
      server.startClient(user: "anna", "SELECT SLEEP(3) + 0; \(TestMariaDB.waiting)", log: "anna.log")
      let id = try await server.busyThread(of: "anna")
      let request = CancelRequest(.spid(try #require(UInt64(id))))
      let victim = try #require(try await backend.look(at: request, database: nil))
      #expect(victim.sessions.first?.statement == "SELECT SLEEP(3) + 0")
      var statement: String?
      while statement != TestMariaDB.waiting {
        statement = try await backend.look(at: request, database: nil)?.sessions.first?.statement
      }
      guard case .changed(let differences) = try await backend.cancel(victim, terms: CancelTerms()) else {
        Issue.record("it was not refused")
        return
      }
      #expect(differences.map(\.field) == ["statement"])
      #expect(try await server.busyThread(of: "anna") == id)
      await backend.close()
    }
  }

  @Test("A procedure is stopped as a whole, though each statement in it has an id of its own")
  func procedure() async throws {
    try await TestMariaDB.with(
      statements: ["CREATE USER runner@localhost;", "GRANT ALL ON *.* TO runner@localhost;"]
    ) { server in
      // With the definer's rights the process list would name the definer as the user while it runs.
      try await server.define("CREATE TABLE app.x (a INT) ENGINE=MEMORY")
      try await server.define(
        "CREATE PROCEDURE app.p() SQL SECURITY INVOKER WHILE TRUE DO "
          + "INSERT INTO app.x VALUES (1); DELETE FROM app.x; END WHILE")
      server.startClient(user: "runner", "CALL app.p()", log: "runner.log")
      let id = try await server.busyThread(of: "runner")
      // Until it is old enough to be told from a new command of the same connection.
      try await Task.sleep(for: .seconds(1))
      // MariaDB 10.11 itself was measured to lose about one in seven kills of such a procedure (the mariadb client's
      // too): then status 4 is the truth, and the next try works.
      var result = try await Program.xmlactl("kill", "query", id, "-t", server.url, "--wait", "1s")
      for _ in 0..<8 where result.status == 4 {
        result = try await Program.xmlactl("kill", "query", id, "-t", server.url, "--wait", "1s")
      }
      #expect(result.status == 0, "\(result.errors)")
      #expect(result.output.contains("seen to have stopped"))
      #expect(try await server.log("runner.log", saying: "ERROR").contains("ERROR 1317"))
    }
  }
}
