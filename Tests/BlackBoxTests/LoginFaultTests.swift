import Foundation
import TestSupport
import Testing

/// Logins that are refused in other ways than by a bare 401.
@Suite(.startsServers) struct LoginFaultTests {
  private static let rows = RogueServer.rowset(
    "<row><SESSION_ID>S7</SESSION_ID><SESSION_SPID i:type=\"int\">7</SESSION_SPID>"
      + "<SESSION_USER_NAME>anna</SESSION_USER_NAME></row>")
  private static let empty =
    "<ExecuteResponse xmlns=\"urn:schemas-microsoft-com:xml-analysis\"><return>"
    + "<root xmlns=\"urn:schemas-microsoft-com:xml-analysis:empty\"/></return></ExecuteResponse>"
  private static let accepted = RogueServer.soap(empty)

  private static func fault(_ code: String, _ text: String, status: String = "200 OK") -> [UInt8] {
    RogueServer.soap(
      "<s:Fault><faultcode>\(code)</faultcode><faultstring>\(text)</faultstring><detail/></s:Fault>",
      status: status)
  }

  /// One way to refuse a login.
  struct Refusal: Sendable, CustomTestStringConvertible {
    var answer: [UInt8]
    /// What is told of it.
    var says: String
    var testDescription: String { says }
  }

  /// As Mondrian refuses credentials.
  static let mondrian = Refusal(
    answer: fault("SOAP-ENV:Client.00CHHA02", "Error in Callback processHttpHeader Authorization"),
    says: "00CHHA02")
  static let unauthorized = Refusal(
    answer: fault("s:Client", "who are you?", status: "401 Unauthorized"),
    says: "HTTP 401: s:Client: who are you?")
  static let late = Refusal(
    answer: fault("s:Server", "Authentication failed for user ops", status: "500 Internal Server Error"),
    says: "failed for user ops")

  private func requests(_ server: RogueServer) -> Int {
    server.receivedText.components(separatedBy: "POST ").count - 1
  }

  private func run(_ words: [String], on server: RogueServer, user: String = "ops@") async throws
    -> ProgramResult
  {
    try await Program.run(
      [Program.path("xmlactl")] + words + ["-t", "http://\(user)127.0.0.1:\(server.port)/xmla"],
      within: .seconds(60))
  }

