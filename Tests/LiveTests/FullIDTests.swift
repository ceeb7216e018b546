import Foundation
import MySQLClient
import SessionControl
import TestSupport
import Testing

/// Ids of one listing that are used later, by another run: what they tell beside the number must still hold.
@Suite(.startsServers, .enabled(if: TestMariaDB.isInstalled, "\(TestMariaDB.missing)"))
struct FullIDTests {
  private func names(_ list: String, _ server: TestMariaDB, _ words: String...) async throws -> String {
    let result = try await Program.run(
      [Program.path("xmlactl"), list, "-t", server.url, "-o", "name"] + words)
    #expect(result.status == 0, "\(result.errors)")
    return result.output
  }

  private func refused(_ result: ProgramResult, _ text: String) {
    #expect(result.status == 5, "\(result.output)\(result.errors)")
    #expect(result.errors.contains(text), "\(result.errors)")
    #expect(!result.errors.contains("> KILL"))
    #expect(result.output == "")
  }

  @Test("Listings give ids with their server, the same each time, and every kill takes them")
  func taken() async throws {
    try await TestMariaDB.with { server in
      for (list, verb) in [
        ("sessions", ["kill", "query"]), ("commands", ["kill", "query"]),
        ("connections", ["kill", "connection"]),
        ("sessions", ["cancel", "session"]), ("commands", ["cancel", "spid"]),
        ("commands", ["cancel", "connection"]),
      ] {
        server.startClient(user: "anna", TestMariaDB.waiting, log: "anna.log")
        let id = try await server.busyThread(of: "anna")
        let name = try await names(list, server, "--user", "anna")
        #expect(name.wholeMatch(of: try Regex("\(id)(/[0-9]+)?@[0-9a-z]{6}-[0-9a-z]+\n")) != nil, "\(name)")
        #expect(name.contains("/") == (list == "commands"), "only a command is a statement")
        #expect(try await names(list, server, "--user", "anna") == name)
        let listed = try await Program.xmlactl(list, "-t", server.url, "--user", "anna", "-o", "ndjson")
        let object = try JSONSerialization.jsonObject(with: Data(listed.output.utf8)) as? [String: Any]
        #expect(object?["full_id"] as? String == name.trimmingCharacters(in: .newlines))
        let result = try await Program.run(
          [Program.path("xmlactl")] + verb + ["-", "-t", server.url, "--wait", "10s"], input: name)
        #expect(result.status == 0, "\(result.errors)")
        try await Eventually.holds("the end of the client") {
          try await server.sql("SELECT COUNT(*) FROM information_schema.PROCESSLIST WHERE ID = \(id)").output
            == "0\n"
        }
      }
    }
  }

  @Test("A table stays as it is, and costs no further statement")
  func table() async throws {
    try await TestMariaDB.with { server in
      let table = try await Program.xmlactl("sessions", "-t", server.url, "--trace")
      #expect(!table.output.contains("@"))
      let name = try await Program.xmlactl("sessions", "-t", server.url, "--trace", "-o", "name")
      func count(_ result: ProgramResult) -> Int { result.errorLines.count { $0.hasPrefix("> S") } }
      #expect(count(name) == count(table) + 1)
    }
  }

  @Test("The statement changed between list and kill: the later one is not hit")
  func changedStatement() async throws {
    try await TestMariaDB.with { server in
      let victim = try await TestClient(server.url)
      let first = victim.start(TestMariaDB.waiting)
      let id = String(victim.id)
      let name = try await Eventually.get("the command") {
        let name = try await names("commands", server)
        return name.hasPrefix("\(id)/") ? name.trimmingCharacters(in: .newlines) : nil
      }
      #expect(try await Program.xmlactl("kill", "query", name, "-t", server.url, "--wait", "9s").status == 0)
      await first.value
      let idle = try await Program.xmlactl("kill", "query", name, "-t", server.url, "--trace")
      #expect(idle.status == 3, "\(idle.errors)")

      let second = victim.start(TestMariaDB.waiting)
      try await Eventually.holds("the next command") {
        try await names("commands", server).hasPrefix("\(id)/")
      }
      for verb in ["query", "connection"] {
        let result = try await Program.xmlactl("kill", verb, name, "-t", server.url, "--trace")
        refused(result, "it runs something else by now: statement is 'statement ")
      }
      #expect(try await names("commands", server).hasPrefix("\(id)/"), "it goes on")
      #expect(try await Program.xmlactl("kill", "query", id, "-t", server.url, "--wait", "9s").status == 0)
      await second.value
      await victim.session.close()
    }
  }

