import TestSupport
import Testing

/// Cancels on servers that answer in ways which leave room for a wrong claim.
@Suite(.startsServers) struct UncertainCancelTests {
  private static func session(_ spid: Int, connection: Int = 3, status: Int = 1) -> String {
    "<row><SESSION_ID>S\(spid)</SESSION_ID><SESSION_SPID i:type=\"int\">\(spid)</SESSION_SPID>"
      + "<SESSION_CONNECTION_ID i:type=\"int\">\(connection)</SESSION_CONNECTION_ID>"
      + "<SESSION_USER_NAME>anna</SESSION_USER_NAME><SESSION_STATUS i:type=\"int\">\(status)</SESSION_STATUS></row>"
  }

  private static let connection = RogueServer.rowset(
    "<row><CONNECTION_ID i:type=\"int\">3</CONNECTION_ID><CONNECTION_USER_NAME>anna</CONNECTION_USER_NAME></row>"
  )
  private static let seven = RogueServer.rowset(session(7))
  private static let none = RogueServer.rowset()
  /// The list of transactions.
  private static let open = RogueServer.rowset(
    "<row><TRANSACTION_ID>T</TRANSACTION_ID><TRANSACTION_SESSION_ID>A</TRANSACTION_SESSION_ID></row>")
  private static let accepted = RogueServer.soap(
    "<ExecuteResponse xmlns=\"urn:schemas-microsoft-com:xml-analysis\"><return>"
      + "<root xmlns=\"urn:schemas-microsoft-com:xml-analysis:empty\"/></return></ExecuteResponse>")
  private static let denied = RogueServer.soap(
    "<s:Fault><faultcode>XMLAnalysisError.0xc1180016</faultcode><faultstring>no</faultstring><detail>"
      + "<Error ErrorCode=\"3239575574\" Description=\"no\"/></detail></s:Fault>")

  private func run(
    _ answers: [[UInt8]], _ words: String...
  ) async throws -> (result: ProgramResult, cancels: Int) {
    try await RogueServer.with(.converses(answers)) { server in
      let result = try await Program.run(
        [Program.path("xmlactl"), "cancel"] + words + ["-t", "http://127.0.0.1:\(server.port)/xmla"],
        within: .seconds(30))
      return (result, server.receivedText.split(separator: "<Cancel ").count - 1)
    }
  }

  @Test("A cancel whose connection closes without an answer is not sent again: it would hit the next command")
  func notRepeated() async throws {
    let (result, cancels) = try await run([Self.seven, Self.seven, [], Self.accepted], "spid", "7")
    #expect(cancels == 1)
    #expect(result.status == 69)
    #expect(result.output == "")
    #expect(result.errors.contains("the cancel may have been sent"))
  }

