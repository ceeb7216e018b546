import Foundation
import TestSupport
import Testing

/// Replies as servers send them that keep to no specification: what can be read is listed, and nothing is claimed that
/// they do not say.
@Suite(.startsServers) struct OddReplyTests {
  private static let exception = "urn:schemas-microsoft-com:xml-analysis:exception"
  private static let empty = "<root xmlns=\"urn:schemas-microsoft-com:xml-analysis:empty\"/>"
  private static let taken = command("<return>\(empty)</return>")

  private static func command(_ inner: String) -> String {
    "<ExecuteResponse xmlns=\"urn:schemas-microsoft-com:xml-analysis\">\(inner)</ExecuteResponse>"
  }

  private static func session(_ id: String?, _ spid: Int?, _ statement: String = "EVALUATE x") -> String {
    "<row>" + (id.map { "<SESSION_ID>\($0)</SESSION_ID>" } ?? "")
      + (spid.map { "<SESSION_SPID>\($0)</SESSION_SPID>" } ?? "")
      + "<SESSION_USER_NAME>anna</SESSION_USER_NAME><SESSION_STATUS>1</SESSION_STATUS>"
      + "<SESSION_LAST_COMMAND>\(statement)</SESSION_LAST_COMMAND></row>"
  }

  /// Runs the program against a server whose listings are these, and whose answer to a Cancel is that.
  private func run(
    _ words: String..., listing: [UInt8], cancel: [UInt8] = RogueServer.soap(taken)
  ) async throws -> ProgramResult {
    let other = RogueServer.soap(Self.taken)
    return try await RogueServer.with(
      RogueServer.answers { request in
        if request.contains("<Cancel ") { return cancel }
        return request.contains("DISCOVER_") ? listing : other
      }
    ) { server in
      try await Program.run(
        [Program.path("xmlactl")] + words + ["-t", "http://127.0.0.1:\(server.port)/xmla"],
        within: .seconds(30))
    }
  }

  /// The ids without their marks.
  private func names(_ result: ProgramResult) -> [Substring] {
    result.output.split(separator: "\n").map { $0.prefix { $0 != "/" } }
  }

  private func objects(_ text: String) throws -> [[String: Any]] {
    try text.split(separator: "\n").map {
      try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
  }

  // MARK: Characters

  private static let nasty = RogueServer.rowset(
    session("A", 1, "a\u{0}b\u{1F}c&#0;d&#xFFFE;"), session("B", 2, "&#xD83D;&#xDE00; &#xD83D;"),
    session("C", 3, "<![CDATA[\u{1}&#1;]]>"))

  @Test(
    "Characters that XML forbids stand as U+FFFD, and that is told once; a pair of references is its character"
  )
  func characters() async throws {
    let result = try await run("sessions", "-o", "ndjson", listing: Self.nasty)
    #expect(result.status == 0, "\(result.errors)")
    #expect(
      try objects(result.output).map { $0["statement"] as? String } == [
        "a\u{FFFD}b\u{FFFD}c\u{FFFD}d\u{FFFD}", "😀 \u{FFFD}", "\u{FFFD}&#1;",
      ])
    #expect(result.errorLines.count == 1, "\(result.errors)")
    #expect(result.errors.hasSuffix("the reply holds characters that XML forbids, each shown as U+FFFD\n"))
  }

  @Test("They are in nobody's way: another session's command is cancelled, and their own too")
  func cancelBeside() async throws {
    for spid in ["1", "3"] {
      let result = try await run("cancel", "spid", spid, "--yes", listing: Self.nasty)
      #expect(result.status == 0, "\(result.errors)")
      #expect(result.output.contains("accepted"))
    }
  }

