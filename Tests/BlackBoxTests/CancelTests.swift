import Foundation
import TestSupport
import Testing

/// Cancels on the sandbox by the built binary, and what becomes of the work.
@Suite(.startsServers) struct CancelTests {
  /// The sessions of the sandbox's own population; requests of this test come after them.
  ///
  /// The looks at it are functions here and not closures in the tests: closures beside others in the macros'
  /// arguments were seen to be mixed up by the compiler (Swift 6.3.1).
  private struct Listed {
    var rows: [SessionRow]

    func spid(_ spid: Int) -> SessionRow? { rows.first { $0.spid == spid } }
    func first(_ status: String) -> SessionRow? { rows.first { $0.status == status } }
    func on(connection: Int) -> [SessionRow] { rows.filter { $0.connectionID == connection } }
    func on(database: String) -> [SessionRow] { rows.filter { $0.database == database } }
    func running(_ statement: String) -> SessionRow? { rows.first { $0.statement == statement } }
    var ids: [String] { rows.filter { $0.spid < 1013 }.map(\.id) }
  }

  /// A listing of one busy session under SPID 5, whatever was asked for.
  private static let oneSession = """
    <s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>\
    <DiscoverResponse xmlns="urn:schemas-microsoft-com:xml-analysis"><return>\
    <root xmlns="urn:schemas-microsoft-com:xml-analysis:rowset"><row><SESSION_ID>A</SESSION_ID>\
    <SESSION_SPID>5</SESSION_SPID><SESSION_STATUS>1</SESSION_STATUS></row></root></return></DiscoverResponse>\
    </s:Body></s:Envelope>
    """

  private func sessions(_ url: String) async throws -> Listed {
    let result = try await Program.xmlactl("sessions", "-t", url, "-o", "ndjson")
    return Listed(
      rows: try result.output.split(separator: "\n").map {
        try JSONDecoder().decode(SessionRow.self, from: Data($0.utf8))
      })
  }

  @Test("A SPID's command is cancelled, seen to have stopped, and its session stays")
  func spid() async throws {
    try await TestServers.withSandbox { url in
      let victim = try #require(try await sessions(url).first("active"))
      let result = try await Program.xmlactl(
        "cancel", "spid", String(victim.spid), "-t", url, "--wait", "10s")
      #expect(result.status == 0)
      #expect(result.output.hasPrefix("SPID \(victim.spid): seen to have stopped"))
      let after = try #require(try await sessions(url).spid(victim.spid))
      #expect(after.status == "idle")
      #expect(after.id == victim.id)
    }
  }

  @Test("Without --wait nothing more is claimed than that the cancel was accepted")
  func accepted() async throws {
    try await TestServers.withSandbox { url in
      let result = try await Program.xmlactl("cancel", "spid", "1001", "-t", url)
      #expect(result.status == 0)
      #expect(result.output.hasPrefix("SPID 1001: cancel accepted; whether it stopped was not checked"))
    }
  }

  @Test("A session is cancelled and gone; others are untouched")
  func session() async throws {
    try await TestServers.withSandbox { url in
      let before = try await sessions(url)
      let victim = try #require(before.first("active"))
      let result = try await Program.xmlactl("cancel", "session", victim.id, "-t", url, "--wait", "10s")
      #expect(result.status == 0)
      #expect(result.output.hasPrefix("session \(victim.id): seen to be gone"))
      let after = try await sessions(url)
      let others = before.ids.filter { $0 != victim.id }
      #expect(after.ids == others)
    }
  }

  @Test("A connection is cancelled with all its sessions, after a yes")
  func connection() async throws {
    try await TestServers.withSandbox { url in
      let refused = try await Program.xmlactl("cancel", "connection", "101", "-t", url)
      #expect(refused.status == 64)
      #expect(refused.errors.contains("3 sessions would be hit"))
      #expect(try await sessions(url).on(connection: 101).count == 3)

      let result = try await Program.xmlactl(
        "cancel", "connection", "101", "--yes", "-t", url, "--wait", "10s")
      #expect(result.status == 0)
      #expect(result.output.hasPrefix("connection 101: seen to be gone"))
      #expect(try await sessions(url).on(connection: 101).isEmpty)
      let names = try await Program.xmlactl("connections", "-t", url, "-o", "name")
      #expect(!names.plainIDs.contains("101"))
    }
  }

  @Test("--associated takes the connection and the other sessions too; without it they stay")
  func associated() async throws {
    try await TestServers.withSandbox { url in
      let alone = try await Program.xmlactl("cancel", "spid", "1001", "-t", url, "--wait", "5s")
      #expect(alone.status == 0)
      #expect(try await sessions(url).on(connection: 101).count == 3)
      let all = try await Program.xmlactl(
        "cancel", "spid", "1006", "--associated", "--yes", "-t", url, "--wait", "5s")
      #expect(all.status == 0)
      #expect(try await sessions(url).on(connection: 103).isEmpty)
    }
  }

