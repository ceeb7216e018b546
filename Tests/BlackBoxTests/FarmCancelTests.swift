import Foundation
import TestSupport
import Testing

/// Cancels behind a balancer that sends each request on by itself, or by a cookie.
@Suite(.startsServers) struct FarmCancelTests {
  static let ways = ["request", "cookie"]

  @Test(
    "An id of `commands -o name` hits the command that was listed, whatever node a request comes to",
    arguments: ways)
  func markedCommands(_ way: String) async throws {
    try await Farm.with("--sessions", "40", "--balance", way, "--next-command", "1ms") { farm in
      var table = TryTable()
      for attempt in 0..<Farm.tries {
        let rows = try await farm.list("commands", on: attempt % 2 + 1)
        let row = try #require(rows.randomElement())
        let before = try farm.records().count
        let result = try await farm.run("cancel", "spid", row.fullID, "--wait", "10s")
        let hits = try farm.records().dropFirst(before).flatMap(\.hits)
        table.strangers += hits.count { $0.session != row.session }
        switch result.status {
        case 0:
          table.done += 1
          if hits.isEmpty || !result.output.contains("was \(row.user ?? "?")") { table.falseClaims += 1 }
        case 5:
          table.refused += 1
          table.other.append(result.errors)
        case 3: table.nothing += 1
        default: table.other.append(result.errors)
        }
      }
      print(table.line("commands by mark, \(way)"))
      #expect(table.strangers == 0)
      #expect(table.falseClaims == 0)
      #expect(table.other == [])
      #expect(table.done == Farm.tries, "\(table)")
    }
  }

  @Test("A session is ended on the node that has it, and said to be gone when it is", arguments: ways)
  func sessions(_ way: String) async throws {
    try await Farm.with("--sessions", String(Farm.tries + 40), "--balance", way) { farm in
      let rows = [try await farm.list("sessions", on: 1), try await farm.list("sessions", on: 2)]
      var table = TryTable()
      for attempt in 0..<Farm.tries {
        let node = attempt % 2
        let row = rows[node][attempt / 2]
        let before = try farm.records().count
        let result = try await farm.run("cancel", "session", row.fullID, "--wait", "10s")
        let hits = try farm.records().dropFirst(before).flatMap(\.hits)
        table.strangers += hits.count { $0.session != row.session }
        if result.status == 0 { table.done += 1 } else { table.other.append(result.errors) }
        let isClaimed = result.output.contains("seen to be gone")
        if isClaimed != hits.contains(where: { $0.session == row.session }) { table.falseClaims += 1 }
      }
      print(table.line("sessions by mark, \(way)"))
      #expect(table.strangers == 0)
      #expect(table.falseClaims == 0)
      #expect(table.done == Farm.tries, "\(table)")
    }
  }

  @Test("A bare SPID hits on the node of the look, and the report names whom it hit", arguments: ways)
  func bareSPIDs(_ way: String) async throws {
    try await Farm.with("--sessions", "40", "--balance", way, "--next-command", "1ms") { farm in
      var table = TryTable()
      for _ in 0..<Farm.tries {
        let before = try farm.records().count
        let result = try await farm.run("cancel", "spid", "1001", "--wait", "10s")
        let hits = try farm.records().dropFirst(before).flatMap(\.hits)
        if result.status == 0 { table.done += 1 } else { table.other.append(result.errors) }
        let isHit = hits.count == 1 && result.output.contains("was \(hits[0].user)")
        if !isHit { table.strangers += 1 }
        if isHit != result.output.contains("seen to have stopped") { table.falseClaims += 1 }
      }
      print(table.line("bare SPIDs, \(way)"))
      #expect(table.strangers == 0)
      #expect(table.falseClaims == 0)
      #expect(table.done == Farm.tries, "\(table)")
    }
  }

  @Test("An id whose command is not there any more is refused, on any node", arguments: ways)
  func stale(_ way: String) async throws {
    try await Farm.with("--sessions", "40", "--balance", way, "--next-command", "1ms") { farm in
      let row = try #require(try await farm.list("commands", on: 2).first)
      #expect(try await farm.run("cancel", "spid", row.fullID, "--wait", "10s").status == 0)
      let before = try farm.records().count
      for _ in 0..<min(Farm.tries, 50) {
        let result = try await farm.run("cancel", "spid", row.fullID)
        #expect(result.status == 5, "\(result.errors)")
        #expect(result.errors.contains("it is not what was listed"), "\(result.errors)")
      }
      #expect(try farm.records().count == before)
    }
  }

