import SessionControl
import Testing

@testable import Rendering

@Suite("CSV and TSV")
struct DelimitedExporterTests {
  private static let sessionKeys =
    "target,id,spid,connection_id,user,host,application,database,status,start_time,command_start_time,"
    + "elapsed_ms,idle_ms,statement"
  private static let connectionKeys =
    "target,id,user,host,application,database,start_time,elapsed_ms,idle_ms,command_elapsed_ms,bytes_sent,"
    + "bytes_received"

  @Test("CSV of sessions: RFC 4180, quoted where needed")
  func csvSessions() throws {
    #expect(
      try render(.csv, [Part(shape: threadShape, items: threads)])
        == Self.sessionKeys + ",command,time_s\r\n"
        + "t,17,17,17,app,10.0.0.5:40112,,shop,active,,,4000,0,"
        + "\"SELECT *\n\tFROM `日本` WHERE a = 'x' AND b = \"\"y\"\"\",Query,4\r\n"
        + "t,1234,1234,1234,日本,localhost,,,idle,,,,90000,,Sleep,90\r\n"
        + "t,18,18,18,cafe\u{301},10.0.0.5:40113,,shop,blocked,,,187000,0,"
        + "UPDATE t SET a = 1 WHERE b = 2 -- with a comment that is long enough to be cut,Query,187\r\n")
  }

  @Test("CSV tells an empty text from no value")
  func csvNasty() throws {
    #expect(
      try render(.csv, [Part(shape: nastyShape, items: [nasty])])
        == Self.sessionKeys + ",largest,smallest,ratio,limit,half,flag,since,note,raw\r\n"
        + "t,5B8E-01,5,9,OLAP\\ann,,\"a,b\",\"\",7,2024-05-01T08:00:00Z,2024-05-01T08:00:01.5Z,"
        + "18446744073709551615,0,\"say \"\"hi\"\"\r\n\tto \\ \u{1B}[31m日本 e\u{301}\u{7F}\u{9B}\","
        + "18446744073709551615,-9223372036854775808,nan,-inf,0.5,true,2024-05-01T08:00:00Z,\"\",\r\n")
  }

  @Test("TSV has each row on one line, with tab, line ends and backslash escaped")
  func tsv() throws {
    let nastyKeys = Self.sessionKeys + ",largest,smallest,ratio,limit,half,flag,since,note,raw"
    #expect(
      try render(.tsv, [Part(shape: nastyShape, items: [nasty])])
        == nastyKeys.replacing(",", with: "\t") + "\n"
        + "t\t5B8E-01\t5\t9\tOLAP\\\\ann\t\ta,b\t\t7\t2024-05-01T08:00:00Z\t2024-05-01T08:00:01.5Z\t"
        + "18446744073709551615\t0\tsay \"hi\"\\r\\n\\tto \\\\ \u{1B}[31m日本 e\u{301}\u{7F}\u{9B}\t"
        + "18446744073709551615\t-9223372036854775808\tnan\t-inf\t0.5\ttrue\t2024-05-01T08:00:00Z\t\t\n")
    let lines = try render(.tsv, [Part(shape: threadShape, items: threads)]).split(separator: "\n")
    #expect(lines.count == 4)
    #expect(
      lines.last.map(String.init)
        == "t\t18\t18\t18\tcafe\u{301}\t10.0.0.5:40113\t\tshop\tblocked\t\t\t187000\t0\t"
        + "UPDATE t SET a = 1 WHERE b = 2 -- with a comment that is long enough to be cut\tQuery\t187")
  }

  @Test("Connections")
  func connectionLists() throws {
    #expect(
      try render(.csv, [Part(items: connections)])
        == Self.connectionKeys + "\r\n"
        + "t,9,OLAP\\ann,10.0.0.7:51000,\"Excel \"\"日本\"\"\",Sales,2024-05-01T08:00:00Z,7500000,450,12000,1234,"
        + "18446744073709551615\r\n" + "t,1234567,,,,,,,,,,\r\n")
    #expect(
      try render(.tsv, [Part(items: connections)])
        == Self.connectionKeys.replacing(",", with: "\t") + "\n"
        + "t\t9\tOLAP\\\\ann\t10.0.0.7:51000\tExcel \"日本\"\tSales\t2024-05-01T08:00:00Z\t7500000\t450\t12000\t"
        + "1234\t18446744073709551615\n" + "t\t1234567\t\t\t\t\t\t\t\t\t\t\n")
  }

  @Test("No rows: the header alone")
  func empty() throws {
    #expect(
      try render(.csv, [Part<Session>(shape: threadShape)]) == Self.sessionKeys + ",command,time_s\r\n")
    #expect(try render(.csv, [Part<Connection>()]) == Self.connectionKeys + "\r\n")
    #expect(
      try render(.tsv, [Part<Connection>()]) == Self.connectionKeys.replacing(",", with: "\t") + "\n")
  }

  @Test("A name of a column or target is quoted like any other text")
  func quotedNames() throws {
    let shape = RowShape(keys: ["a,b", "c\td"])
    let session = Session(
      id: "1", status: .idle, extras: Row(shape: shape, values: [.integer(1), .integer(2)]))
    let part = Part(target: "x,\"y\"\tz", shape: shape, items: [session])
    #expect(
      try render(.csv, [part])
        == Self.sessionKeys + ",\"a,b\",c\td\r\n\"x,\"\"y\"\"\tz\",1,,,,,,,idle,,,,,,1,2\r\n")
    #expect(
      try render(.tsv, [part]).hasSuffix("\ta,b\tc\\td\nx,\"y\"\\tz\t1\t\t\t\t\t\t\tidle\t\t\t\t\t\t1\t2\n"))
  }

  @Test("Targets with the same columns share one header", arguments: [OutputFormat.csv, .tsv])
  func sameColumns(format: OutputFormat) throws {
    let again = RowShape(keys: threadShape.keys)
    let session = Session(
      id: "1", status: .idle, extras: Row(shape: again, values: [.text("Sleep"), .null]))
    let text = try render(
      format,
      [
        Part(target: "a", shape: threadShape, items: [threads[1]]),
        Part(target: "b", shape: again, items: [session]),
      ])
    let lines = text.split(whereSeparator: \.isNewline)
    #expect(lines.count == 3)
    #expect(lines.map { $0.prefix(1) } == ["t", "a", "b"])
  }

  @Test("A target with other columns is refused before any of its rows", arguments: [OutputFormat.csv, .tsv])
  func otherColumns(format: OutputFormat) throws {
    let output = Output()
    let renderer = ListingRenderer<Session>(
      format: format, layout: TableLayout(width: 80, usesColor: false), write: output.write)
    try renderer.receive(.columns(threadShape), from: "a")
    try renderer.receive(.item(threads[1]), from: "a")
    let before = output.text
    let error = try #require(throws: ControlError.self) {
      try renderer.receive(.columns(nastyShape), from: "b")
    }
    #expect(
      error
        == ControlError(
          .usage, "its columns differ from those of the targets before it", target: "b",
          hint: "use -o ndjson, or list each kind of server by itself"))
    #expect(output.text == before)
  }

  private static func row(_ values: KeyValuePairs<String, Value>, isOpen: Bool = true) -> ResultRow {
    ResultRow(
      Row(shape: RowShape(keys: values.map(\.key), isOpen: isOpen), values: values.map(\.value)))
  }

  @Test("Columns that no schema declares wait for the first rows, and have a place in one header")
  func openColumns() throws {
    let rows = [
      Self.row(["a": .integer(1)]), Self.row(["a": .integer(2), "b": .text("x")]),
      Self.row(["c": .boolean(true), "a": .null]),
    ]
    #expect(try results(.csv, rows) == "a,b,c\r\n1,,\r\n2,x,\r\n,,true\r\n")
    #expect(try results(.tsv, rows) == "a\tb\tc\n1\t\t\n2\tx\t\n\t\ttrue\n")
  }

  @Test("What comes after the header is gathered in its last column")
  func furtherColumns() throws {
    let first = [ResultRow](
      repeating: Self.row(["a": .integer(1), "further": .null]), count: DelimitedColumns.maximumHeldRows)
    let late = Self.row(["a": .integer(2), "b": .decimal("1.50"), "c": .text("x\"y"), "d": .null])
    let lines = try results(.csv, first + [late, first[0]]).split(separator: "\r\n")
    #expect(lines.first == "a,further,further_2")
    #expect(lines.dropFirst().dropLast(2).allSatisfy { $0 == "1,," })
    #expect(lines.suffix(2) == ["2,,\"{\"\"b\"\":1.50,\"\"c\"\":\"\"x\\\"\"y\"\"}\"", "1,,"])
  }

  @Test(
    "What a row of a declared list brings beside it is left out, and that is told once: no line is longer")
  func stray() throws {
    let rows = [
      Self.row(["a": .integer(1)], isOpen: false), Self.row(["a": .integer(2), "b": .null]),
      Self.row(["a": .integer(3), "b": .text("x")]), Self.row(["a": .integer(4), "c": .text("y")]),
    ]
    for (count, told) in [(2, 0), (4, 1)] {
      let output = Output()
      let notes = Output()
      var exporter = DelimitedExporter<ResultRow>(
        .csv, note: { notes.write(Array("\($0)\n".utf8)) }, write: output.write)
      for row in rows.prefix(count) { try exporter.add(row, target: "") }
      try exporter.finish()
      #expect(output.text == "a\r\n" + (1...count).map { "\($0)\r\n" }.joined())
      #expect(notes.text.split(separator: "\n").count == told)
      #expect(told == 0 || notes.text.hasPrefix("a row brings columns that the header does not have"))
    }
  }

  private func results(_ style: DelimitedExporter<ResultRow>.Style, _ rows: [ResultRow]) throws -> String {
    let output = Output()
    var exporter = DelimitedExporter<ResultRow>(style, write: output.write)
    for row in rows { try exporter.add(row, target: "") }
    try exporter.finish()
    return output.text
  }

  @Test("A row with other columns is refused, not written under the wrong titles")
  func shapeChange() throws {
    let output = Output()
    let renderer = ListingRenderer<Session>(
      format: .csv, layout: TableLayout(width: 80, usesColor: false), write: output.write)
    try renderer.receive(.columns(threadShape), from: "a")
    let before = output.text
    let error = #expect(throws: ControlError.self) { try renderer.receive(.item(nasty), from: "a") }
    #expect(error?.code == .usage)
    #expect(output.text == before)
  }
}
