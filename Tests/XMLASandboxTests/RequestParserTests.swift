import Testing

@testable import XMLASandbox

struct RequestParserTests {
  private static func parse(_ text: String) throws -> Request {
    try RequestParser.parse(Array(text.utf8))
  }

  private static func fault(_ text: String) throws -> SandboxFault {
    try #require(throws: SandboxFault.self) { try parse(text) }
  }

  @Test(
    "Names are read by namespace, whatever the prefix",
    arguments: [
      """
      <soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Header>
      <Session xmlns="urn:schemas-microsoft-com:xml-analysis" SessionId="S1" soap:mustUnderstand="1"/>
      </soap:Header><soap:Body><Execute xmlns="urn:schemas-microsoft-com:xml-analysis"><Command>
      <Cancel xmlns="http://schemas.microsoft.com/analysisservices/2003/engine"><SPID> 7 </SPID></Cancel>
      </Command><Properties><PropertyList><Catalog>HR</Catalog></PropertyList></Properties></Execute>
      </soap:Body></soap:Envelope>
      """,
      """
      <?xml version='1.0' encoding='utf-8'?><!-- c --><Envelope xmlns="http://schemas.xmlsoap.org/soap/envelope/"
      xmlns:x="urn:schemas-microsoft-com:xml-analysis" xmlns:e="http://schemas.microsoft.com/analysisservices/2003/engine">
      <Header><x:Session SessionId="S1" mustUnderstand="1"/></Header><Body><x:Execute><x:Command>
      <e:Cancel><e:SPID>7</e:SPID></e:Cancel></x:Command><x:Properties><x:PropertyList><x:Catalog>HR</x:Catalog>
      </x:PropertyList></x:Properties></x:Execute></Body></Envelope>
      """,
      """
      \u{FEFF}<SOAP-ENV:Envelope xmlns:SOAP-ENV="http://schemas.xmlsoap.org/soap/envelope/"><SOAP-ENV:Header>
      <Version xmlns="http://schemas.microsoft.com/analysisservices/2003/engine/2" Sequence="926"/>
      <a:Session xmlns:a="urn:schemas-microsoft-com:xml-analysis" SessionId="S1"/></SOAP-ENV:Header>
      <SOAP-ENV:Body><a:Execute xmlns:a="urn:schemas-microsoft-com:xml-analysis"><a:Command><a:Cancel>
      <a:SPID>7</a:SPID></a:Cancel></a:Command><a:Properties><a:PropertyList><a:Catalog>HR</a:Catalog>
      </a:PropertyList></a:Properties></a:Execute></SOAP-ENV:Body></SOAP-ENV:Envelope>
      """,
    ])
  func prefixes(text: String) throws {
    let request = try Self.parse(text)
    #expect(request.session == .use("S1"))
    #expect(request.body == .cancel(CancelCommand(spid: 7)))
    #expect(request.properties == ["Catalog": "HR"])
  }

  @Test("A name in a foreign namespace is not the protocol's")
  func foreignNamespace() throws {
    let text = Messages.execute("<Statement/>").replacing("xml-analysis", with: "xml-analysis2")
    #expect(try Self.fault(text).code == 0xC10F_0014)
    let envelope = Messages.execute("<Statement/>").replacing("soap/envelope", with: "soap/other")
    #expect(try Self.fault(envelope).code == 0xC10F_000A)
  }

  @Test("Session headers")
  func sessionHeaders() throws {
    #expect(try Self.parse(Messages.execute("<Statement/>")).session == .none)
    #expect(try Self.parse(Messages.execute("<Statement/>", header: Messages.beginSession)).session == .begin)
    let end = Messages.header("EndSession", "X")
    #expect(try Self.parse(Messages.execute("<Statement/>", header: end)).session == .end("X"))
    let without = "<Session xmlns=\"urn:schemas-microsoft-com:xml-analysis\"/>"
    #expect(try Self.fault(Messages.execute("<Statement/>", header: without)).code == 0xC10F_0014)
    #expect(try Self.fault(Messages.execute("<Statement/>", header: end + end)).code == 0xC10F_0014)
  }

