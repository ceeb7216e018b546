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
  ]

  private static let session = "0B0C7C4E-5E1B-4C6B-9C55-7B1C2F4A9D10"

  @Test("Each request is the document that real clients send")
  func goldens() throws {
    for (name, envelope) in Self.requests {
      #expect(envelope.document == (try Fixture.text("requests/\(name).xml")), "\(name)")
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
    let document = Envelope.nothing(in: SessionHeader(.begin, .both), database: "Sales & Co").document
    #expect(document.contains("<Catalog>Sales &amp; Co</Catalog>\n"))
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