  @Test(
    "A refused login in a SOAP fault: status 77, the server's words, and no second try",
    arguments: [mondrian, unauthorized, late])
  func refused(_ refusal: Refusal) async throws {
    try await ScratchFolder.with { scratch in
      let file = try scratch.write("wrong\n", to: "password")
      let session = "0B0C7C4E-5E1B-4C6B-9C55-7B1C2F4A9D10"
      for words in [
        ["sessions"], ["locks", "--tree"], ["discover", "MDSCHEMA_CUBES"], ["run", "SELECT 1"],
        ["session", "open"],
        ["begin", "--session", session], ["cancel", "spid", "7"],
        ["cancel", "command", "--session", session],
      ] {
        try await RogueServer.with(.talksAside { try $0.answer { _ in refusal.answer } }) { server in
          let result = try await run(words + ["--password-file", file], on: server)
          #expect(result.status == 77, "\(words): \(result.errors)")
          #expect(result.errorLines.count == 1, "\(words): \(result.errors)")
          #expect(
            result.errors.contains("the server refused the user or the password"),
            "\(words): \(result.errors)")
          #expect(result.errors.contains(refusal.says), "\(words): \(result.errors)")
          #expect(requests(server) == 1, "\(words)")
        }
      }
    }
  }

  @Test(
    "It ends a watch: a server that refused the login is not asked again",
    arguments: [mondrian, unauthorized])
  func watch(_ refusal: Refusal) async throws {
    try await ScratchFolder.with { scratch in
      let file = try scratch.write("right\n", to: "password")
      try await RogueServer.with(.converses([Self.rows, refusal.answer])) { server in
        let result = try await run(
          ["sessions", "--password-file", file, "--watch", "100ms", "-o", "ndjson"], on: server)
        #expect(result.status == 77)
        #expect(result.errors.hasSuffix("; it is not asked again\n"), "\(result.errors)")
        #expect(requests(server) == 2)
      }
    }
  }

  @Test(
    "Of several cancels none is tried any more once the login is refused",
    arguments: [mondrian, unauthorized])
  func severalCancels(_ refusal: Refusal) async throws {
    let both = RogueServer.rowset(
      "<row><SESSION_ID>S7</SESSION_ID><SESSION_SPID i:type=\"int\">7</SESSION_SPID></row>",
      "<row><SESSION_ID>S8</SESSION_ID><SESSION_SPID i:type=\"int\">8</SESSION_SPID></row>")
    try await ScratchFolder.with { scratch in
      let file = try scratch.write("right\n", to: "password")
      try await RogueServer.with(.converses([both, both, refusal.answer])) { server in
        let result = try await run(
          ["cancel", "spid", "7", "8", "--yes", "--password-file", file], on: server)
        #expect(result.status == 77)
        #expect(
          result.errors.contains("SPID 8: not cancelled, since the login is refused"), "\(result.errors)")
        #expect(server.receivedText.components(separatedBy: "<RequestType>DISCOVER_SESSIONS").count - 1 == 3)
        #expect(!server.receivedText.contains("<EndSession "))
        #expect(!server.receivedText.contains("<Cancel "))
      }
    }
  }

  @Test("A person is asked for the password, as after a bare 401", arguments: [mondrian, unauthorized])
  func asked(_ refusal: Refusal) async throws {
    try await RogueServer.with(.converses([refusal.answer, Self.rows])) { server in
      let line = "xmlactl sessions -t http://ops@127.0.0.1:\(server.port)/xmla; echo status $?"
      _ = try await PseudoTerminal.run(line) { terminal in
        try await terminal.expect("Password for ops")
        terminal.type("right\r")
        try await terminal.expect("status 0")
      }
      #expect(
        server.receivedText.contains("Authorization: Basic \(Data("ops:right".utf8).base64EncodedString())"))
    }
  }

  @Test(
    "HTTP 403 that names an expired token gets a new one, as often as one expires; a new one that is refused ends it"
  )
  func expiredToken() async throws {
    let body = #"{"error":{"code":"TokenExpired","message":"Access token has expired"}}"#
    let expired = Array(
      "HTTP/1.1 403 Forbidden\r\nContent-Type: application/json\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
        .utf8)
    try await ScratchFolder.with { scratch in
      let command = "echo run >>\(scratch.path)/count; echo eyJ0.$(wc -l <\(scratch.path)/count)"
      let answers = [Self.rows, expired, Self.rows, expired, Self.accepted]
      try await RogueServer.with(.converses(answers)) { server in
        let result = try await run(["cancel", "spid", "7", "--token-command", command], on: server, user: "")
        #expect(result.status == 0, "\(result.errors)")
        let tokens = server.receivedText.components(separatedBy: "Bearer ").dropFirst().map { $0.prefix(6) }
        // The session of the looks comes first, and further looks in it last.
        #expect(
          tokens.prefix(7) == ["eyJ0.1", "eyJ0.1", "eyJ0.1", "eyJ0.2", "eyJ0.2", "eyJ0.2", "eyJ0.3"])
        #expect(tokens.dropFirst(7).allSatisfy { $0 == "eyJ0.3" })
      }
      try await RogueServer.with(.converses([expired])) { server in
        let result = try await run(["sessions", "--token-command", command], on: server, user: "")
        #expect(result.status == 77)
        #expect(result.errors.contains("the server refused the token (HTTP 403: Access token has expired)"))
        #expect(requests(server) == 2)
      }
    }
  }

  @Test("A soft cancel whose login is refused is sent once, and not again and again")
  func softCancel() async throws {
    let begun = RogueServer.soap(Self.empty, session: "0B0C7C4E-5E1B-4C6B-9C55-7B1C2F4A9D10")
    let manner = RogueServer.Manner.talksAside { talk in
      try talk.answer { request in
        if request.contains("<BeginSession") { return begun }
        if request.contains("SELECT 1") { try talk.silence() }
        return Self.unauthorized.answer
      }
    }
    try await ScratchFolder.with { scratch in
      let file = try scratch.write("right\n", to: "password")
      try await RogueServer.with(manner) { server in
        let result = try await run(
          [
            "run", "SELECT 1", "--command-timeout", "200ms", "--cancellation-timeout", "2s",
            "--password-file", file,
          ], on: server)
        #expect(result.status == 125, "\(result.errors)")
        #expect(result.errors.contains("can't be asked to stop the statement: "), "\(result.errors)")
        #expect(result.errors.contains("the server refused the user or the password"), "\(result.errors)")
        let cancels = server.receivedText.components(separatedBy: "<Cancel ").count - 1
        #expect(cancels == 1)
      }
    }
  }
}
