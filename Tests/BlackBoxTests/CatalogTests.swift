import Foundation
import TestSupport
import Testing

/// A database that is named goes along with every request, and a server that opens no session is told of.
@Suite(.startsServers) struct CatalogTests {
  private static let empty =
    "<ExecuteResponse xmlns=\"urn:schemas-microsoft-com:xml-analysis\"><return>"
    + "<root xmlns=\"urn:schemas-microsoft-com:xml-analysis:empty\"/></return></ExecuteResponse>"

  private func pieces(_ text: String, _ mark: String) -> Int { text.components(separatedBy: mark).count - 1 }

  @Test(
    "Each request names the database as its Catalog",
    arguments: [
      ["sessions"], ["commands"], ["transactions"], ["locks"], ["locks", "--tree"],
      ["sessions", "--via-dmv"],
      ["discover", "MDSCHEMA_CUBES"], ["run", "SELECT FROM [Sales]"],
      ["run", "--transaction", "SELECT FROM [Sales]"],
      ["cancel", "spid", "1001", "--wait", "20s"], ["cancel", "spid", "1001", "-n"], ["session", "open"],
    ])
  func everyRequest(_ words: [String]) async throws {
    try await TestServers.withSandbox { url in
      let result = try await Program.run(
        [Program.path("xmlactl")] + words + ["--database", "Sales DW", "--trace", "-t", url])
      let requests = pieces(result.errors, "> POST ")
      #expect(requests > 0, "\(result.errors)")
      #expect(pieces(result.errors, "<Catalog>Sales DW</Catalog>") == requests, "\(result.errors)")
    }
  }

  @Test("It changes nothing of what is seen, and none of our own sessions is among it")
  func sameRows() async throws {
    try await TestServers.withSandbox("--sessions", "40") { url in
      func ids(_ words: String..., where filter: String = ".") async throws -> [Substring] {
        let line = "xmlactl \(words.joined(separator: " ")) -t \(url) -o ndjson"
        let result = try await Program.shell(line)
        #expect(result.status == 0, "\(result.errors)")
        return result.output.split(separator: "\n").filter { filter == "." || $0.contains(filter) }.compactMap
        { row in
          row.firstRange(of: "\"id\":").map { row[$0.upperBound...].prefix { $0 != "," } }
        }
      }
      let all = try await ids("sessions", where: "\"database\":\"Sales DW\"")
      let named = try await ids("sessions", "--database", "'Sales DW'")
      #expect(!all.isEmpty)
      #expect(named == all)
    }
  }

  @Test(
    "A database that does not exist is told as one, by what runs in a session",
    arguments: [["run", "SELECT 1"], ["session", "open"], ["commands"]])
  func noDatabase(_ words: [String]) async throws {
    try await TestServers.withSandbox { url in
      let result = try await Program.run(
        [Program.path("xmlactl")] + words + ["--database", "Nope", "-t", url])
      #expect(result.status == 65, "\(result.errors)")
      #expect(result.errors.contains("there is no database 'Nope'"), "\(result.errors)")
      #expect(!result.errors.contains("opened no session"))
    }
  }

  private static let refusal = RogueServer.soap(
    "<s:Fault><faultcode>s:Server</faultcode><faultstring>an empty statement is none</faultstring></s:Fault>",
    status: "500 Internal Server Error")

  @Test(
    "A server that answers BeginSession with a fault gets the statement in an implicit session, with a word")
  func implicit() async throws {
    let rows = RogueServer.rowset("<row><A>1</A></row>")
    let manner = RogueServer.Manner.talksAside { talk in
      try talk.answer { $0.contains("<BeginSession") ? Self.refusal : rows }
    }
    try await RogueServer.with(manner) { server in
      let url = "http://127.0.0.1:\(server.port)/xmla"
      let result = try await Program.xmlactl(
        "run", "SELECT 1", "--property", "Roles=Readers", "--property", "LocaleIdentifier=", "-o", "csv",
        "-t", url)
      #expect(result.status == 0, "\(result.errors)")
      #expect(result.output.split(whereSeparator: \.isNewline) == ["A", "1"])
      #expect(
        result.errors.contains(
          "the server opened no session (s:Server: an empty statement is none): each statement runs"),
        "\(result.errors)")
      let requests = server.receivedText.components(separatedBy: "POST ").dropFirst()
      #expect(requests.count == 2)
      #expect(requests.first?.contains("<BeginSession") == true)
      for request in requests {
        #expect(request.contains("<Roles>Readers</Roles>"))
        #expect(!request.contains("LocaleIdentifier"))
      }
    }
    try await RogueServer.with(.talksAside { try $0.answer { _ in Self.refusal } }) { server in
      let url = "http://127.0.0.1:\(server.port)/xmla"
      let transaction = try await Program.xmlactl("run", "--transaction", "SELECT 1", "-t", url)
      #expect(transaction.status == 5, "\(transaction.errors)")
      #expect(transaction.errors.contains("an empty statement is none"), "\(transaction.errors)")
      #expect(!server.receivedText.contains("SELECT 1"))
      let open = try await Program.xmlactl("session", "open", "-t", url)
      #expect(open.status == 69)
      #expect(open.errors.contains("an empty statement is none"), "\(open.errors)")
    }
  }

  @Test("Looks and a Cancel do without a session there too, and say which guarantee that leaves")
  func cancelWithoutSession() async throws {
    let rows = RogueServer.rowset(
      "<row><SESSION_ID>S7</SESSION_ID><SESSION_SPID i:type=\"int\">7</SESSION_SPID></row>")
    let manner = RogueServer.Manner.talksAside { talk in
      try talk.answer { request in
        if request.contains("<BeginSession") { return Self.refusal }
        return request.contains("<Cancel ") ? RogueServer.soap(Self.empty) : rows
      }
    }
    try await RogueServer.with(manner) { server in
      let result = try await Program.xmlactl(
        "cancel", "spid", "7", "-t", "http://127.0.0.1:\(server.port)/xmla")
      #expect(result.status == 0, "\(result.errors)")
      #expect(result.output.contains("the server opened no session"), "\(result.output)\(result.errors)")
    }
  }
}