  @Test("A cancel that the server took before it went away is not told as never sent")
  func takenAndGone() async throws {
    try await RogueServer.with(.conversesAndLeaves([Self.seven, Self.seven, []])) { server in
      let result = try await Program.xmlactl(
        "cancel", "spid", "7", "-t", "http://127.0.0.1:\(server.port)/xmla", within: .seconds(30))
      #expect(server.receivedText.split(separator: "<Cancel ").count == 2)
      #expect(result.status == 69)
      #expect(
        result.errors.contains(
          "the cancel may have been sent, and no answer to it was read: the server closed the connection without an answer"
        ), "\(result.errors)")
    }
  }

  @Test("A reply without any result is no acceptance")
  func noResult() async throws {
    let (result, _) = try await run([Self.seven, Self.seven, RogueServer.soap("")], "spid", "7")
    #expect(result.status == 76)
    #expect(result.output == "")
  }

  @Test("Rows that were not asked for are nobody's: a server may not know the restriction")
  func ignoredRestriction() async throws {
    let all = RogueServer.rowset(Self.session(7), Self.session(8))
    let (result, cancels) = try await run([all], "spid", "99", "--yes")
    #expect(result.status == 3)
    #expect(cancels == 0)
    let other = try await run([Self.connection, all], "connection", "4", "--yes")
    #expect(other.result.status == 3)
    #expect(other.cancels == 0)
  }

  @Test("A connection that was listed and can't be listed any more is not gone")
  func connectionNotListedAnyMore() async throws {
    let failed = Array("HTTP/1.1 500 Internal Server Error\r\nContent-Length: 4\r\n\r\noops".utf8)
    let (result, _) = try await run(
      [Self.connection, Self.seven, Self.connection, Self.seven, Self.accepted, failed, Self.none],
      "connection", "3", "--wait", "1s")
    #expect(result.status == 69)
    #expect(result.output == "")
    #expect(result.errors.contains("and then a look failed"))
  }

  @Test("Who may not list connections is told of the sessions only")
  func connectionNeverListed() async throws {
    let (result, _) = try await run(
      [Self.denied, Self.seven, Self.denied, Self.seven, Self.accepted, Self.denied, Self.none],
      "connection", "3", "--wait", "1s")
    #expect(result.status == 0)
    #expect(result.output.hasPrefix("connection 3: its sessions are seen to be gone"))
  }

  @Test("A demanded database counts for every session that the cancel would reach")
  func database() async throws {
    try await TestServers.withSandbox { url in
      for words in [["connection", "101"], ["spid", "1001", "--associated"]] {
        let result = try await Program.run(
          [Program.path("xmlactl"), "cancel"] + words + ["--database", "Sales DW", "--yes", "-t", url])
        #expect(result.status == 5, "\(words)")
        #expect(result.errors.contains("database is 'HR', not 'Sales DW'"), "\(words)")
      }
    }
  }

  @Test("Where nobody reads stdout the cancels go on, and are told of on stderr")
  func closedOutput() async throws {
    try await TestServers.withSandbox { url in
      let result = try await Program.shell(
        "{ sleep 1; xmlactl cancel spid 1001 1006 999999 --yes --wait 5s -t \(url); echo end:$? >&2; } | true"
      )
      #expect(result.errors.contains("SPID 1001: seen to have stopped"))
      #expect(result.errors.contains("SPID 1006: seen to have stopped"))
      #expect(result.errors.contains("end:1\n"))
    }
  }

  @Test("The number of a stream that the caller closed goes to nothing else")
  func closedStreams() async throws {
    try await TestServers.withSandbox { url in
      let result = try await Program.shell("xmlactl sessions -o name -t \(url) <&- >&-; echo end:$?")
      #expect(result.output == "end:70\n")
      #expect(result.errors.contains("Bad file descriptor"), "\(result.errors)")
    }
  }

  @Test("What stays on this machine does not go through a proxy of the environment")
  func proxy() async throws {
    try await TestServers.withSandbox { url in
      let result = try await Program.xmlactl(
        "sessions", "-t", url, "-o", "name", environment: ["http_proxy": "http://127.0.0.1:1"])
      #expect(result.status == 0, "\(result.errors)")
    }
  }

  @Test("Ctrl-C at the question ends the run, and nothing is cancelled")
  func interruptedQuestion() async throws {
    try await TestServers.withSandbox { url in
      _ = try await PseudoTerminal.run("trap : INT; xmlactl cancel connection 101 -t \(url); echo end:$?") {
        terminal in
        try await terminal.expect("[y/N]")
        terminal.type("\u{3}")
        try await terminal.expect("end:130")
      }
      let left = try await Program.xmlactl("connections", "-t", url, "-o", "name")
      #expect(left.plainIDs.contains("101"))
    }
  }

  @Test("Ctrl-C while the cancel is under way does not pass in silence")
  func interruptedCancel() async throws {
    let silent = Array("HTTP/1.1 100 Continue\r\n\r\n".utf8)
    try await RogueServer.with(.converses([Self.seven, Self.seven, silent])) { server in
      try await ScratchFolder.with { scratch in
        // Interrupted once the server has the cancel, however long that takes.
        let line = """
          xmlactl cancel spid 7 -t http://127.0.0.1:\(server.port)/xmla & id=$!
          while [ ! -e \(scratch.path)/sent ]; do sleep 0.05; done
          kill -INT $id; wait $id
          """
        async let ended = Program.shell(line)
        for _ in 0..<2_000 where !server.receivedText.contains("<Cancel") {
          try await Task.sleep(for: .milliseconds(20))
        }
        _ = try scratch.write("", to: "sent")
        let result = try await ended
        #expect(result.errors.contains("interrupted; the cancel may have been sent"))
        #expect(result.output == "")
        #expect(result.status == 130)
      }
    }
  }

  private static func session(_ id: String, user: String, database: String, statement: String) -> String {
    "<row><SESSION_ID>\(id)</SESSION_ID><SESSION_SPID i:type=\"int\">7</SESSION_SPID>"
      + "<SESSION_CONNECTION_ID i:type=\"int\">3</SESSION_CONNECTION_ID>"
      + "<SESSION_USER_NAME>\(user)</SESSION_USER_NAME>"
      + "<SESSION_CURRENT_DATABASE>\(database)</SESSION_CURRENT_DATABASE>"
      + "<SESSION_LAST_COMMAND>\(statement)</SESSION_LAST_COMMAND>"
      + "<SESSION_STATUS i:type=\"int\">1</SESSION_STATUS></row>"
  }

  private static func warning(_ code: UInt32, _ text: String) -> [UInt8] {
    RogueServer.soap(
      "<ExecuteResponse xmlns=\"urn:schemas-microsoft-com:xml-analysis\"><return>"
        + "<root xmlns=\"urn:schemas-microsoft-com:xml-analysis:empty\">"
        + "<Messages xmlns=\"urn:schemas-microsoft-com:xml-analysis:exception\">"
        + "<Warning WarningCode=\"\(code)\" Description=\"\(text)\"/></Messages></root></return></ExecuteResponse>"
    )
  }

  @Test("What was demanded must still be true at the last look: another user by then, and nothing is sent")
  func demandsAtTheLastLook() async throws {
    let before = RogueServer.rowset(Self.session("A", user: "anna", database: "HR", statement: "x"))
    let moved = RogueServer.rowset(Self.session("A", user: "anna", database: "Sales", statement: "x"))
    let (result, cancels) = try await run([before, moved], "session", "A", "--database", "HR")
    #expect(result.status == 5, "\(result.errors)")
    #expect(cancels == 0)
    #expect(result.errors.contains("database is 'Sales', not 'HR'"))
  }

  @Test("--escalate never reaches who was not meant by --user: refused before anything is sent")
  func escalationDemands() async throws {
    let anna = RogueServer.rowset(Self.session("A", user: "anna", database: "HR", statement: "x"))
    let both = RogueServer.rowset(
      Self.session("A", user: "anna", database: "HR", statement: "x"),
      Self.session("B", user: "bob", database: "HR", statement: "y"))
    let (result, cancels) = try await run(
      [anna, Self.connection, both], "spid", "7", "--user", "anna", "--escalate", "--yes")
    #expect(result.status == 5, "\(result.errors)")
    #expect(cancels == 0)
    #expect(result.errors.contains("user is 'bob', not 'anna'"))
  }

  @Test("A step of an escalation that hits another statement by then is not sent")
  func escalationRace() async throws {
    let before = RogueServer.rowset(Self.session("A", user: "anna", database: "HR", statement: "x"))
    let later = RogueServer.rowset(Self.session("A", user: "anna", database: "HR", statement: "another"))
    let (result, cancels) = try await run(
      // The choice, its reach, the last look, the cancel, the look which one it hit, the watch, the next step, and
      // its last look.
      [before, Self.connection, before, before, Self.accepted, before, before, before, later], "spid", "7",
      "--escalate",
      "--wait", "0s", "--yes")
    #expect(cancels == 1)
    #expect(result.status == 0, "the statement that was meant has stopped: \(result.errors)")
    #expect(!result.output.contains("escalated"))
  }

  @Test("A step that the server did not take is no accepted one")
  func escalationNotAccepted() async throws {
    let busy = RogueServer.rowset(Self.session("A", user: "anna", database: "HR", statement: "x"))
    let (result, cancels) = try await run(
      [
        busy, Self.connection, busy, busy, Self.accepted, busy, busy, busy, busy,
        Self.warning(1_091_829_763, "nothing"), busy,
      ], "spid", "7", "--escalate", "--wait", "0s", "--yes")
    #expect(cancels == 2)
    #expect(result.status == 4)
    #expect(result.errors.contains("the cancel of session A found nothing"))
    #expect(!result.errors.contains("the cancel of session A was accepted"))
  }

  @Test("A warning is told, and the cancel is not said to be accepted")
  func warned() async throws {
    let (result, _) = try await run(
      [Self.seven, Self.seven, Self.warning(0x4100_0001, "you may not")], "spid", "7")
    #expect(result.status == 69)
    #expect(result.output == "")
    #expect(result.errors.contains("you may not"))
  }

  @Test("An error to a cancel after which the victim is gone: whose doing it was is not claimed")
  func errorAndGone() async throws {
    let error = RogueServer.soap(
      "<s:Fault><faultcode>XMLAnalysisError.0xc11c0002</faultcode><faultstring>cancelled</faultstring></s:Fault>"
    )
    let (result, cancels) = try await run([Self.seven, Self.seven, error, Self.none], "session", "S7")
    #expect(cancels == 1)
    #expect(result.status == 69, "\(result.errors)")
    #expect(result.errors.contains("it is gone since; whether by this cancel is not known"))
    #expect(!result.errors.contains("nothing was cancelled"))
  }

  @Test("A gateway's 403 is no server's word that its own user may cancel unseen")
  func forbidden() async throws {
    let page = RogueServer.http(status: "403 Forbidden", type: "text/html", body: "<html>no</html>")
    try await RogueServer.with(page) { server in
      let result = try await Program.xmlactl(
        "cancel", "command", "--session", "A", "-t", "http://127.0.0.1:\(server.port)/xmla")
      #expect(result.status == 77)
      #expect(!server.receivedText.contains("<Cancel"))
    }
  }

  @Test("Two sessions whose ids differ in case only are two: the one that was written is meant, or none")
  func caseOfIDs() async throws {
    let both = RogueServer.rowset(
      Self.session("ab", user: "anna", database: "HR", statement: "x"),
      Self.session("AB", user: "bob", database: "HR", statement: "y"))
    let exact = try await run([both, both, Self.accepted], "session", "AB")
    #expect(exact.result.status == 0, "\(exact.result.errors)")
    #expect(exact.result.output.contains("was bob"))
    let neither = try await run([both], "session", "Ab")
    #expect(neither.result.status == 5)
    #expect(neither.cancels == 0)
  }

  @Test("Rows of a root without columns are not read by those of the root before")
  func rootsWithoutColumns() async throws {
    let text = String(decoding: Self.seven, as: UTF8.self)
    let second = "<root xmlns=\"urn:schemas-microsoft-com:xml-analysis:rowset\"><row/></root></return>"
    let body = text.split(separator: "\r\n\r\n", maxSplits: 1)[1].replacing("</return>", with: second)
    for words in [["sessions"], ["sessions", "-o", "ndjson"], ["discover", "DISCOVER_SESSIONS"]] {
      try await RogueServer.with(RogueServer.http(body: String(body))) { server in
        let result = try await Program.run(
          [Program.path("xmlactl")] + words + ["-t", "http://127.0.0.1:\(server.port)/xmla"])
        #expect(result.status == (words[0] == "discover" ? 0 : 76), "\(words): \(result.errors)")
      }
    }
  }

  @Test("What a look contradicts is no success of a transaction's step", arguments: ["begin", "rollback"])
  func contradicted(_ verb: String) async throws {
    let look = verb == "begin" ? Self.none : Self.open
    try await RogueServer.with(.converses([Self.none, Self.open, Self.accepted, look])) { server in
      let result = try await Program.xmlactl(
        verb, "--session", "A", "-t", "http://127.0.0.1:\(server.port)/xmla")
      #expect(result.status == 4)
      #expect(result.output == "")
      #expect(result.errorLines.count == 1)
    }
  }

  @Test("A commit whose answer is lost may have been carried out; one with a warning is not believed")
  func uncertainCommit() async throws {
    for (answers, words) in [
      ([[]], "the commit may have been sent"),
      ([Self.warning(0x4100_0001, "rolled back instead")], "rolled back instead"),
      ([RogueServer.soap("")], "whether it was taken is not known"),
      ([Self.accepted, []], "the commit was accepted, and then a look failed"),
    ] as [([[UInt8]], String)] {
      try await RogueServer.with(.converses([Self.none, Self.open] + answers)) { server in
        let result = try await Program.xmlactl(
          "commit", "--session", "A", "-t", "http://127.0.0.1:\(server.port)/xmla")
        #expect([69, 76].contains(result.status))
        #expect(result.output == "")
        #expect(result.errors.contains(words), "\(result.errors)")
      }
    }
  }

  @Test("A session id that is none is not printed")
  func hostileSession() async throws {
    let reply = String(
      decoding: RogueServer.soap(
        "<ExecuteResponse xmlns=\"urn:schemas-microsoft-com:xml-analysis\"><return>"
          + "<root xmlns=\"urn:schemas-microsoft-com:xml-analysis:empty\"/></return></ExecuteResponse>"),
      as: UTF8.self
    ).split(separator: "\r\n\r\n", maxSplits: 1)[1].replacing(
      "<s:Body>",
      with:
        "<s:Header><Session xmlns=\"urn:schemas-microsoft-com:xml-analysis\" SessionId=\"a&#10;b\"/></s:Header>"
        + "<s:Body>")
    try await RogueServer.with(RogueServer.http(body: String(reply))) { server in
      let result = try await Program.xmlactl("session", "open", "-t", "http://127.0.0.1:\(server.port)/xmla")
      #expect(result.status == 76, "\(result.errors)")
      #expect(result.output == "")
    }
  }

  @Test(
    "A step that never reached anybody was not sent, and is not said to be", arguments: ["begin", "commit"])
  func notReached(_ verb: String) async throws {
    let result = try await Program.xmlactl(verb, "--session", "A", "-t", "http://127.0.0.1:9/xmla")
    #expect(result.status == 69)
    #expect(result.errors.contains("cannot connect"))
    #expect(!result.errors.contains("may have been sent"))
  }
}
