import Foundation
import MySQLClient
import SessionControl
import TestSupport
import Testing

/// MariaDB's further forms of KILL, users as victims, and who may kill by a managed service's procedures only.
@Suite(.startsServers, .enabled(if: TestMariaDB.isInstalled, "\(TestMariaDB.missing)"))
struct KillFormTests {
  @Test("A query id names one statement: it is killed, and a later one of the same thread is not")
  func queryID() async throws {
    try await TestMariaDB.with { server in
      let victim = try await TestClient(server.url)
      let first = victim.start(TestMariaDB.waiting)
      func queryID() async throws -> String {
        try await Eventually.get("the statement") {
          let id = try await server.sql(
            "SELECT QUERY_ID FROM information_schema.PROCESSLIST WHERE ID = \(victim.id) AND COMMAND = 'Query'"
          ).output.trimmingCharacters(in: .newlines)
          return id.isEmpty ? nil : id
        }
      }
      let id = try await queryID()
      let plan = try await Program.xmlactl(
        "kill", "query", "--query-id", id, "--hard", "-n", "-t", server.url)
      #expect(plan.output.hasPrefix("KILL HARD QUERY ID IF(@@server_uid='"))
      let guarded = try await Program.xmlactl(
        "kill", "query", "--query-id", id, "--user", "anna", "-t", server.url)
      #expect(guarded.status == 5, "\(guarded.errors)")
      let result = try await Program.xmlactl(
        "kill", "query", "--query-id", id, "--soft", "--wait", "9s", "-t", server.url, "--trace")
      #expect(result.status == 0, "\(result.errors)")
      #expect(result.errors.contains("> KILL SOFT QUERY ID IF("))
      #expect(
        result.output.hasPrefix("query \(id): seen to have stopped")
          && result.output.contains("its session is idle again")
          && result.output.hasSuffix("; by statement id\n"),
        "\(result.output)")
      await first.value
      let second = victim.start(TestMariaDB.waiting)
      _ = try await queryID()
      let again = try await Program.xmlactl("kill", "query", "--query-id", id, "-t", server.url)
      #expect(again.status == 3, "\(again.errors)")
      #expect(again.errors.contains("no query \(id) on this server"))
      let escalated = try await Program.xmlactl(
        "kill", "query", "--query-id", try await queryID(), "--escalate", "--wait", "9s", "-t", server.url)
      #expect(escalated.status == 0, "\(escalated.errors)")
      await second.value
      await victim.session.close()
    }
  }

  @Test("--hard and --soft are what the server gets, and exclude each other")
  func force() async throws {
    try await TestMariaDB.with { server in
      server.startClient(user: "anna", TestMariaDB.waiting, log: "anna.log")
      let id = try await server.busyThread(of: "anna")
      let both = try await Program.xmlactl("kill", "connection", id, "--hard", "--soft", "-t", server.url)
      #expect(both.status == 64)
      let result = try await Program.xmlactl(
        "kill", "connection", id, "--soft", "--wait", "9s", "-t", server.url, "--trace")
      #expect(result.status == 0, "\(result.errors)")
      #expect(result.errors.contains("> KILL SOFT CONNECTION IF("))
    }
  }

  @Test(
    "All threads of a user, one by one, counted; nobody else's, and more than one only where that is agreed")
  func user() async throws {
    try await TestMariaDB.with { server in
      var clients: [TestClient] = []
      for _ in 0..<3 { clients.append(try await TestClient(server.url(user: "anna"))) }
      let other = try await TestClient(server.url(user: "etl"))
      clients[0].start(TestMariaDB.waiting)
      let unasked = try await Program.xmlactl("kill", "user", "anna", "-t", server.url, "--trace")
      #expect(unasked.status == 64)
      #expect(unasked.errors.contains("3 sessions would be hit"))
      let bounded = try await Program.xmlactl(
        "kill", "user", "anna", "--yes", "--max", "2", "-t", server.url, "--trace")
      #expect(bounded.status == 5)
      #expect(!(unasked.errors + bounded.errors).contains("> KILL"))
      let elsewhere = try await Program.xmlactl("kill", "user", "anna@10.0.0.1", "--yes", "-t", server.url)
      #expect(elsewhere.status == 3)
      #expect(elsewhere.errors.contains("sees no thread of user anna@10.0.0.1"))

      let result = try await Program.xmlactl(
        "kill", "user", "anna@localhost", "nobody", "--yes", "--wait", "10s", "-t", server.url)
      #expect(result.status == 1, "one of the two was not there")
      for client in clients { #expect(result.output.contains("connection \(client.id): seen to be gone")) }
      #expect(
        result.output.contains("user anna@localhost: 3 of 3 threads seen to be gone; 0 came in since")
      )
      #expect(try await other.run("SELECT 1").first?.first?.text == "1", "etl goes on")
      for client in clients + [other] { await client.session.close() }
    }
  }

  @Test("This run's own connection is not among its own user's threads")
  func ownUser() async throws {
    try await TestMariaDB.with { server in
      let client = try await TestClient(server.url)
      let result = try await Program.xmlactl("kill", "user", "root", "--wait", "10s", "-t", server.url)
      #expect(result.status == 0, "\(result.errors)")
      #expect(result.output.contains("1 of 1 threads seen to be gone"))
      await client.session.close()
    }
  }

  private static let procedures = [
    "CREATE USER ops@localhost;", "GRANT PROCESS ON *.* TO ops@localhost;",
    "CREATE USER boss@localhost;", "GRANT ALL ON *.* TO boss@localhost;",
    "CREATE DEFINER=boss@localhost PROCEDURE mysql.rds_kill(thread BIGINT) SQL SECURITY DEFINER KILL thread;",
    "CREATE DEFINER=boss@localhost PROCEDURE mysql.rds_kill_query(thread BIGINT) SQL SECURITY DEFINER "
      + "KILL QUERY thread;",
  ]

  @Test(
    "Who may not KILL kills by a managed service's procedure where there is one, and is told how exact it was"
  )
  func procedure() async throws {
    try await TestMariaDB.with(
      statements: Self.procedures + ["GRANT EXECUTE ON mysql.* TO ops@localhost;"]
    ) { server in
      for (verb, name) in [("query", "rds_kill_query"), ("connection", "rds_kill")] {
        server.startClient(user: "anna", TestMariaDB.endless, log: "\(verb).log")
        let id = try await server.busyThread(of: "anna")
        let result = try await Program.xmlactl(
          "kill", verb, id, "-t", server.url(user: "ops"), "--wait", "10s", "--trace")
        #expect(result.status == 0, "\(result.errors)")
        #expect(result.errors.contains("> CALL mysql.\(name)(\(id))"))
        #expect(
          result.output.contains("; by mysql.\(name), since this user may not KILL"), "\(result.output)")
        #expect(
          try await server.log("\(verb).log", saying: "ERROR").contains(verb == "query" ? "1317" : "2013"))
      }
    }
  }

  @Test("MariaDB's procedure that takes a statement's id is preferred")
  func procedureByStatement() async throws {
    try await TestMariaDB.with(
      statements: Self.procedures + [
        "CREATE DEFINER=boss@localhost PROCEDURE mysql.rds_kill_query_id(query BIGINT) SQL SECURITY DEFINER "
          + "KILL QUERY ID query;",
        "GRANT EXECUTE ON PROCEDURE mysql.rds_kill_query_id TO ops@localhost;",
      ]
    ) { server in
      server.startClient(user: "anna", TestMariaDB.endless, log: "anna.log")
      let id = try await server.busyThread(of: "anna")
      let result = try await Program.xmlactl(
        "kill", "query", id, "-t", server.url(user: "ops"), "--wait", "10s")
      #expect(result.status == 0, "\(result.errors)")
      #expect(result.output.contains("; by mysql.rds_kill_query_id with the statement's id"))
    }
  }

  @Test("Without the right to run it the server's first word stands: denied, with what it takes")
  func procedureDenied() async throws {
    try await TestMariaDB.with(statements: Self.procedures) { server in
      server.startClient(user: "anna", TestMariaDB.waiting, log: "anna.log")
      let id = try await server.busyThread(of: "anna")
      for (verb, code) in [("query", "1979"), ("connection", "1095")] {
        let result = try await Program.xmlactl("kill", verb, id, "-t", server.url(user: "ops"))
        #expect(result.status == 77)
        #expect(result.errors.contains("error \(code)"), "\(result.errors)")
      }
      #expect(try await server.busyThread(of: "anna") == id)
    }
  }

  @Test("What calls itself TiDB gets a plain KILL after a look, and that is said; its ids have no server")
  func foreign() async throws {
    try await TestMariaDB.with(options: { _ in
      ["--skip-networking", "--version=8.0.11-TiDB-v7.5.0"]
    }) { server in
      server.startClient(user: "anna", TestMariaDB.endless, log: "anna.log")
      let id = try await server.busyThread(of: "anna")
      let listed = try await Program.xmlactl("sessions", "--user", "anna", "-o", "name", "-t", server.url)
      #expect(listed.output == "\(id)\n")
      let soft = try await Program.xmlactl("kill", "query", id, "--soft", "-t", server.url)
      #expect(soft.status == 64, "\(soft.errors)")
      let foreign = try await Program.xmlactl("kill", "query", "\(id)@k7f3q2-tousae", "-t", server.url)
      #expect(foreign.status == 5)
      #expect(foreign.errors.contains("this server does not tell which it is"), "\(foreign.errors)")
      let result = try await Program.xmlactl(
        "kill", "query", id, "-t", server.url, "--wait", "10s", "--trace")
      #expect(result.status == 0, "\(result.errors)")
      #expect(result.errors.contains("> KILL QUERY \(id)\n"))
      #expect(result.output.contains("; by a plain KILL, since this is TiDB; "), "\(result.output)")
      #expect(try await server.log("anna.log", saying: "ERROR").contains("ERROR 1317"))
    }
  }
}
