import Testing

@testable import XMLASandbox

/// The bytes of rowsets and envelopes, against the forms that servers send.
struct RowsetTests {
  private static func text(_ rows: some RowSource) -> String {
    var rows = rows
    var bytes: [UInt8] = []
    while rows.appendRows(to: &bytes, upTo: bytes.count + 1_000) {}
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func restrictions(_ rowset: Rowset, _ pairs: [String: [String]]) throws -> Restrictions {
    let place = RequestPlace(name: "", namespace: "", path: "", line: 1, column: 1)
    return try Restrictions(
      pairs.map { DiscoverRequest.Restriction(name: $0.key, values: $0.value, place: place) }, of: rowset)
  }

  private static func sessions(
    _ fixture: ModelFixture, _ pairs: [String: [String]] = [:]
  ) throws -> [String] {
    let rows = SessionRows(
      model: fixture.model, restrictions: try restrictions(.sessions, pairs), now: fixture.now)
    return text(rows).split(separator: "</row>\n").map { String($0) }
  }

  @Test("A running command has no end, an idle session has; empty text is an empty element")
  func sessionRow() throws {
    var fixture = ModelFixture(sessions: 0)
    let index = fixture.open(as: fixture.reader, database: "HR").index
    let command = try fixture.model.beginCommand(
      "a < b &\n c", inSession: index, database: nil, at: fixture.now)
    fixture.now = fixture.now.adding(milliseconds: 1_234)
    let identifier = fixture.identifier(index)
    let running = """
      <row><SESSION_ID>\(identifier)</SESSION_ID><SESSION_SPID>1001</SESSION_SPID>\
      <SESSION_CONNECTION_ID>101</SESSION_CONNECTION_ID>\
      <SESSION_USER_NAME>CONTOSO\\reader</SESSION_USER_NAME>\
      <SESSION_CURRENT_DATABASE>HR</SESSION_CURRENT_DATABASE><SESSION_USED_MEMORY>64</SESSION_USED_MEMORY>\
      <SESSION_PROPERTIES/><SESSION_START_TIME>2026-09-21T14:13:25.000</SESSION_START_TIME>\
      <SESSION_ELAPSED_TIME_MS>1234</SESSION_ELAPSED_TIME_MS>\
      <SESSION_LAST_COMMAND_START_TIME>2026-09-21T14:13:25.000</SESSION_LAST_COMMAND_START_TIME>\
      <SESSION_LAST_COMMAND_ELAPSED_TIME_MS>1234</SESSION_LAST_COMMAND_ELAPSED_TIME_MS>\
      <SESSION_IDLE_TIME_MS>0</SESSION_IDLE_TIME_MS><SESSION_CPU_TIME_MS>0</SESSION_CPU_TIME_MS>\
      <SESSION_LAST_COMMAND>a &lt; b &amp;\n c</SESSION_LAST_COMMAND>\
      <SESSION_LAST_COMMAND_CPU_TIME_MS>0</SESSION_LAST_COMMAND_CPU_TIME_MS>\
      <SESSION_STATUS>1</SESSION_STATUS><SESSION_READS>0</SESSION_READS><SESSION_WRITES>0</SESSION_WRITES>\
      <SESSION_READ_KB>0</SESSION_READ_KB><SESSION_WRITE_KB>0</SESSION_WRITE_KB>\
      <SESSION_COMMAND_COUNT>1</SESSION_COMMAND_COUNT>
      """
    #expect(try Self.sessions(fixture) == [running])

    fixture.model.endCommand(command, at: fixture.now)
    let idle = try #require(try Self.sessions(fixture).first)
    #expect(
      idle.contains("<SESSION_LAST_COMMAND_END_TIME>2026-09-21T14:13:26.234</SESSION_LAST_COMMAND_END_TIME>"))
    #expect(idle.contains("<SESSION_STATUS>0<"))
  }

  @Test("A connection tells what its sessions do")
  func connectionRow() throws {
    let fixture = ModelFixture()
    let rows = ConnectionRows(
      model: fixture.model, restrictions: try Self.restrictions(.connections, ["CONNECTION_ID": ["101"]]),
      now: fixture.now)
    let text = Self.text(rows)
    #expect(text.hasPrefix("<row><CONNECTION_ID>101</CONNECTION_ID><CONNECTION_USER_NAME>CONTOSO\\anna</"))
    #expect(text.contains("<CONNECTION_HOST_APPLICATION>Microsoft Office Excel</"))
    #expect(text.contains("<CONNECTION_IDLE_TIME_MS>0</"))
    #expect(!text.contains("IMPERSONATED"))
  }

