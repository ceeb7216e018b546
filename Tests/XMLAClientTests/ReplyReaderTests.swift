import SessionControl
import Testing

@testable import XMLAClient

/// How cells, columns and broken documents are read.
@Suite struct ReplyReaderTests {
  @Test("Cells have their schema's types, times are UTC, and absent columns are null")
  func types() throws {
    let (_, rows) = try Fixture.read("discover-sessions-2008r2")
    #expect(try rows.value(0, "SESSION_SPID") == .integer(21734))
    #expect(try rows.value(0, "SESSION_ELAPSED_TIME_MS") == .unsigned(4_210_000))
    #expect(try rows.value(0, "SESSION_START_TIME") == .timestamp("2026-09-30T08:00:12.41Z"))
    #expect(try rows.value(0, "SESSION_LAST_COMMAND_END_TIME") == .null)
    #expect(try rows.value(0, "SESSION_PROPERTIES") == .text(""))
    #expect(
      try rows.value(0, "SESSION_LAST_COMMAND")
        == .text("EVALUATE\nFILTER ( 'Sales', 'Sales'[Qty] < 5 && 'Sales'[Net] > 1 )"))
  }

  @Test("xsi:nil is no value, and so is an absent element of an extra column")
  func nilCells() throws {
    let (_, rows) = try Fixture.read("discover-sessions-newer")
    #expect(try rows.value(0, "RESTRICT_CATALOG_ID") == .null)
    #expect(try rows.value(0, "RESTRICT_CATALOG_NAME") == .null)
    #expect(try rows.value(0, "THREAD_POOL_USED") == .text("Query"))
  }

  @Test("Names are decoded from the schema, and a cell's own type counts where the schema has none")
  func untyped() throws {
    let (_, rows) = try Fixture.read("execute-dax-rowset")
    #expect(rows.columns.map(\.name) == ["[Total Qty]", "Sales[City]"])
    #expect(rows.rows == [[.integer(42), .text("Jena")], [.decimal("1.5E0"), .null]])
  }

  @Test("A cell of elements is kept as XML text")
  func markup() throws {
    let (_, rows) = try Fixture.read("discover-locks")
    #expect(
      try rows.value(0, "LOCK_OBJECT_ID")
        == .text(
          "<Object xmlns=\"http://schemas.microsoft.com/analysisservices/2003/engine\">"
            + "<DatabaseID>Sales DW</DatabaseID></Object>"))
  }

  @Test("An error in place of a cell is told as one, and another element of that name is kept")
  func cellErrors() throws {
    let error = "<e:Error xmlns:e=\"urn:schemas-microsoft-com:xml-analysis:exception\""
    let (_, rows) = try Fixture.read(
      Self.envelope(
        "<row><A>\(error)><e:ErrorCode>3238658133</e:ErrorCode><e:Description>denied</e:Description></e:Error></A>"
          + "<B>\(error) ErrorCode=\"3238658133\" Description=\"no\"/></B><C><Error/></C></row>"))
    #expect(
      rows.rows == [[.text("#ERROR 0xC10A0055: denied"), .text("#ERROR 0xC10A0055: no"), .text("<Error/>")]])
  }

  static func envelope(_ inner: String, prefix: String = "s") -> [UInt8] {
    Array(
      """
      <\(prefix):Envelope xmlns:\(prefix)="http://schemas.xmlsoap.org/soap/envelope/"><\(prefix):Body>\
      <DiscoverResponse xmlns="urn:schemas-microsoft-com:xml-analysis"><return>\
      <root xmlns="urn:schemas-microsoft-com:xml-analysis:rowset" \
      xmlns:i="http://www.w3.org/2001/XMLSchema-instance">\(inner)</root>\
      </return></DiscoverResponse></\(prefix):Body></\(prefix):Envelope>
      """.utf8)
  }

  @Test("Prefixes mean nothing", arguments: ["s", "SOAP-ENV", "x"])
  func prefixes(_ prefix: String) throws {
    let (reply, rows) = try Fixture.read(Self.envelope("<row><A>1</A></row>", prefix: prefix))
    #expect(reply.results.first?.rowCount == 1)
    #expect(rows.rows == [[.text("1")]])
  }

  @Test("Without a schema the columns are those that come, and later ones are added")
  func withoutSchema() throws {
    let (_, rows) = try Fixture.read(
      Self.envelope("<row><A>1</A><B/></row><row><B>2</B><C_x0020_D>3</C_x0020_D></row>"))
    #expect(rows.columns.map(\.name) == ["A", "B", "C D"])
    #expect(rows.announcements == 2)
    #expect(rows.rows == [[.text("1"), .text("")], [.null, .text("2"), .text("3")]])
  }

  @Test(
    "Only the literals true and 1 make a value nil",
    arguments: [("true", true), ("1", true), ("false", false), ("0", false)])
  func nilLiteral(_ literal: String, isNil: Bool) throws {
    let (_, rows) = try Fixture.read(Self.envelope("<row><A i:nil=\"\(literal)\">x</A></row>"))
    #expect(rows.rows == [[isNil ? .null : .text("x")]])
  }

  struct Broken: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var document: String
    var isExpected: @Sendable (XMLFailure) -> Bool
  }

  static let broken = [
    Broken(
      testDescription: "truncated",
      document: "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Bo"
    ) {
      if case .malformed(_, _, _, hasEnded: true) = $0 { true } else { false }
    },
    Broken(testDescription: "nothing", document: "") {
      if case .malformed(_, _, _, hasEnded: true) = $0 { true } else { false }
    },
    Broken(
      testDescription: "crossed tags",
      document: "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"></x>"
    ) {
      if case .malformed(_, _, _, hasEnded: false) = $0 { true } else { false }
    },
    Broken(
      testDescription: "entity bomb",
      document: "<!DOCTYPE bomb [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><bomb>&b;</bomb>"
    ) { $0 == .documentType(name: "bomb") },
    Broken(
      testDescription: "external entity",
      document: "<!DOCTYPE x SYSTEM \"file:///etc/passwd\"><x/>"
    ) { $0 == .documentType(name: "x") },
    Broken(testDescription: "other root", document: "<rss/>") { $0 == .foreignRoot(name: "rss") },
    Broken(
      testDescription: "SOAP 1.2", document: "<Envelope xmlns=\"http://www.w3.org/2003/05/soap-envelope\"/>"
    ) {
      $0 == .foreignRoot(name: "Envelope")
    },
    Broken(
      testDescription: "too deep",
      document: "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\">"
        + String(repeating: "<a>", count: 300)
    ) { $0 == .tooLarge(what: "the depth of elements") },
  ]

  @Test("A broken document is an error of its own kind", arguments: broken)
  func failures(_ sample: Broken) throws {
    let error = #expect(throws: XMLFailure.self) { try Fixture.read(Array(sample.document.utf8)) }
    #expect(sample.isExpected(try #require(error)))
  }

  @Test("A cell beyond any honest size is cut and says so; the list goes on")
  func hugeCell() throws {
    let text = String(repeating: "a", count: ReplyReader.maximumCellBytes + 1)
    let (reply, rows) = try Fixture.read(
      Self.envelope("<row><A>\(text)</A><B>1</B></row><row><A>2</A><B>\(text)</B></row>"), step: 1 << 16)
    let cut = Value.text(text.dropLast() + " \(ReplyReader.cutMark)")
    #expect(rows.rows == [[cut, .text("1")], [.text("2"), cut]])
    #expect(reply.notes.count == 1)
  }

  @Test("A row beyond any honest size loses what is too much, and so does a cell of elements")
  func hugeRow() throws {
    let text = String(repeating: "a", count: ReplyReader.maximumCellBytes)
    let cells = "ABCDE".map { "<\($0)>\(text)</\($0)>" }.joined()
    let (reply, rows) = try Fixture.read(
      Self.envelope("<row>\(cells)</row><row><A><x>\(text)</x><y><z/></y></A><B>1</B></row>"), step: 1 << 16)
    let mark = " \(ReplyReader.cutMark)"
    #expect(
      rows.rows.first?.prefix(4).map { $0.text?.utf8.count } == [Int?](repeating: text.utf8.count, count: 4))
    #expect(rows.rows.first?.last == .text(mark))
    #expect(rows.rows.last?.prefix(2) == [.text(mark), .text("1")])
    #expect(reply.notes.count == 1)
  }

  @Test("A repeated element keeps all its values")
  func repeated() throws {
    let (_, rows) = try Fixture.read(
      Self.envelope(
        "\(Self.schema("T", "U"))<row><T>MDP</T><T>TDP</T><T>DMP</T><U>1</U></row><row><U>2</U><T/><U i:nil='1'/></row>"
      ))
    #expect(rows.rows == [[.text("MDP, TDP, DMP"), .text("1")], [.text(""), .text("2")]])
  }

  @Test("A schema of choices has types too, and one whose row type has no name")
  func choices() throws {
    func schema(_ row: String) -> String {
      "<x:schema xmlns:x=\"http://www.w3.org/2001/XMLSchema\">\(row)</x:schema>"
    }
    let elements =
      "<x:element name=\"A\" type=\"x:int\"/><x:sequence><x:element name=\"B\" type=\"x:boolean\"/></x:sequence>"
      + "<x:element name=\"C\"><x:simpleType><x:restriction base=\"x:long\"/></x:simpleType></x:element>"
    for row in [
      "<x:complexType name=\"row\"><x:choice>\(elements)</x:choice></x:complexType>",
      "<x:element name=\"root\"><x:complexType><x:sequence><x:element name=\"row\"><x:complexType><x:all>\(elements)"
        + "</x:all></x:complexType></x:element></x:sequence></x:complexType></x:element>",
    ] {
      let (_, rows) = try Fixture.read(
        Self.envelope("\(schema(row))<row><C>3</C><A>1</A><B>true</B></row>"))
      #expect(rows.columns.map(\.name) == ["A", "B", "C"])
      #expect(rows.rows == [[.integer(1), .boolean(true), .integer(3)]])
    }
  }

  @Test("Where a server leaves namespaces out, names alone count; rows must have theirs")
  func unqualified() throws {
    let rowset = "urn:schemas-microsoft-com:xml-analysis:rowset"
    let (olapy, rows) = try Fixture.read(
      Array(
        """
        <s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><x:DiscoverResponse \
        xmlns:x="urn:schemas-microsoft-com:xml-analysis"><return><root xmlns="\(rowset)"><row><A>1</A></row></root>\
        </return></x:DiscoverResponse></s:Body></s:Envelope>
        """.utf8))
    #expect(rows.rows == [[.text("1")]])
    #expect(olapy.unread == nil)
    let (bare, none) = try Fixture.read(
      Array(
        """
        <Envelope><Header><Session SessionID="abc"/></Header><Body><DiscoverResponse><return><root xmlns="\(rowset)">\
        <row xmlns=""><A>1</A></row></root></return></DiscoverResponse></Body></Envelope>
        """.utf8))
    #expect(bare.sessionID == "abc")
    #expect(none.rows.isEmpty)
    #expect(bare.objectionToList == "holds rows in a namespace where none are read")
  }

  @Test("An attribute beyond any honest size is refused while it is still coming")
  func hugeAttribute() throws {
    let start = Array("<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\" a=\"".utf8)
    let bytes = start + [UInt8](repeating: 0x61, count: XMLStreamParser.maximumTokenBytes + (1 << 17))
    #expect(throws: XMLFailure.tooLarge(what: "a single name or value")) {
      try Fixture.read(bytes, step: 1 << 16)
    }
  }

  @Test("One zero byte at the very end is a cloud server's mark, anywhere else an error")
  func zeroByte() throws {
    let document = try Fixture.bytes("responses/execute-empty.xml")
    #expect(try Fixture.read(document + [0]).reply.failure == nil)
    #expect(try Fixture.read(document + [0], step: 1).reply.failure == nil)
    #expect(throws: XMLFailure.self) { try Fixture.read(document + [0, 0x20]) }
    #expect(try Fixture.read(document + [0, 0]).reply.failure == nil)
  }

  static func schema(_ columns: String...) -> String {
    let elements = columns.map { "<x:element name=\"\($0)\" type=\"x:string\"/>" }.joined()
    return "<x:schema xmlns:x=\"http://www.w3.org/2001/XMLSchema\"><x:complexType name=\"row\"><x:sequence>"
      + "\(elements)</x:sequence></x:complexType></x:schema>"
  }

  @Test("Columns of a second schema are announced before its rows")
  func secondSchema() throws {
    let (_, rows) = try Fixture.read(
      Self.envelope(
        "\(Self.schema("A", "B"))<row><A>1</A><B>2</B></row>\(Self.schema("C"))<row><C>3</C></row>"))
    #expect(rows.columns.map(\.name) == ["C"])
    #expect(rows.announcements == 2)
  }

  @Test("What is kept of a reply is bounded: a fault's text, messages, results, columns")
  func keptParts() throws {
    let long = String(repeating: "a", count: ReplyReader.maximumKeptBytes + 1)
    let head = "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body><s:Fault>"
    #expect(throws: XMLFailure.tooLarge(what: "a part that is not rows")) {
      try Fixture.read(Array("\(head)<faultstring>\(long)".utf8), step: 1 << 16)
    }
    let messages = String(
      repeating: "<Messages xmlns=\"urn:schemas-microsoft-com:xml-analysis:exception\"><Warning/></Messages>",
      count: 100_000)
    #expect(throws: XMLFailure.tooLarge(what: "a part that is not rows")) {
      try Fixture.read(Self.envelope(messages), step: 1 << 16)
    }
    let columns = (0...ReplyReader.maximumColumns).map { "<C\($0)/>" }.joined()
    #expect(throws: XMLFailure.tooLarge(what: "the number of columns")) {
      try Fixture.read(Self.envelope("<row>\(columns)</row>"), step: 1 << 16)
    }
  }

  @Test("Markup in rows is bounded for one row, not for all of them")
  func markupInRows() throws {
    let row = "<row><A><b>\(String(repeating: "a", count: 1 << 20))</b></A></row>"
    let (reply, _) = try Fixture.read(
      Self.envelope(String(repeating: row, count: 20)), step: 1 << 16)
    #expect(reply.results.first?.rowCount == 20)
  }

  @Test("More columns than any rowset has are refused, in the schema too")
  func columnLimit() throws {
    let elements = String(
      repeating: "<x:element name=\"A\" type=\"x:string\"/>", count: ReplyReader.maximumColumns + 1)
    let schema =
      "<x:schema xmlns:x=\"http://www.w3.org/2001/XMLSchema\"><x:complexType name=\"row\"><x:sequence>"
      + "\(elements)</x:sequence></x:complexType></x:schema>"
    #expect(throws: XMLFailure.self) { try Fixture.read(Self.envelope(schema)) }
  }

  @Test("A schema without columns after one with some is announced")
  func emptySchema() throws {
    let empty = "<x:schema xmlns:x=\"http://www.w3.org/2001/XMLSchema\"/>"
    let (_, rows) = try Fixture.read(Self.envelope("<row><A>1</A></row>\(empty)<row/>"))
    #expect(rows.rows.map(\.count) == [1, 0])
    #expect(rows.columns.isEmpty)
  }
}