  @Test("Restrictions: nil has no value, several values are kept, their place is known")
  func restrictions() throws {
    let nilValue = "<SESSION_SPID xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\" i:nil=\"true\"/>"
    let several = "<SESSION_USER_NAME><Value>a</Value><Value>b</Value></SESSION_USER_NAME>"
    let request = try Self.parse(Messages.discover("DISCOVER_SESSIONS", nilValue + several))
    guard case .discover(let discover) = request.body else {
      Issue.record("not a Discover")
      return
    }
    #expect(discover.requestType == "DISCOVER_SESSIONS")
    #expect(discover.restrictions.map(\.values) == [[], ["a", "b"]])
    #expect(discover.restrictions.first?.place.path.hasSuffix("RestrictionList/SESSION_SPID") == true)
  }

  @Test(
    "Empty forms of Restrictions and Properties",
    arguments: ["<Restrictions/>", "<Restrictions><RestrictionList/></Restrictions>", ""])
  func noRestrictions(element: String) throws {
    let text = Messages.envelope(
      "<Discover xmlns=\"\(Namespaces.xmla)\"><RequestType>X</RequestType>\(element)</Discover>")
    guard case .discover(let discover) = try Self.parse(text).body else {
      Issue.record("not a Discover")
      return
    }
    #expect(discover.restrictions.isEmpty)
  }

  @Test("The properties of Cancel")
  func cancel() throws {
    let both = Messages.cancel("<SessionID>A</SessionID><CancelAssociated>1</CancelAssociated>")
    #expect(
      try Self.parse(both).body == .cancel(CancelCommand(sessionID: "A", cancelsAssociated: true)))
    let off = Messages.cancel("<CancelAssociated>false</CancelAssociated><ConnectionID>4</ConnectionID>")
    #expect(try Self.parse(off).body == .cancel(CancelCommand(connectionID: 4)))
    for wrong in ["<SPID/>", "<SPID>1x</SPID>", "<SPID>99999999999999999999</SPID>", "<SessionID/>", "<X/>"] {
      #expect(try Self.fault(Messages.cancel(wrong)).code == 0xC10F_0014)
    }
  }

  @Test("Text is taken with its line breaks, references and CDATA sections")
  func statementText() throws {
    let text = Messages.execute("<Statement>a &lt; b &amp;&amp;\n<![CDATA[<x>]]></Statement>")
    #expect(try Self.parse(text).body == .statement("a < b &&\n<x>"))
  }

  @Test("Commands outside the model are refused by name")
  func unknownCommand() throws {
    let fault = try Self.fault(Messages.execute("<Restore xmlns=\"\(Namespaces.engine)\"/>"))
    #expect(fault.details.first?.description.contains("'Restore'") == true)
    #expect(try Self.fault(Messages.execute("")).code == 0xC10F_0014)
  }

  @Test(
    "A document type declaration is refused",
    arguments: [
      "<!DOCTYPE x>", "<?xml version=\"1.0\"?>\n<!DOCTYPE x [<!ENTITY a \"b\">]>",
      "<!-- <a> --> <?p q?> <!DOCTYPE x SYSTEM \"file:///etc/passwd\">",
    ])
  func documentType(prolog: String) throws {
    let fault = try Self.fault(prolog + Messages.execute("<Statement/>"))
    #expect(fault.code == 0xC10F_000A)
    #expect(fault.details.first?.description.contains("document type") == true)
  }

  @Test(
    "What is not an envelope is a fault",
    arguments: [
      "", " ", "x", "<a", "<a></b>", "<a/>", "<?xml version=\"1.0\" encoding=\"UTF-16\"?><a/>", "<!--",
      "<a/><b/>", "<a>&nbsp;</a>", "<a x=1/>", "GET / HTTP/1.1", "<p:a/>", "\u{0}<a/>",
      String(repeating: "<a>", count: 5_000),
      "<Envelope xmlns=\"http://schemas.xmlsoap.org/soap/envelope/\"/>",
    ])
  func malformed(text: String) throws {
    #expect(try Self.fault(text).code == 0xC10F_000A)
  }

  @Test("Bytes that are not UTF-8 are a fault")
  func notUTF8() {
    #expect(throws: SandboxFault.self) { try RequestParser.parse([0x3C, 0x61, 0xFF, 0x2F, 0x3E]) }
    #expect(throws: SandboxFault.self) { try RequestParser.parse([0xFF, 0xFE, 0x3C, 0x00]) }
  }
}
