import TestSupport
import Testing

@testable import MySQLClient

/// Users who may do less, and a server that has no connection left.
@Suite(.startsServers, .enabled(if: TestMariaDB.isInstalled, "\(TestMariaDB.missing)"))
struct FaultRightsTests {
  /// By the rights that they have. `etl`, of every test server, has none.
  private static let users = [
    "CREATE USER watcher@localhost;", "GRANT PROCESS ON *.* TO watcher@localhost;",
    "CREATE USER killer@localhost;", "GRANT CONNECTION ADMIN ON *.* TO killer@localhost;",
    "CREATE USER admin@localhost;", "GRANT PROCESS, CONNECTION ADMIN ON *.* TO admin@localhost;",
    "GRANT ALL ON app.* TO watcher@localhost;", "GRANT ALL ON app.* TO killer@localhost;",
  ]

  @Test("PROCESS only: sees all and kills none but its own; status 77 and the right that it takes")
  func processOnly() async throws {
    try await FaultCheck.with(password: false) { check in
      try await TestMariaDB.with(statements: Self.users) { server in
        for user in ["anna", "watcher"] {
          server.startClient(user: user, TestMariaDB.waiting, log: "\(user).log")
        }
        let foreign = try await server.busyThread(of: "anna")
        let own = try await server.busyThread(of: "watcher")
        let target = server.url(user: "watcher")
        let list = try await Program.xmlactl("sessions", "-t", target, "-o", "name")
        let ids = list.output.split(separator: "\n").map { String($0.prefix { $0 != "@" }) }
        #expect(Set(ids).isSuperset(of: [foreign, own]))
        for verb in ["query", "connection"] {
          try await check.fails(
            ["kill", verb, foreign, "--wait", "5s"], on: target, status: 77,
            says: "this user may not do that",
            verb == "query" ? "error 1979" : "error 1095", "CONNECTION ADMIN")
        }
        let plan = try await Program.xmlactl("kill", "query", foreign, own, "-n", "-t", target)
        #expect(plan.status == 0, "\(plan.errors)")
        // One that fails does not keep the other from its turn.
        let both = try await Program.xmlactl(
          "kill", "query", foreign, own, "--yes", "--wait", "10s", "-t", target)
        #expect(both.status == 1, "\(both.errors)")
        #expect(both.output.hasPrefix("thread \(own): seen to have stopped"))
        #expect(both.errors.contains("thread \(foreign): this user may not do that"))
        #expect(try await server.busyThread(of: "anna") == foreign)
      }
    }
  }

  @Test(
    "CONNECTION ADMIN only, and no right at all: sees and kills its own threads; status 3 for those of others",
    arguments: ["killer", "etl"])
  func withoutProcess(_ user: String) async throws {
    try await FaultCheck.with(password: false) { check in
      try await TestMariaDB.with(statements: Self.users) { server in
        for name in ["anna", user] {
          server.startClient(user: name, TestMariaDB.waiting, log: "\(name).log")
        }
        let foreign = try await server.busyThread(of: "anna")
        let own = try await server.busyThread(of: user)
        let target = server.url(user: user)
        let list = try await Program.xmlactl("sessions", "-t", target, "-o", "name")
        #expect(list.status == 0)
        #expect(list.output.hasPrefix("\(own)@") && list.output.split(separator: "\n").count == 1)
        for verb in ["query", "connection"] {
          try await check.fails(
            ["kill", verb, foreign, "--wait", "5s"], on: target, status: 3,
            says: "this user sees no ", "nothing was cancelled", "with the PROCESS right")
        }
        #expect(try await server.busyThread(of: "anna") == foreign)
        for list in ["transactions", "locks"] {
          try await check.fails([list], on: target, status: 77, says: "may not list", "PROCESS")
        }
        let killed = try await Program.xmlactl("kill", "query", own, "--wait", "10s", "-t", target)
        #expect(killed.status == 0, "\(killed.errors)")
      }
    }
  }

  @Test("No connection left: who has CONNECTION ADMIN lists and kills over the one extra connection")
  func noConnectionLeft() async throws {
    try await FaultCheck.with(password: false) { check in
      try await TestMariaDB.with(
        statements: Self.users, options: { _ in ["--skip-networking", "--max-connections=10"] }
      ) { server in
        server.startClient(user: "anna", TestMariaDB.waiting, log: "anna.log")
        let id = try await server.busyThread(of: "anna")
        let others = (0..<9).map { _ in server.connection(user: "etl") }
        for other in others {
          // Of those that looked before, one may not be quite gone.
          try await Eventually.holds("a connection") { (try? await other.handshakeID()) != nil }
        }
        for user in ["etl", "watcher"] {
          for command in [["sessions"], ["kill", "query", id]] {
            try await check.fails(
              command, on: server.url(user: user), status: 75, says: "no connection left", "error 1040",
              "CONNECTION ADMIN")
          }
        }
        let target = server.url(user: "admin")
        let list = try await check.run(["sessions", "-o", "name"], on: target)
        #expect(list.status == 0, "\(list.errors)")
        #expect(list.output.split(separator: "\n").count == 10)

        // The extra one is only one.
        let extra = server.connection(user: "admin")
        try await Eventually.holds("the extra connection") { (try? await extra.handshakeID()) != nil }
        try await check.fails(
          ["kill", "query", id], on: target, status: 75, says: "no connection left", "try again")
        await extra.close()
        try await Eventually.holds("the extra connection is free") {
          try await check.run(["sessions"], on: target).status == 0
        }

        let killed = try await check.run(["kill", "query", id, "--wait", "10s", "--escalate"], on: target)
        #expect(killed.status == 0, "\(killed.errors)")
        #expect(killed.output.contains("thread \(id): seen to have stopped"))
        #expect(try await server.log("anna.log", saying: "ERROR").contains("ERROR 1317"))
        for other in others { await other.close() }
      }
    }
  }
}