  @Test("A session that no node has is nowhere, whichever nodes were asked", arguments: ways)
  func nowhere(_ way: String) async throws {
    try await Farm.with("--sessions", "4", "--balance", way) { farm in
      let id = "00000000-1111-2222-3333-444444444444"
      let result = try await farm.run("cancel", "session", id)
      #expect(result.status == 3, "\(result.errors)")
      let close = try await farm.run("session", "close", id)
      #expect(close.status == 3, "\(close.errors)")
      #expect(close.errors.contains("there is no session"))
    }
  }

  @Test("A session lives over several runs: its steps and its end come to its node", arguments: ways)
  func explicitSessions(_ way: String) async throws {
    try await Farm.with("--sessions", "4", "--balance", way) { farm in
      for _ in 0..<max(4, Farm.tries / 5) {
        let opened = try await farm.run("session", "open", "--database", "HR")
        let id = opened.output.trimmingCharacters(in: .newlines)
        if way == "cookie" { #expect(id.contains("@SERVERID=n"), "\(id)") }
        let begun = try await farm.run("begin", "--session", id)
        #expect(begun.status == 0 && begun.output.contains("begun; the transaction is open"), "\(begun)")
        let committed = try await farm.run("commit", "--session", id)
        #expect(committed.status == 0 && committed.output.contains("committed"), "\(committed)")
        let closed = try await farm.run("session", "close", id)
        #expect(closed.status == 0, "\(closed.errors)")
        #expect(closed.output.contains("the server no longer knows it"))
      }
      // No session of the looks is left behind.
      for node in 1...2 {
        #expect(try await farm.list("sessions", on: node).count == 4)
      }
    }
  }

  @Test("Statements of one session run on its node, and a soft cancel finds it there", arguments: ways)
  func statements(_ way: String) async throws {
    try await Farm.with("--sessions", "4", "--balance", way) { farm in
      for _ in 0..<max(3, Farm.tries / 10) {
        let result = try await farm.run(
          "run", "WAIT", "--command-timeout", "300ms", "--cancellation-timeout", "20s")
        #expect(result.status == 124, "\(result.errors)")
      }
    }
  }

  @Test("When our own session goes while an end is watched, another node's word is not taken for it")
  func lostSession() async throws {
    try await Farm.with("--sessions", "12", "--fault", "cancel-ignored") { farm in
      for _ in 0..<max(4, Farm.tries / 20) {
        async let waited = farm.run("cancel", "spid", "1001", "--wait", "4s")
        try await Eventually.holds("the session of the looks") {
          try await farm.endSessions(of: "SANDBOX\\anonymous") > 0
        }
        let result = try await waited
        #expect(result.status != 0, "the work goes on: \(result)")
        #expect(!result.output.contains("seen to"))
      }
    }
  }

  @Test("A dozen ids of both nodes in one run hit their own")
  func several() async throws {
    try await Farm.with("--sessions", "40") { farm in
      let rows = try await farm.list("commands", on: 1).prefix(4) + farm.list("commands", on: 2).prefix(4)
      let ids = rows.map(\.fullID)
      let result = try await Program.run(
        [Program.path("xmlactl"), "cancel", "spid"] + ids + ["--yes", "--wait", "10s", "-t", farm.url],
        within: .seconds(60))
      #expect(result.status == 0, "\(result.errors)")
      #expect(try Set(farm.records().flatMap(\.hits).map(\.session)) == Set(rows.map(\.session)))
    }
  }

  @Test("Commands are listed with the sessions of their own node")
  func joined() async throws {
    try await Farm.with("--sessions", "40") { farm in
      let truth = [try await farm.list("commands", on: 1), try await farm.list("commands", on: 2)]
      for _ in 0..<Farm.tries {
        let listed = try await farm.run("commands", "-o", "name").output.split(separator: "\n").map(
          String.init)
        #expect(
          truth.contains { $0.map(\.fullID) == listed }, "\(listed) of \(truth.map { $0.map(\.fullID) })")
      }
    }
  }

  @Test("Where the nodes open no session nothing keeps to one of them: a cancel is refused, and says why")
  func withoutSessions() async throws {
    try await Farm.with("--sessions", "40", "--begin-session", "none", "--next-command", "1ms") { farm in
      for _ in 0..<Farm.tries {
        let result = try await farm.run("cancel", "spid", "1001", "--wait", "5s")
        #expect(result.status == 5, "\(result)")
        #expect(
          result.errors.contains("this address leads to several servers, SANDBOX\\NODE"), "\(result.errors)")
      }
      #expect(try farm.records().isEmpty)
    }
  }
}
