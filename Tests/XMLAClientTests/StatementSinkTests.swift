import Rendering
import SessionControl
import Synchronization
import Testing

@testable import XMLAClient

/// What comes of a reply in each format: never no document where there is a result, whatever its shape.
@Suite struct StatementSinkTests {
  private static let urn = "urn:schemas-microsoft-com:xml-analysis"
  private static let schema = """
    <x:schema xmlns:x="http://www.w3.org/2001/XMLSchema"><x:complexType name="row"><x:sequence>\
    <x:element name="A" type="x:int"/></x:sequence></x:complexType></x:schema>
    """

  private func read(_ root: String, _ inner: String, _ format: OutputFormat) throws -> (
    text: String, results: [StatementResult]
  ) {
    let bytes = Mutex<[UInt8]>([])
    let ends = Mutex<[StatementResult]>([])
    let renderer = ResultRenderer(format: format, layout: TableLayout(width: 80, usesColor: false)) { more in
      bytes.withLock { $0 += more }
    }
    let sink = StatementSink { event in
      try renderer.receive(event)
      if case .end(let result) = event { ends.withLock { $0.append(result) } }
    }
    let decoder = ReplyDecoder(reader: ReplyReader(sink: sink))
    let document = """
      <s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><ExecuteResponse xmlns="\(Self.urn)">\
      <return><root xmlns="\(Self.urn):\(root)">\(inner)</root></return></ExecuteResponse></s:Body></s:Envelope>
      """
    try Array(document.utf8).withUnsafeBytes { try decoder.feed($0) }
    _ = try decoder.finish()
    return (bytes.withLock { String(decoding: $0, as: UTF8.self) }, ends.withLock(\.self))
  }

  @Test("A row without columns, as Mondrian answers a query without axes, is a row; and what to do is told")
  func noColumns() throws {
    let expected: [(OutputFormat, String)] = [
      (.json, "[\n{}\n]\n"), (.ndjson, "{}\n"), (.csv, "\r\n\r\n"), (.tsv, "\n\n"), (.name, ""),
      (.table, "(no columns)\n"), (.wide, "(no columns)\n"),
    ]
    for (format, text) in expected {
      let result = try read(
        "rowset", Self.schema.replacing("<x:element name=\"A\" type=\"x:int\"/>", with: "") + "<row/>", format
      )
      #expect(result.text == text, "\(format)")
      #expect(result.results.map(\.rowCount) == [1])
      #expect(result.results[0].warnings.contains { $0.contains("--property Format=Multidimensional") })
    }
  }

  @Test("A rowset without rows, with columns and without any")
  func noRows() throws {
    #expect(try read("rowset", Self.schema, .json).text == "[]\n")
    #expect(try read("rowset", Self.schema, .csv).text == "A\r\n")
    #expect(try read("rowset", Self.schema, .table).text == "A\n")
    #expect(try read("rowset", "", .json).text == "[]\n")
    #expect(try read("rowset", "", .ndjson).text == "")
    #expect(try read("rowset", "", .csv).text == "\r\n")
    #expect(try read("rowset", "", .table).text == "(no columns)\n")
    #expect(try read("rowset", "", .json).results.map(\.rowCount) == [0])
    #expect(try read("rowset", "", .json).results[0].warnings.isEmpty)
  }

  @Test("Cells without axes, with an empty axis, and a schema of cells alone")
  func cells() throws {
    let slicer = "<Axis name=\"SlicerAxis\"><Tuples><Tuple/></Tuples></Axis>"
    let one = "<Axes>\(slicer)</Axes><CellData><Cell CellOrdinal=\"0\"><Value>5</Value></Cell></CellData>"
    #expect(
      try read("mddataset", one, .json).text
        == "[\n{\"slicer\":[],\"value\":\"5\",\"formatted\":null,\"error\":null}\n]\n")
    #expect(try read("mddataset", one, .csv).text == "value\r\n5\r\n")
    let empty = "<Axes><Axis name=\"Axis0\"><Tuples/></Axis>\(slicer)</Axes><CellData/>"
    #expect(try read("mddataset", empty, .json).text == "[]\n")
    #expect(try read("mddataset", empty, .table).text.hasSuffix("(no cells)\n"))
    #expect(try read("mddataset", "", .json).text == "[]\n")
  }

  @Test(
    "A command that has no result has no document, and neither has a result that failed before its first row")
  func none() throws {
    #expect(try read("empty", "", .json).text == "")
    let failed = """
      <Exception xmlns="\(Self.urn):exception"/><Messages xmlns="\(Self.urn):exception"><Error ErrorCode="1" \
      Description="x"/></Messages>
      """
    #expect(try read("rowset", failed, .json).text == "")
  }
}