  @Test("A servlet's default charset over UTF-8 is passed over, and told")
  func charset() async throws {
    let body = Self.nasty.suffix(from: Self.nasty.firstRange(of: Array("\r\n\r\n".utf8))?.upperBound ?? 0)
    let text = String(decoding: body, as: UTF8.self).replacing("anna", with: "Bäcker")
    let result = try await run(
      "sessions", "-o", "name",
      listing: RogueServer.reply(
        Array("\n\n<?xml version=\"1.0\" encoding=\"utf-16\"?>\(text)\0\0".utf8),
        type: "text/xml; charset=iso-8859-1"))
    #expect(result.status == 0, "\(result.errors)")
    #expect(names(result) == ["A", "B", "C"])
    for note in ["blank lines", "was read as UTF-8", "2 zero bytes"] { #expect(result.errors.contains(note)) }
    #expect(result.errorLines.count == 4)
  }

  // MARK: Rows

  private static let odd = RogueServer.rowset(session(nil, 1), session("B", 2), session("C", nil))

  @Test("A row without an id is listed with null, and has no name; somebody else's command is cancelled")
  func oddRow() async throws {
    let list = try await run("sessions", "-o", "ndjson", listing: Self.odd)
    #expect(list.status == 0, "\(list.errors)")
    #expect(try objects(list.output).map { $0["id"] is NSNull } == [true, false, false])
    #expect(try objects(list.output).map { $0["spid"] is NSNull } == [false, false, true])
    #expect(names(try await run("sessions", "-o", "name", listing: Self.odd)) == ["B", "C"])
    for spid in ["2", "1"] {
      let cancel = try await run("cancel", "spid", spid, "--yes", listing: Self.odd)
      #expect(cancel.status == 0, "\(cancel.errors)")
    }
  }

  @Test("That nobody is there is not said beside a session that has no id at all")
  func unnamed() async throws {
    let listing = RogueServer.rowset(Self.session(nil, nil), Self.session("B", 2))
    let missing = try await run("cancel", "spid", "5", "--yes", listing: listing)
    #expect(missing.status == 76)
    #expect(
      missing.errors.contains("listed without any id") || missing.output.contains("listed without any id"))
    #expect(try await run("cancel", "spid", "2", "--yes", listing: listing).status == 0)
  }

  @Test(
    "That nobody is there is said only of a list that has the columns of that listing",
    arguments: [
      RogueServer.rowset(schema: RogueServer.schema(["CATALOG_NAME"]), []),
      RogueServer.rowset(schema: "", []),
      RogueServer.rowset(
        schema: RogueServer.schema(["SESSION_SPID", "SESSION_COMMAND_COUNT", "COMMAND_TEXT"]), []),
      RogueServer.rowset("<row xmlns=\"\"><SESSION_ID>A</SESSION_ID><SESSION_SPID>5</SESSION_SPID></row>"),
      RogueServer.rowset("<row><CATALOG_NAME>x</CATALOG_NAME></row>"), RogueServer.soap(taken),
      RogueServer.soap(
        "<DiscoverResponse xmlns=\"urn:schemas-microsoft-com:xml-analysis\"><return><root xmlns=\"urn:x\"><row/></root>"
          + "</return></DiscoverResponse>"),
    ])
  func nobody(_ listing: [UInt8]) async throws {
    for words in [["sessions"], ["cancel", "spid", "5", "--yes"]] {
      let result = try await RogueServer.with(RogueServer.answers { _ in listing }) { server in
        try await Program.run(
          [Program.path("xmlactl")] + words + ["-t", "http://127.0.0.1:\(server.port)/xmla"])
      }
      #expect(result.status == 76, "\(result.errors)\(result.output)")
    }
    let whole = RogueServer.rowset(schema: RogueServer.schema(["SESSION_SPID", "SESSION_STATUS"]), [])
    #expect(try await run("sessions", listing: whole).status == 0)
    #expect(try await run("cancel", "spid", "5", "--yes", listing: whole).status == 3)
  }

