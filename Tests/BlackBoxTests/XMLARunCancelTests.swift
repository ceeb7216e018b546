import Foundation
import TestSupport
import Testing

/// How statements on XMLA are cancelled by `xmlactl run`: the words and the exit statuses that MySQL has, and the
/// sentences of the seed "Canceling Commands (XMLA)" about own commands and Batches.
@Suite(.startsServers) struct XMLARunCancelTests {
  private func rows(_ url: String) async throws -> [SessionRow] {
    try await Program.xmlactl("sessions", "-t", url, "-o", "ndjson").output.split(separator: "\n").map {
      try JSONDecoder().decode(SessionRow.self, from: Data($0.utf8))
    }
  }

  private func running(_ statement: String, _ url: String) async throws -> SessionRow {
    try await Eventually.get("the statement") {
      try await rows(url).first { $0.status != "idle" && $0.statement?.contains(statement) == true }
    }
  }

  private func open(_ url: String) async throws -> String {
    try await Program.xmlactl("session", "open", "-t", url).output.trimmingCharacters(
      in: .whitespacesAndNewlines)
  }

  /// A run under way, which signals reach.
  private func interrupted(
    _ words: String, _ url: String, statement: String = "WAIT",
    _ body: (_ kill: (String) async throws -> Void, _ errors: String) async throws -> Void
  ) async throws -> (result: ProgramResult, errors: String) {
    try await ScratchFolder.with { scratch in
      let errors = "\(scratch.path)/errors"
      let line =
        "echo $$ >'\(scratch.path)/pid'; exec xmlactl run -t '\(url)' \(words) '\(statement)' 2>'\(errors)'"
      let run = Task { try await Program.shell(line) }
      _ = try await running(statement, url)
      let pid = try String(contentsOfFile: "\(scratch.path)/pid", encoding: .utf8)
      try await body({ name in _ = try await Program.shell("kill -\(name) \(pid)") }, errors)
      let result = try await run.value
      return (result, try String(contentsOfFile: errors, encoding: .utf8))
    }
  }

