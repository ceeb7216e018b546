import TestSupport
import Testing

/// Cancels on servers that answer in ways which leave room for a wrong claim.
@Suite struct UncertainCancelTests {
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

  @Test("What stays on this machine does not go through a proxy of the environment")
  func proxy() async throws {
    try await TestServers.withSandbox { url in
      let result = try await Program.xmlactl(
        "sessions", "-t", url, "-o", "name", environment: ["http_proxy": "http://127.0.0.1:1"])
      #expect(result.status == 0, "\(result.errors)")
    }
  }
}
