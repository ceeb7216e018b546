import SessionControl
import Testing

@testable import XMLAClient

/// What is sent, byte for byte.
@Suite struct EnvelopeTests {
  static let requests: [(String, Envelope)] = [
    ("cancel-connection", .cancel(CancelRequest(.connection(412)))),
    ("cancel-session", .cancel(CancelRequest(.session("0B0C7C4E-5E1B-4C6B-9C55-7B1C2F4A9D10")))),
    ("cancel-spid", .cancel(CancelRequest(.spid(21734)))),
    ("cancel-spid-associated", .cancel(CancelRequest(.spid(21734), associated: true))),
    ("discover-sessions", .discover("DISCOVER_SESSIONS")),
    (
      "discover-sessions-by-database",
      .discover("DISCOVER_SESSIONS", restrictions: [("SESSION_CURRENT_DATABASE", "Sales DW")])
    ),
    ("discover-sessions-by-spid", .discover("DISCOVER_SESSIONS", restrictions: [("SESSION_SPID", "21734")])),
    ("discover-connections", .discover("DISCOVER_CONNECTIONS")),
    ("begin-session", .nothing(in: SessionHeader(.begin, .prefixed))),
    ("end-session", .nothing(in: SessionHeader(.end(session), .prefixed))),
    ("cancel-own-command", .cancel(CancelRequest(.command(session: session)), style: .prefixed)),
    ("begin-transaction", .transaction(.begin, in: SessionHeader(.use(session), .prefixed))),
    ("commit-transaction", .transaction(.commit, in: SessionHeader(.use(session), .prefixed))),
    ("rollback-transaction", .transaction(.rollback, in: SessionHeader(.use(session), .prefixed))),
    ("discover-commands", .discover("DISCOVER_COMMANDS")),
    ("discover-jobs", .discover("DISCOVER_JOBS")),
    ("discover-locks", .discover("DISCOVER_LOCKS")),
    ("discover-locks-waiting", .discover("DISCOVER_LOCKS", restrictions: [("LOCK_STATUS", "0")])),
    ("discover-object-activity", .discover("DISCOVER_OBJECT_ACTIVITY")),
    (
      "discover-properties-version",
      .discover("DISCOVER_PROPERTIES", restrictions: [("PropertyName", "DBMSVersion")])
    ),
    (
      "discover-schema-rowsets",
      .discover("DISCOVER_SCHEMA_ROWSETS", restrictions: [("SchemaName", "DISCOVER_SESSIONS")])
    ),
    ("discover-transactions", .discover("DISCOVER_TRANSACTIONS")),
    (
      "discover-transactions-by-session",
      .discover(
        "DISCOVER_TRANSACTIONS",
        restrictions: [("TRANSACTION_SESSION_ID", "0B0C7C4E-5E1B-4C6B-9C55-7B1C2F4A9D10")])
    ),
  ]

  private static let session = "0B0C7C4E-5E1B-4C6B-9C55-7B1C2F4A9D10"