  @Test(
    """
    "A user can cancel the currently executing command within the context of the current explicit session by sending \
    a Cancel command with no specified properties.": the command timeout does, and the session goes on
    """)
  func commandTimeout() async throws {
    try await TestServers.withSandbox("--sessions", "0") { url in
      let session = try await open(url)
      let result = try await Program.xmlactl(
        "run", "-t", url, "WAIT", "--session", session, "--command-timeout", "300ms", "--trace")
      #expect(result.status == 124)
      #expect(
        result.errors.contains(
          "the command timeout of 0.3s elapsed, and the server stopped the statement (0xC11C0002"))
      let cancel = try #require(
        result.errors.components(separatedBy: "> POST").first { $0.contains("<Cancel") })
      #expect(
        cancel.contains("<Cancel xmlns=\"http://schemas.microsoft.com/analysisservices/2003/engine\"/>"))
      #expect(cancel.contains("SessionId=\"\(session)\""))
      // Whole seconds, and later than the soft cancel.
      #expect(result.errors.contains("<Timeout>3</Timeout>"))
      let next = try await Program.xmlactl("run", "-t", url, "ROWS 1", "--session", session, "-o", "name")
      #expect(next.output == "0\n")
    }
  }

  @Test(
    "A hard cancel is 125: after the cancellation timeout, or at once; an own session is ended",
    arguments: [true, false])
  func hard(_ isImmediate: Bool) async throws {
    try await TestServers.withSandbox("--sessions", "0", "--fault", "cancel-slow=30s") { url in
      let result = try await Program.xmlactl(
        "run", "-t", url, "WAIT", "--command-timeout", "300ms", "--cancellation-timeout",
        isImmediate ? "-1" : "300ms")
      #expect(result.status == 125)
      #expect(result.errors.contains("the connection was closed (hard cancel)"))
      #expect(result.errors.contains("its session was ended, and the server no longer knows it"))
      #expect(try await rows(url).isEmpty)
    }
  }

  @Test("After a hard cancel a soft cancel without an answer changes nothing of what is told of the session")
  func unansweredSoftCancel() async throws {
    let faults = ["--fault", "cancel-ignored", "--fault", "slow-first-byte=30s:cancel"]
    try await TestServers.withSandbox(["--sessions", "0"] + faults) { url in
      let limits = ["--command-timeout", "300ms", "--cancellation-timeout", "300ms"]
      let words = [Program.path("xmlactl"), "run", "-t", url, "WAIT"] + limits
      let own = try await Program.run(words)
      #expect(own.status == 125)
      #expect(
        own.errors.contains("its session was ended, and the server no longer knows it"), "\(own.errors)")
      let session = try await open(url)
      let given = try await Program.run(words + ["--session", session])
      #expect(given.status == 125)
      #expect(given.errors.contains("'xmlactl cancel command --session \(session)'"), "\(given.errors)")
    }
  }

  @Test(
    "A signal while the session is opened ends it, and nothing is run",
    arguments: [("INT", 130), ("TERM", 143)],
    [("1s:execute:1", "<BeginSession"), ("30s:execute:2", "<Catalog>")])
  func opening(_ signal: (String, Int32), _ step: (String, String)) async throws {
    try await TestServers.withSandbox("--sessions", "0", "--fault", "slow-first-byte=" + step.0) { url in
      try await ScratchFolder.with { scratch in
        let words = ["xmlactl", "run", "-t", url, "ROWS 1", "--database", "Sales DW", "--trace"]
        let run = BackgroundRun(words, in: scratch.path)
        try await run.says(step.1)
        try await run.signal(signal.0)
        let result = try await run.end()
        #expect(result.status == signal.1)
        #expect(result.errors.contains("interrupted while the session was opened; nothing was run"))
        #expect(!result.errors.contains("ROWS 1"))
        #expect(try await rows(url).isEmpty)
      }
    }
  }

  @Test("A signal ends it while a server lets nobody in", arguments: [("INT", 130), ("TERM", 143)])
  func connecting(_ signal: (String, Int32)) async throws {
    try await RogueServer.with(.silent) { server in
      for url in ["mysql://root@127.0.0.1:\(server.port)/", "http://127.0.0.1:\(server.port)/xmla"] {
        try await ScratchFolder.with { scratch in
          let connections = server.connectionCount
          let run = BackgroundRun(
            ["xmlactl", "run", "-t", url, "SELECT 1", "--timeout", "10m"], in: scratch.path)
          try await Eventually.holds("a connection") { server.connectionCount > connections }
          try await run.signal(signal.0)
          let result = try await run.end()
          #expect(result.status == signal.1)
          #expect(result.errors.contains("interrupted while the session was opened; nothing was run"))
        }
      }
    }
  }

  @Test(
    "Signals end it although nobody reads the rows of a statement that has ended", arguments: ["INT", "TERM"])
  func stalledReader(_ signal: String) async throws {
    try await TestServers.withSandbox("--sessions", "0") { url in
      try await ScratchFolder.with { scratch in
        _ = try await Program.shell("mkfifo '\(scratch.path)/out'")
        let script = try scratch.write("ROWS 600\nGO\nROWS 600\n", to: "script")
        let line = """
          cd '\(scratch.path)'; sleep 40 <out & reader=$!
          xmlactl run -t '\(url)' -o ndjson -f '\(script)' >out 2>errors & echo $! >pid
          wait $!; echo $? >status; kill $reader
          """
        async let run = Program.shell(line, within: .seconds(60))
        let pid = try await Eventually.get("the program") {
          (try? String(contentsOfFile: "\(scratch.path)/pid", encoding: .utf8))
            .flatMap { Int32($0.trimmingCharacters(in: .whitespacesAndNewlines)) }
        }
        // As much as a pipe holds (pipe(7)): it waits for room.
        try await Eventually.holds("a full pipe") {
          let counts = try String(contentsOfFile: "/proc/\(pid)/io", encoding: .utf8).split(separator: "\n")
          let written = counts.first { $0.hasPrefix("wchar: ") }.flatMap { Int($0.dropFirst(7)) }
          return written ?? 0 >= 65_536 - 4_096
        }
        let number = signal == "INT" ? SIGINT : SIGTERM
        kill(pid, number)
        try await Eventually.holds("the end") {
          let status = try? String(contentsOfFile: "\(scratch.path)/status", encoding: .utf8)
          if status == "\(128 + number)\n" { return true }
          // A person presses it again.
          if signal == "INT" { kill(pid, number) }
          return false
        }
        _ = try await run
        if signal == "TERM" { #expect(try await rows(url).isEmpty) }
      }
    }
  }

  @Test("A hard cancel in a session that was given leaves it, and names the command that ends the rest")
  func hardInGivenSession() async throws {
    try await TestServers.withSandbox("--sessions", "0") { url in
      let session = try await open(url)
      let result = try await Program.xmlactl(
        "run", "-t", url, "WAIT", "--session", session, "--command-timeout", "300ms",
        "--cancellation-timeout", "-1")
      #expect(result.status == 125)
      let hint = try #require(result.errors.firstMatch(of: /'xmlactl (cancel command [^']+)'/)?.output.1)
      #expect(hint == "cancel command --session \(session)")
      #expect(try await rows(url).map(\.id) == [session])
    }
  }

  @Test(
    "Ctrl-C is a soft cancel and 130, SIGTERM the same and 143", arguments: [("INT", 130), ("TERM", 143)])
  func signals(_ name: String, _ status: Int32) async throws {
    try await TestServers.withSandbox("--sessions", "0") { url in
      let (result, errors) = try await interrupted("", url) { kill, _ in try await kill(name) }
      #expect(result.status == status)
      #expect(errors.contains("interrupted; the server stopped the statement (0xC11C0002"))
      #expect(try await rows(url).isEmpty)
    }
  }

  @Test("A second Ctrl-C closes the connection of a server that ignores the cancel")
  func secondInterrupt() async throws {
    try await TestServers.withSandbox("--sessions", "0", "--fault", "cancel-ignored") { url in
      let (result, errors) = try await interrupted("", url) { kill, file in
        try await kill("INT")
        try await Eventually.holds("the first is heard") {
          try String(contentsOfFile: file, encoding: .utf8).contains("Ctrl-C again")
        }
        try await kill("INT")
      }
      #expect(result.status == 130)
      #expect(errors.contains("interrupted; the connection was closed (hard cancel)"))
      #expect(try await rows(url).isEmpty, "its own session was ended")
    }
  }

  @Test("Somebody else's cancel is 6, in the middle of rows too", arguments: ["WAIT", "ROWS 100000000"])
  func others(_ statement: String) async throws {
    try await TestServers.withSandbox("--sessions", "0") { url in
      let run = Task { try await Program.shell("xmlactl run -t '\(url)' '\(statement)' -o csv >/dev/null") }
      let session = try await running(statement, url).id
      let cancel = try await Program.xmlactl("cancel", "session", session, "-t", url)
      #expect(cancel.status == 0)
      let result = try await run.value
      #expect(result.status == 6, "\(result.errors)")
      #expect(result.errors.contains("somebody else cancelled the statement (0xC11C0002"))
    }
  }

  @Test("A cancel that comes before the server began is sent again: warning 0x41140003 has cancelled nothing")
  func early() async throws {
    try await TestServers.withSandbox("--fault", "cancel-warning:cancel:1") { url in
      let result = try await Program.xmlactl(
        "run", "-t", url, "WAIT", "--command-timeout", "300ms", "--cancellation-timeout", "30s", "--trace")
      #expect(result.status == 124, "\(result.errors)")
      #expect(result.errors.components(separatedBy: "<Cancel ").count == 3)
    }
  }

  @Test(
    "Where no cancel is heard the server's own limit, which was sent along, ends it: the command timeout too")
  func serverSide() async throws {
    try await TestServers.withSandbox("--fault", "cancel-ignored") { url in
      for statement in ["WAIT", "ROWS 1000000000"] {
        let result = try await Program.shell(
          "xmlactl run -t '\(url)' '\(statement)' --command-timeout 100ms --cancellation-timeout 0 >/dev/null"
        )
        #expect(result.status == 124)
        #expect(
          result.errors.contains(
            "the command timeout of 0.1s elapsed, and the server stopped the statement (0xC10C0031"))
      }
      let given = try await Program.xmlactl("run", "-t", url, "WAIT", "--property", "Timeout=1")
      #expect(given.status == 69, "no timeout of ours")
    }
  }

  @Test("\"A command running in an implicit session cannot be canceled by a user.\"")
  func implicit() async throws {
    try await TestServers.withSandbox("--begin-session", "none", "--sessions", "0") { url in
      let result = try await Program.xmlactl(
        "run", "-t", url, "WAIT", "--command-timeout", "300ms", "--cancellation-timeout", "500ms")
      #expect(result.status == 125)
      #expect(
        result.errors.contains(
          "it runs in an implicit session, and what runs in one can't be cancelled by a user"))
      #expect(result.errors.contains("a second Ctrl-C or the cancellation timeout closes the connection"))
      #expect(result.errors.contains("'cancel spid' ends it"))
    }
  }

  // MARK: Batches

  private func modified(_ database: String, _ url: String) async throws -> String {
    try await Program.xmlactl(
      "discover", "DBSCHEMA_CATALOGS", "--restrict", "CATALOG_NAME=\(database)", "-t", url, "-o", "tsv"
    ).output
  }

  @Test(
    """
    "If a user cancels a Batch command, then all remaining commands not yet executed within the Batch command are \
    canceled. If the Batch command was transactional, any commands that were executed before the Cancel command runs \
    are rolled back."
    """, arguments: ["true", "false"])
  func batch(_ transaction: String) async throws {
    try await TestServers.withSandbox("--sessions", "0", "--process-time", "500ms") { url in
      let before = try await (modified("HR", url), modified("Sales DW", url))
      let endless = String(repeating: XMLARunTests.process("Finance"), count: 200)
      let batch = XMLARunTests.batch(
        "Transaction=\"\(transaction)\"", XMLARunTests.process("HR"), endless,
        XMLARunTests.process("Sales DW"))
      let (result, errors) = try await interrupted("", url, statement: batch) { kill, _ in
        // The second command works on Finance, so the first one has been executed.
        try await Eventually.holds("the second command") {
          try await Program.xmlactl("locks", "-t", url, "-o", "tsv").output.contains("\tFinance\t")
        }
        try await kill("INT")
      }
      #expect(result.status == 130)
      #expect(
        errors.contains(
          "it was a Batch, and its remaining commands were not run; what ran before "
            + (transaction == "true" ? "was rolled back" : "stays")))
      let after = try await (modified("HR", url), modified("Sales DW", url))
      #expect((after.0 == before.0) == (transaction == "true"))
      #expect(after.1 == before.1)
      #expect(try await rows(url).isEmpty)
    }
  }

  @Test("A transactional Batch with a failure in the middle leaves nothing behind, and says so")
  func failedBatch() async throws {
    try await TestServers.withSandbox { url in
      let before = try await modified("HR", url)
      let batch = XMLARunTests.batch(
        "Transaction=\"true\"", XMLARunTests.process("HR"), XMLARunTests.process("Nix"))
      let result = try await Program.xmlactl("run", "-t", url, batch)
      #expect(result.status == 65)
      #expect(result.errors.contains("the Batch was one transaction: what ran of it was rolled back"))
      #expect(try await modified("HR", url) == before)

      let unsaid = try await Program.xmlactl(
        "run", "-t", url, XMLARunTests.batch("", XMLARunTests.process("Nix")))
      #expect(unsaid.errors.contains("the Batch does not say whether it is transactional"))
    }
  }
}