  @Test("The server was started again, and somebody else has the id by now: refused, with both starts")
  func restarted() async throws {
    try await TestMariaDB.with { server in
      server.startClient(user: "anna", TestMariaDB.waiting, log: "anna.log")
      let id = try await server.busyThread(of: "anna")
      let old = try await names("sessions", server, "--user", "anna").trimmingCharacters(in: .newlines)
      // Two starts are told apart from three seconds on.
      let started = ContinuousClock.now
      try await Eventually.holds("three seconds of uptime") { ContinuousClock.now - started > .seconds(3) }
      try await server.restart()
      var stranger = ""
      while stranger != id {
        let client = try await TestClient(server.url(user: "etl"))
        stranger = String(client.id)
        try #require(client.id <= Int(id) ?? 0, "ids begin again")
        if stranger == id { client.start(TestMariaDB.waiting) } else { await client.session.close() }
      }
      #expect(try await server.busyThread(of: "etl") == id)
      for verb in ["query", "connection"] {
        let result = try await Program.xmlactl("kill", verb, old, "-t", server.url, "--trace")
        refused(result, "listed before the server was started again, and means somebody else now")
      }
      #expect(try await server.busyThread(of: "etl") == id, "the stranger goes on")
      // Without what the id tells, only a guard would have helped.
      #expect(try await Program.xmlactl("kill", "query", id, "-n", "-t", server.url).status == 0)
      let guarded = try await Program.xmlactl("kill", "query", id, "--user", "anna", "-t", server.url)
      refused(guarded, "user is 'etl', not 'anna'")
    }
  }

  @Test("Another server's id is refused; in a batch the others still have their turn")
  func otherServer() async throws {
    try await TestMariaDB.with { first in
      try await TestMariaDB.with(options: { _ in ["--skip-networking", "--server-id=2"] }) { second in
        for server in [first, second] {
          server.startClient(user: "anna", TestMariaDB.waiting, log: "anna.log")
          _ = try await server.busyThread(of: "anna")
        }
        let foreign = try await names("commands", first, "--user", "anna")
        let own = try await names("commands", second, "--user", "anna")
        let alone = try await Program.xmlactl(
          "kill", "query", "-", "-t", second.url, "--trace", input: foreign)
        refused(alone, "it was listed on another server, and this one answered 10 times: server is '")
        let both = try await Program.xmlactl(
          "kill", "query", "-", "-t", second.url, "--wait", "10s", input: own + foreign)
        #expect(both.status == 1, "\(both.errors)")
        #expect(both.output.contains("seen to have stopped"))
        #expect(both.errors.contains("it was listed on another server, and this one answered: server is '"))
        _ = try await first.busyThread(of: "anna")
      }
    }
  }

  @Test("A malformed one is a usage error, from stdin bad input; nothing is asked of the server")
  func malformed() async throws {
    try await TestMariaDB.with { server in
      for text in ["7@", "7@nonsense", "7/x@k7f3q2-tousae", "7/98"] {
        for verb in [
          ["kill", "query"], ["kill", "connection"], ["cancel", "session"], ["cancel", "spid"],
        ] {
          let given = try await Program.run(
            [Program.path("xmlactl")] + verb + [text, "-t", server.url, "--trace"])
          #expect(given.status == 64, "\(given.errors)")
          #expect(!given.errors.contains("> connect"))
          let piped = try await Program.run(
            [Program.path("xmlactl")] + verb + ["-", "-t", server.url], input: "\(text)\n")
          #expect(piped.status == 65, "\(piped.errors)")
        }
      }
    }
  }
}