  @Test("Parameters follow the properties, each with its type, and no value can become an element")
  func parameters() throws {
    let texts = ["Year=2026", "Code:string=007", "Name=a<b & \"c\""]
    let envelope = Envelope.run(
      try CommandText("EVALUATE T"), in: nil, properties: [],
      parameters: try StatementParameter.distinct(texts))
    #expect(
      envelope.document.contains(
        """
              </Properties>
              <Parameters xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
                <Parameter>
                  <Name>Year</Name>
                  <Value xsi:type="xsd:int">2026</Value>
                </Parameter>
                <Parameter>
                  <Name>Code</Name>
                  <Value xsi:type="xsd:string">007</Value>
                </Parameter>
                <Parameter>
                  <Name>Name</Name>
                  <Value xsi:type="xsd:string">a&lt;b &amp; &quot;c&quot;</Value>
                </Parameter>
              </Parameters>
            </Execute>
        """))
    let none = Envelope.run(try CommandText("EVALUATE T"), in: nil, properties: [])
    #expect(!none.document.contains("Parameter"))
    #expect(none.document.contains("</Properties>\n    </Execute>"))
  }

  @Test(
    "Each request is the document that real clients send, but for a property that Mondrian refuses in a Discover"
  )
  func goldens() throws {
    let application = "          <SspropInitAppName>xmlactl</SspropInitAppName>\n"
    for (name, envelope) in Self.requests {
      var sample = try Fixture.text("requests/\(name).xml")
      if envelope.action == .discover {
        #expect(sample.contains(application))
        sample.replace(application, with: "")
      }
      #expect(envelope.document == sample, "\(name)")
    }
  }

  @Test("A session header says mustUnderstand in both forms, unless one of them was seen not to do")
  func mustUnderstand() {
    func element(_ style: SessionHeader.MustUnderstand) -> String {
      SessionHeader(.use("a<b"), style).element.markup
    }
    let start = #"<Session xmlns="urn:schemas-microsoft-com:xml-analysis" SessionId="a&lt;b" "#
    #expect(element(.both) == start + #"soap:mustUnderstand="1" mustUnderstand="1"/>"#)
    #expect(element(.prefixed) == start + #"soap:mustUnderstand="1"/>"#)
    #expect(element(.bare) == start + #"mustUnderstand="1"/>"#)
  }

  @Test("A session's database is sent as the Catalog property")
  func catalog() {
    let begin = Envelope.nothing(in: SessionHeader(.begin, .both))
    #expect(begin.on("Sales & Co").document.contains("<Catalog>Sales &amp; Co</Catalog>\n"))
    #expect(begin.on(nil) == begin)
    for envelope in [
      .discover("DISCOVER_SESSIONS"), .view("DISCOVER_SESSIONS"), .cancel(CancelRequest(.spid(1))),
      Envelope.transaction(.begin, in: SessionHeader(.use("S"), .both)),
    ] {
      #expect(envelope.on("HR").document.contains("          <Catalog>HR</Catalog>\n        </PropertyList>"))
    }
    // What the request itself says of it counts.
    for (given, document) in [
      ("Sales", "<Catalog>Sales</Catalog>"), ("", "</LocaleIdentifier>\n        </PropertyList>"),
    ] {
      let request = Envelope.discover("MDSCHEMA_CUBES", properties: [("Catalog", given)]).on("HR")
      #expect(request.document.contains(document))
      #expect(!request.document.contains("HR"))
    }
  }

  @Test("Text from outside can't become markup")
  func escaping() {
    let evil = "x</SessionID><ConnectionID>1</ConnectionID>&\"'"
    let document = Envelope.cancel(CancelRequest(.session(evil))).document
    #expect(
      document.contains(
        "<SessionID>x&lt;/SessionID&gt;&lt;ConnectionID&gt;1&lt;/ConnectionID&gt;&amp;&quot;&apos;</SessionID>"
      ))
    let discover = Envelope.discover("DISCOVER_SESSIONS", restrictions: [("SESSION_USER_NAME", "<a>")])
    #expect(discover.document.contains("<SESSION_USER_NAME>&lt;a&gt;</SESSION_USER_NAME>"))
  }

  @Test("Several values for one restriction are repeated Values, where the first stood")
  func values() {
    let document = Envelope.discover(
      "DISCOVER_PROPERTIES",
      restrictions: [("PropertyName", "Catalog"), ("Other", "1"), ("PropertyName", "<ServerName>")]
    ).document
    #expect(
      document.contains(
        """
                <RestrictionList>
                  <PropertyName><Value>Catalog</Value><Value>&lt;ServerName&gt;</Value></PropertyName>
                  <Other>1</Other>
                </RestrictionList>
        """))
  }

  @Test("Properties come after the usual ones, or instead of them")
  func properties() {
    let document = Envelope.discover(
      "MDSCHEMA_CUBES", properties: [("Catalog", "R&D"), ("LocaleIdentifier", "1031")]
    ).document
    #expect(
      document.contains(
        """
                <PropertyList>
                  <Content>SchemaData</Content>
                  <Format>Tabular</Format>
                  <LocaleIdentifier>1031</LocaleIdentifier>
                  <Catalog>R&amp;D</Catalog>
                </PropertyList>
        """))
  }

  @Test("A property with an empty value is not sent, usual or not")
  func noProperty() throws {
    let properties = [
      ("Content", ""), ("Catalog", "HR"), ("LocaleIdentifier", ""), ("Timeout", ""), ("Roles", ""),
    ]
    let list = "<PropertyList>\n          <Format>Tabular</Format>\n"
    let catalog = "          <Catalog>HR</Catalog>\n        </PropertyList>"
    #expect(Envelope.discover("MDSCHEMA_CUBES", properties: properties).document.contains(list + catalog))
    let run = Envelope.run(
      try CommandText("SELECT"), in: nil, properties: [("Timeout", "60")] + properties)
    #expect(
      run.document.contains(
        list + "          <SspropInitAppName>xmlactl</SspropInitAppName>\n" + catalog))
    let none = PropertyList(PropertyList.discover, given: PropertyList.discover.map { ($0.0, "") })
    #expect(none.element.markup == "<PropertyList/>")
  }

  @Test("By view it is an Execute of a statement, with Format Tabular and the Catalog")
  func view() {
    let envelope = Envelope.view(
      "DISCOVER_SESSIONS", restrictions: [("SESSION_CURRENT_DATABASE", "O'Brien <1>")],
      properties: [("Catalog", "O'Brien <1>")])
    #expect(envelope.action == .execute)
    #expect(
      envelope.document == """
        <soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/">
          <soap:Body>
            <Execute xmlns="urn:schemas-microsoft-com:xml-analysis">
              <Command>
                <Statement>SELECT * FROM $SYSTEM.DISCOVER_SESSIONS WHERE \
        [SESSION_CURRENT_DATABASE] = &apos;O&apos;&apos;Brien &lt;1&gt;&apos;</Statement>
              </Command>
              <Properties>
                <PropertyList>
                  <Content>SchemaData</Content>
                  <Format>Tabular</Format>
                  <LocaleIdentifier>1033</LocaleIdentifier>
                  <SspropInitAppName>xmlactl</SspropInitAppName>
                  <Catalog>O&apos;Brien &lt;1&gt;</Catalog>
                </PropertyList>
              </Properties>
            </Execute>
          </soap:Body>
        </soap:Envelope>

        """)
  }

  @Test(
    "A code is the same in hexadecimal, unsigned and signed form",
    arguments: ["3239837698", "-1055129598", "0xC11C0002", "0xc11c0002"])
  func codes(_ text: String) {
    #expect(XMLACode(text: text) == .cancelled)
    #expect(XMLACode(text: text)?.description == "0xC11C0002")
  }

  @Test("What is no code is none", arguments: ["", "0x", "4294967296", "x", "-2147483649"])
  func notCodes(_ text: String) {
    #expect(XMLACode(text: text) == nil)
  }
}