  @Test("Nor by a look that the server warns of; a listing shows the warning")
  func warnedLook() async throws {
    let warned = RogueServer.rowset(
      schema: RogueServer.schema(["SESSION_ID"]),
      [
        "<Messages xmlns=\"\(Self.exception)\"><Warning WarningCode=\"1\" Description=\"not whole\"/></Messages>"
      ])
    let cancel = try await run("cancel", "spid", "5", "--yes", listing: warned)
    #expect(cancel.status == 76, "\(cancel.errors)\(cancel.output)")
    #expect((cancel.errors + cancel.output).contains("not whole"))
    let list = try await run("sessions", listing: warned)
    #expect(list.status == 0)
    #expect(list.errors.contains("not whole"))
  }

  @Test("A session that is listed twice is one, and its SPID is a number with blanks around it too")
  func twice() async throws {
    let row = Self.session("B", 2)
    for listing in [
      RogueServer.rowset(row, row),
      RogueServer.rowset(
        schema:
          "<x:schema xmlns:x=\"http://www.w3.org/2001/XMLSchema\"><x:complexType name=\"row\"><x:sequence>"
          + "<x:element name=\"SESSION_ID\" type=\"x:string\"/><x:element name=\"SESSION_SPID\" type=\"x:int\"/>"
          + "</x:sequence></x:complexType></x:schema>",
        [row.replacing(">2<", with: "> 2\n<")]),
    ] {
      let result = try await run("cancel", "spid", "2", "--yes", listing: listing)
      #expect(result.status == 0, "\(result.errors)\(result.output)")
    }
  }

  /// Answers each Discover with the start of a list, and then with this for ever.
  private static func endless(_ piece: String) -> RogueServer.Manner {
    .talksAside { talk in
      while true {
        guard try talk.request().contains("DISCOVER_SESSIONS") else {
          try talk.send(RogueServer.soap(taken))
          continue
        }
        let root = "<root xmlns=\"urn:schemas-microsoft-com:xml-analysis:rowset\">"
        try talk.send(
          Array(
            ("HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nConnection: close\r\n\r\n"
              + "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body>"
              + "<DiscoverResponse xmlns=\"urn:schemas-microsoft-com:xml-analysis\"><return>\(root)").utf8))
        let pieces = Array(String(repeating: piece, count: 20).utf8)
        while true {
          try talk.send(pieces)
          Thread.sleep(forTimeInterval: 0.01)
        }
      }
    }
  }

  @Test("A look that does not end is given up in a bounded time, and so is a list of blanks")
  func endlessLook() async throws {
    let rows = Self.session("B", 2)
    for (words, piece, says) in [
      (["cancel", "spid", "7", "--yes"], rows, "did not end within 3.0s"),
      (["cancel", "spid", "7", "--yes"], String(repeating: " ", count: 100), "comes too slowly"),
      (["sessions"], String(repeating: " ", count: 100), "comes too slowly"),
    ] {
      try await RogueServer.with(Self.endless(piece)) { server in
        let result = try await Program.run(
          [Program.path("xmlactl")] + words
            + ["--timeout", "1s", "-t", "http://127.0.0.1:\(server.port)/xmla"],
          within: .seconds(20))
        #expect(result.status == 69, "\(result.errors)\(result.output)")
        #expect((result.errors + result.output).contains(says), "\(result.errors)\(result.output)")
      }
    }
  }

  // MARK: Columns

  private static let varied = RogueServer.rowset(
    "<row><NAME>a</NAME><KIND>1</KIND><KIND>2</KIND></row>", "<row><NAME>b</NAME><SIZE>3</SIZE></row>",
    "<row><SIZE>4</SIZE><NOTE>x,y</NOTE></row>")