  @Test("A dry run prints the document and sends nothing")
  func dryRun() async throws {
    try await TestServers.withSandbox { url in
      let result = try await Program.xmlactl("cancel", "spid", "1001", "-n", "-t", url)
      #expect(result.status == 0)
      #expect(result.output.hasPrefix("<soap:Envelope"))
      #expect(result.output.contains("<SPID>1001</SPID></Cancel>"))
      let several = try await Program.xmlactl("cancel", "connection", "101", "--dry-run", "-t", url)
      #expect(several.status == 0, "a dry run hits nobody, so nobody is asked")
      #expect(try await sessions(url).spid(1001)?.status == "active")
    }
  }

  @Test("Nothing to cancel: an unknown id, an ended session, an idle one; status 3")
  func nothingToCancel() async throws {
    try await TestServers.withSandbox { url in
      let idle = try #require(try await sessions(url).first("idle"))
      for words in [
        ["spid", "999999"], ["connection", "999999"], ["session", "8E1B8F5D-6D0A-4B27-9A7B-0B5B0E7C1A01"],
        ["spid", String(idle.spid)],
      ] {
        let result = try await Program.run([Program.path("xmlactl"), "cancel"] + words + ["-t", url])
        #expect(result.status == 3, "\(words)")
        #expect(result.output == "")
        #expect(result.errors.hasPrefix("xmlactl: \(url): "))
        #expect(result.errors.contains("nothing was cancelled"))
      }
    }
  }

  @Test("A server that ignores the restriction and lists everybody is no reason to hit somebody else")
  func ignoredRestriction() async throws {
    try await RogueServer.with(RogueServer.http(body: Self.oneSession)) { server in
      let url = "http://127.0.0.1:\(server.port)/xmla"
      for words in [["spid", "7"], ["session", "B"]] {
        let result = try await Program.run([Program.path("xmlactl"), "cancel"] + words + ["-t", url])
        #expect(result.status == 3, "\(result.errors)")
      }
      #expect(!server.receivedText.contains("<Cancel"))
    }
  }

  @Test("A guard that does not hold refuses; status 5, and the work goes on")
  func guards() async throws {
    try await TestServers.withSandbox { url in
      let victim = try #require(try await sessions(url).spid(1001))
      for words in [["--user", "CONTOSO\\nobody"]] {
        let result = try await Program.run(
          [Program.path("xmlactl"), "cancel", "spid", "1001", "-t", url] + words)
        #expect(result.status == 5)
        #expect(result.errors.contains("refused, user is '\(victim.user)', not 'CONTOSO\\nobody'"))
      }
      #expect(try await sessions(url).spid(1001)?.status == "active")
      let right = try await Program.xmlactl(
        "cancel", "spid", "1001", "--user", victim.user, "-t", url, "--wait", "5s")
      #expect(right.status == 0)
    }
  }

  @Test("A guard by database sees all that would be hit, also on other databases")
  func guardByDatabase() async throws {
    try await TestServers.withSandbox { url in
      // Connection 101 works on two databases.
      let connection = try await Program.xmlactl(
        "cancel", "connection", "101", "--database", "Sales DW", "--yes", "-t", url)
      #expect(connection.status == 5)
      #expect(connection.errors.contains("database is 'HR', not 'Sales DW'"))
      let spid = try await Program.xmlactl("cancel", "spid", "1001", "--database", "HR", "-t", url)
      #expect(spid.status == 5)
      #expect(spid.errors.contains("database is 'Sales DW', not 'HR'"))
      #expect(try await sessions(url).on(connection: 101).count == 3)
    }
  }

