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
      #expect(left.output.split(separator: "\n").contains("101"))
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
}