  @Test("The columns and their types are the documented ones, in order")
  func columns() {
    #expect(SessionRows.schema.columns.count == 22)
    #expect(ConnectionRows.schema.columns.count == 15)
    let schema = SessionRows.schema.text
    #expect(
      schema.hasPrefix(
        "<xsd:schema targetNamespace=\"urn:schemas-microsoft-com:xml-analysis:rowset\" "
          + "xmlns:sql=\"urn:schemas-microsoft-com:xml-sql\" elementFormDefault=\"qualified\">"
          + "<xsd:element name=\"root\"><xsd:complexType>"
          + "<xsd:sequence minOccurs=\"0\" maxOccurs=\"unbounded\">"))
    #expect(
      schema.contains(
        "<xsd:complexType name=\"row\"><xsd:sequence>"
          + "<xsd:element sql:field=\"SESSION_ID\" name=\"SESSION_ID\" type=\"xsd:string\" minOccurs=\"0\"/>"
          + "<xsd:element sql:field=\"SESSION_SPID\" name=\"SESSION_SPID\" type=\"xsd:int\" minOccurs=\"0\"/>"
      ))
    #expect(schema.hasSuffix("</xsd:sequence></xsd:complexType></xsd:schema>"))
  }

  @Test("Restrictions: any of several values, text in any case, times as at least")
  func restrictions() throws {
    let fixture = ModelFixture()
    #expect(try Self.sessions(fixture).count == 12)
    #expect(try Self.sessions(fixture, ["SESSION_SPID": ["1003", "1001", "5"]]).count == 2)
    #expect(try Self.sessions(fixture, ["SESSION_SPID": [""]]).count == 12)
    #expect(try Self.sessions(fixture, ["SESSION_ID": [fixture.identifier(3).lowercased()]]).count == 1)
    #expect(try Self.sessions(fixture, ["SESSION_ID": ["nonsense"]]).isEmpty)
    #expect(try Self.sessions(fixture, ["SESSION_CONNECTION_ID": ["103"]]).count == 3)
    #expect(try Self.sessions(fixture, ["SESSION_USER_NAME": ["contoso\\ANNA"]]).count == 3)
    #expect(try Self.sessions(fixture, ["SESSION_CURRENT_DATABASE": ["hr", "finance"]]).count == 7)
    #expect(try Self.sessions(fixture, ["SESSION_CURRENT_DATABASE": [""]]).isEmpty)
    #expect(try Self.sessions(fixture, ["SESSION_STATUS": ["2"]]).count == 1)
    #expect(try Self.sessions(fixture, ["SESSION_IDLE_TIME_MS": ["1"]]).count == 6)
    #expect(try Self.sessions(fixture, ["SESSION_ELAPSED_TIME_MS": ["999999999"]]).isEmpty)
    #expect(
      try Self.sessions(fixture, ["SESSION_SPID": ["1001"], "SESSION_USER_NAME": ["CONTOSO\\bo"]]).isEmpty)
    for wrong in [["SESSION_SPID": ["x"]], ["SESSION_READS": ["1"]], ["session_spid": ["1001"]]] {
      #expect(throws: SandboxFault.self) { try Self.sessions(fixture, wrong) }
    }
  }

  @Test("Faults have the code of the last error, and every error in the detail")
  func fault() {
    let place = RequestPlace(
      name: "RequestType", namespace: Namespaces.xmla, path: "Envelope/Body/Discover/RequestType", line: 1,
      column: 224)
    let text = """
      <soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>\
      <soap:Fault xmlns="http://schemas.xmlsoap.org/soap/envelope/">\
      <faultcode>XMLAnalysisError.0xc10f0014</faultcode><faultstring>An error occurred while parsing the \
      'RequestType' element at line 1, column 224 ('urn:schemas-microsoft-com:xml-analysis' namespace) under \
      Envelope/Body/Discover/RequestType.</faultstring><detail><Error ErrorCode="3238789153" \
      Description="XML for Analysis parser: The 'DISCOVER_X' request type was not recognized by the server." \
      Source="Microsoft Analysis Services" HelpFile=""/><Error ErrorCode="3238985748" Description="An error \
      occurred while parsing the 'RequestType' element at line 1, column 224 \
      ('urn:schemas-microsoft-com:xml-analysis' namespace) under Envelope/Body/Discover/RequestType." \
      Source="Microsoft Analysis Services" HelpFile=""/></detail></soap:Fault></soap:Body></soap:Envelope>
      """
    #expect(Envelope.fault(.unknownRequestType("DISCOVER_X", at: place)) == text)
    #expect(Envelope.fault(.failed("<\"&\n")).contains("Description=\"&lt;&quot;&amp;&#xA;\""))
  }

  @Test("The codes are those that servers use")
  func codes() {
    let user = ModelFixture().reader
    #expect(SandboxFault.cancelled.code == 3_239_837_698)
    #expect(SandboxFault.discoverDenied(to: user).code == 3_239_575_574)
    #expect(SandboxFault.sessionNotFound("").code == 3_238_789_130)
    #expect(SandboxFault.timedOut.code == 3_238_789_169)
  }

  @Test(
    "Times, also before 1970 and on leap days",
    arguments: [
      (0, "1970-01-01T00:00:00.000"), (951_782_400_123, "2000-02-29T00:00:00.123"),
      (1_772_236_799_999, "2026-02-27T23:59:59.999"), (-1, "1969-12-31T23:59:59.999"),
      (4_107_542_400_000, "2100-03-01T00:00:00.000"),
    ])
  func times(milliseconds: Int, text: String) {
    var bytes: [UInt8] = []
    bytes.appendDateTime(Timestamp(milliseconds: Int64(milliseconds)))
    #expect(String(decoding: bytes, as: UTF8.self) == text)
  }

  @Test("Numbers", arguments: [0, 7, 10, -3, Int64.max, Int64.min])
  func numbers(number: Int64) {
    var bytes: [UInt8] = []
    bytes.appendDecimal(number)
    #expect(String(decoding: bytes, as: UTF8.self) == "\(number)")
  }
}