  @Test("Columns that no schema declares come out in every format, and csv and json stay one document")
  func columns() async throws {
    func output(_ format: String) async throws -> String {
      let result = try await run("discover", "DISCOVER_X", "-o", format, listing: Self.varied)
      #expect(result.status == 0, "\(result.errors)")
      return result.output
    }
    func lines(_ text: String) -> [String] {
      text.split(separator: "\r\n").map { $0.drop { $0 != "," }.dropFirst().description }
    }
    #expect(
      lines(try await output("csv")) == ["name,kind,size,note", "a,\"1, 2\",,", "b,,3,", ",,4,\"x,y\""])
    let json = try JSONSerialization.jsonObject(with: Data(try await output("json").utf8)) as? [[String: Any]]
    #expect(json?.count == 3)
    #expect(json?[2]["note"] as? String == "x,y")
    #expect(try objects(try await output("ndjson")).map { $0["size"] as? String } == [nil, "3", "4"])
    for format in ["table", "wide"] {
      let text = try await output(format)
      #expect(text.contains("NOTE") && text.contains("x,y") && text.contains("1, 2"))
    }
  }

  @Test("So they do of a statement's result")
  func resultColumns() async throws {
    let reply = RogueServer.soap(
      Self.command(
        "<return><root xmlns=\"urn:schemas-microsoft-com:xml-analysis:rowset\"><row><A>1</A></row><row><A>2</A><B>3</B>"
          + "</row></root></return>"))
    func output(_ format: String) async throws -> String {
      try await RogueServer.with(
        RogueServer.answers { $0.contains("EVALUATE") ? reply : RogueServer.soap(Self.taken) }
      ) { server in
        let result = try await Program.run([
          Program.path("xmlactl"), "run", "EVALUATE x", "-o", format, "-t",
          "http://127.0.0.1:\(server.port)/xmla",
        ])
        #expect(result.status == 0, "\(result.errors)")
        return result.output
      }
    }
    #expect(try await output("csv") == "A,B\r\n1,\r\n2,3\r\n")
    #expect(try await output("json") == "[\n{\"A\":\"1\"},\n{\"A\":\"2\",\"B\":\"3\"}\n]\n")
    #expect(try await output("table") == "A  B\n1  NULL\n2  3\n")
  }

  @Test("Numbers are shown as the server wrote them, times in UTC")
  func numbers() async throws {
    let schema =
      "<x:schema xmlns:x=\"http://www.w3.org/2001/XMLSchema\"><x:complexType name=\"row\"><x:choice>"
      + ["decimal", "double", "long", "dateTime"].map { "<x:element name=\"\($0)\" type=\"x:\($0)\"/>" }
      .joined()
      + "</x:choice></x:complexType></x:schema>"
    let listing = RogueServer.rowset(
      schema: schema,
      [
        "<row><decimal>1.10</decimal><double>1E-7</double><long>9</long><dateTime>2026-01-01T01:30:00+02:00</dateTime></row>",
        "<row><decimal>12345678901234567890.12</decimal><double i:nil=\"1\"/><long>9223372036854775808</long></row>",
      ])
    let result = try await run("discover", "DISCOVER_X", "-o", "ndjson", listing: listing)
    let lines = result.output.split(separator: "\n").map { $0.drop { $0 != "," }.dropFirst() }
    #expect(
      lines == [
        "\"decimal\":1.10,\"double\":1E-7,\"long\":9,\"date_time\":\"2025-12-31T23:30:00Z\"}",
        "\"decimal\":12345678901234567890.12,\"double\":null,\"long\":\"9223372036854775808\",\"date_time\":null}",
      ])
  }

  // MARK: Warnings

  @Test(
    "A warning in the reply to a listing is told, once",
    arguments: ["sessions", "commands", "locks", "discover"])
  func warnings(_ verb: String) async throws {
    let warning =
      "<Messages xmlns=\"\(Self.exception)\"><Warning WarningCode=\"1091829763\" Description=\"half of it\"/></Messages>"
    let row =
      "<row><SESSION_ID>A</SESSION_ID><SESSION_SPID>1</SESSION_SPID><SPID>1</SPID><COMMAND_TEXT>x</COMMAND_TEXT>"
      + "<LOCK_ID>L</LOCK_ID><LOCK_STATUS>1</LOCK_STATUS></row>"
    let words = verb == "discover" ? [verb, "DISCOVER_X"] : [verb]
    let result = try await RogueServer.with(RogueServer.answers { _ in RogueServer.rowset(row, warning) }) {
      try await Program.run(
        [Program.path("xmlactl")] + words + ["-o", "name", "-t", "http://127.0.0.1:\($0.port)/xmla"])
    }
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output != "")
    #expect(result.errorLines.count == 1, "\(result.errors)")
    #expect(result.errors.hasSuffix(": the server warns: 0x41140003: half of it\n"))
  }

  // MARK: Cancels

  private static func root(_ namespace: String) -> String { "<root xmlns=\"\(namespace)\"/>" }

  @Test(
    "What does not say that a cancel was taken is never told as that",
    arguments: [
      RogueServer.soap(command("<return>\(root("urn:other"))</return>")),
      RogueServer.soap(command("<return>\(root("urn:schemas-microsoft-com:xml-analysis:rowset"))</return>")),
      RogueServer.rowset("<row><A>1</A></row>"),
      RogueServer.soap(taken.replacing("Execute", with: "Discover")),
      RogueServer.soap(taken, status: "404 Not Found"),
      RogueServer.soap(taken, status: "500 Internal Server Error"),
      RogueServer.soap(command("<return>\(empty)\(empty)</return>")), RogueServer.soap(command("<return/>")),
      RogueServer.soap(command("<return>\(empty)</return><queued/>")), RogueServer.soap(taken + "later"),
      RogueServer.soap(command("<return><results/>\(empty)</return>")),
      RogueServer.soap(command("<return/><return>\(empty)</return>")),
      RogueServer.reply(
        Array(
          "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Header>not done</s:Header><s:Body>\(taken)</s:Body></s:Envelope>"
            .utf8)),
    ])
  func notTaken(_ cancel: [UInt8]) async throws {
    let result = try await run(
      "cancel", "spid", "2", "--yes", listing: RogueServer.rowset(Self.session("B", 2)), cancel: cancel)
    #expect(result.status == 76, "\(result.errors)\(result.output)")
    #expect((result.errors + result.output).contains("whether it was taken is not known"))
    #expect(!result.output.contains("accepted"))
  }

  @Test("An error or the warning that nothing runs counts wherever it stands")
  func strayMessages() async throws {
    let listing = RogueServer.rowset(Self.session("B", 2))
    let warning = "<Warning WarningCode=\"1091829763\" Description=\"nothing runs\"/>"
    for reply in [Self.taken + warning, Self.command("<return>\(Self.empty)\(warning)</return>")] {
      let result = try await run(
        "cancel", "spid", "2", "--yes", listing: listing, cancel: RogueServer.soap(reply))
      #expect(result.status == 3, "\(result.errors)\(result.output)")
    }
    let error = "<Error ErrorCode=\"3238658054\" Description=\"no\"/>"
    for reply in [Self.taken + error, Self.command("<return>\(Self.empty)\(error)</return>")] {
      let result = try await run(
        "cancel", "spid", "2", "--yes", listing: listing, cancel: RogueServer.soap(reply))
      #expect(result.status == 69, "\(result.errors)\(result.output)")
      #expect((result.errors + result.output).contains("0xC10A0006"))
    }
  }

  @Test(
    "The steps of a transaction and the end of a session are told no better", arguments: ["begin", "close"])
  func sessions(_ verb: String) async throws {
    let words = verb == "begin" ? ["begin", "--session", "ABC"] : ["session", "close", "ABC"]
    for reply in [
      RogueServer.soap(Self.taken, status: "404 Not Found"), RogueServer.rowset("<row><A>1</A></row>"),
    ] {
      let listing = RogueServer.rowset()
      let result = try await RogueServer.with(
        RogueServer.answers { $0.contains("DISCOVER_") ? listing : reply }
      ) {
        try await Program.run([Program.path("xmlactl")] + words + ["-t", "http://127.0.0.1:\($0.port)/xmla"])
      }
      #expect(result.status == 76, "\(result.errors)\(result.output)")
      #expect((result.errors + result.output).contains("is not known"))
    }
  }
}