  @Test("A database administrator lists and cancels on their database only, and must name it")
  func databaseAdministrator() async throws {
    try await ScratchFolder.with { scratch in
      let file = try scratch.write("pw\n", to: "password")
      try await TestServers.withSandbox("--user", "dba:database-admin=HR", "--password-file", file) { url in
        let named = url.replacing("http://", with: "http://dba@")
        func run(_ words: String...) async throws -> ProgramResult {
          try await Program.run(
            [Program.path("xmlactl")] + words + ["-t", named, "--password-file", file])
        }
        let all = try await run("sessions")
        #expect(all.status == 77)
        #expect(all.errors.contains("0xC1180016"))
        #expect(all.errors.contains("--database NAME"))
        let own = try await run("sessions", "--database", "HR", "-o", "tsv")
        #expect(own.status == 0)
        let fields = own.output.split(separator: "\n").map {
          $0.split(separator: "\t", omittingEmptySubsequences: false)
        }
        let busy = fields.first { $0.contains("active") && $0.contains("HR") }
        let id = String(try #require(busy)[1])
        let cancelled = try await run("cancel", "session", id, "--database", "HR", "--wait", "5s")
        #expect(cancelled.status == 0, "\(cancelled.errors)")
        let spid = try await run("cancel", "spid", "1001", "--database", "HR")
        #expect(spid.status == 3, "it is on another database, which this user can't see")
        let connection = try await run("connections")
        #expect(connection.status == 77)
      }
    }
  }

  @Test("Several ids: each is told of, and the status says that some failed")
  func several() async throws {
    try await TestServers.withSandbox { url in
      let result = try await Program.xmlactl(
        "cancel", "spid", "1001", "999999", "1006", "--yes", "-t", url, "--wait", "5s")
      #expect(result.status == 1)
      #expect(result.output.split(separator: "\n").count == 2)
      #expect(result.errorLines.count == 1)
      let tooMany = try await Program.xmlactl(
        "cancel", "spid", "1004", "1008", "--max", "1", "--yes", "-t", url)
      #expect(tooMany.status == 5)
      #expect(tooMany.errors.contains("--max allows 1"))
    }
  }

  @Test("Ids come from a listing through a pipe")
  func pipe() async throws {
    try await TestServers.withSandbox { url in
      let result = try await Program.shell(
        "xmlactl sessions -t \(url) --database 'Sales DW' -o name | xmlactl cancel session - --yes -t \(url) --wait 5s"
      )
      #expect(result.status == 0, "\(result.errors)")
      #expect(try await sessions(url).on(database: "Sales DW").isEmpty)
    }
  }

  @Test("A real caller of a cancelled command gets the documented error")
  func caller() async throws {
    try await TestServers.withSandbox { url in
      let body = """
        <Envelope xmlns="http://schemas.xmlsoap.org/soap/envelope/"><Header>\
        <BeginSession xmlns="urn:schemas-microsoft-com:xml-analysis"/></Header><Body>\
        <Execute xmlns="urn:schemas-microsoft-com:xml-analysis"><Command><Statement>WAIT</Statement></Command>\
        <Properties/></Execute></Body></Envelope>
        """
      async let reply = Program.run(
        ["curl", "-s", "-H", "Content-Type: text/xml", "-H", "SOAPAction: \"x\"", "--data-binary", body, url])
      let caller = try await Eventually.get("the statement") { try await sessions(url).running("WAIT") }
      let result = try await Program.xmlactl(
        "cancel", "spid", String(caller.spid), "-t", url, "--wait", "5s")
      #expect(result.status == 0)
      #expect(try await reply.output.contains("ErrorCode=\"3239837698\""))
    }
  }

  @Test(
    "On a terminal the person is asked, and only a yes cancels", arguments: [("y\r", true), ("n\r", false)])
  func asked(_ keys: String, cancels: Bool) async throws {
    try await TestServers.withSandbox { url in
      let status = try await PseudoTerminal.run("xmlactl cancel connection 101 -t \(url) --wait 5s") {
        terminal in
        try await terminal.expect("Cancel these 3 sessions on \(url)? [y/N]")
        terminal.type(keys)
      }
      #expect(status == (cancels ? 0 : 5))
      #expect(try await sessions(url).on(connection: 101).isEmpty == cancels)
    }
  }

  @Test("Ctrl-C at the question leaves with 130 at once, and nothing is cancelled")
  func interruptedQuestion() async throws {
    try await TestServers.withSandbox { url in
      let status = try await PseudoTerminal.run("exec xmlactl cancel connection 101 -t \(url)") { terminal in
        try await terminal.expect("Cancel these 3 sessions on \(url)? [y/N]")
        terminal.type("\u{3}")
      }
      #expect(status == 130)
      #expect(try await sessions(url).on(connection: 101).count == 3)
    }
  }

  @Test("Ctrl-C while watching says that the cancel was accepted, and no more; status 130")
  func interruptedWait() async throws {
    try await TestServers.withSandbox("--fault", "cancel-ignored") { url in
      let status = try await PseudoTerminal.run("exec xmlactl cancel spid 1001 --wait 60s -t \(url)") {
        terminal in
        // What it shows while it watches.
        try await terminal.expect("it is active")
        terminal.type("\u{3}")
        try await terminal.expect("the cancel was accepted; whether it stopped was not seen")
      }
      #expect(status == 130)
    }
  }

  @Test("A password is asked for without echo, and used")
  func askedForPassword() async throws {
    try await ScratchFolder.with { scratch in
      let file = try scratch.write("right-pw\n", to: "password")
      try await TestServers.withSandbox("--user", "ops:server-admin", "--password-file", file) { url in
        let named = url.replacing("http://", with: "http://ops@")
        let status = try await PseudoTerminal.run("xmlactl sessions -t \(named) -o name; echo end:$?") {
          terminal in
          try await terminal.expect("Password for ops on \(named): ")
          terminal.type("right-pw\r")
          try await terminal.expect("end:0")
          #expect(!terminal.screen.contains("right-pw"))
        }
        #expect(status == 0)
      }
    }
  }

  @Test("Ctrl-C at the password prompt leaves with 130, and the terminal echoes again")
  func interruptedPrompt() async throws {
    try await ScratchFolder.with { scratch in
      let file = try scratch.write("right-pw\n", to: "password")
      try await TestServers.withSandbox("--user", "ops:server-admin", "--password-file", file) { url in
        let named = url.replacing("http://", with: "http://ops@")
        _ = try await PseudoTerminal.run("xmlactl sessions -t \(named); echo end:$?; stty -a") { terminal in
          try await terminal.expect("Password for")
          terminal.type("ri\u{3}")
          try await terminal.expect("end:130")
          try await terminal.expect(" icanon")
          try await terminal.expect(" echo ")
        }
      }
    }
  }
}
