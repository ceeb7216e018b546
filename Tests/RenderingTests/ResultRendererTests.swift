import Rendering
import SessionControl
import Synchronization
import Testing

@Suite struct ResultRendererTests {
  private static let shape = RowShape(keys: ["a", "target"], besides: [])

  private func text(
    _ format: OutputFormat, width: Int = 80, results: [[[Value]]] = [[[.unsigned(1), .null]]],
    shape: RowShape = shape
  ) throws -> String {
    let bytes = Mutex<[UInt8]>([])
    let renderer = ResultRenderer(format: format, layout: TableLayout(width: width, usesColor: false)) {
      more in
      bytes.withLock { $0 += more }
    }
    for rows in results {
      try renderer.receive(.columns(shape))
      for row in rows { try renderer.receive(.row(ResultRow(Row(shape: shape, values: row)))) }
      try renderer.receive(.end(StatementResult(rowCount: rows.count)))
    }
    return bytes.withLock { String(decoding: $0, as: UTF8.self) }
  }

  @Test("A result's own columns are all there is, one called target too")
  func own() throws {
    #expect(try text(.json) == "[\n{\"a\":1,\"target\":null}\n]\n")
    #expect(try text(.ndjson) == "{\"a\":1,\"target\":null}\n")
    #expect(try text(.csv) == "a,target\r\n1,\r\n")
    #expect(try text(.tsv) == "a\ttarget\n1\t\n")
    #expect(try text(.name) == "1\n")
  }

  @Test("Tables keep the names, and tell NULL from an empty text")
  func table() throws {
    #expect(try text(.table) == "a  target\n1  NULL\n")
    #expect(try text(.table, results: [[[.unsigned(12), .text("")]]]) == " a  target\n12\n")
  }

  @Test("A result that does not fit is shown record by record, whole")
  func records() throws {
    let long = String(repeating: "x", count: 90)
    #expect(
      try text(.table, results: [[[.unsigned(1), .text(long)], [.unsigned(2), .text("two\nlines")]]])
        == "row 1\na       1\ntarget  \(long)\nrow 2\na       2\ntarget  two\n        lines\n")
    #expect(try text(.wide, results: [[[.unsigned(1), .text(long)]]]) == "a  target\n1  \(long)\n")
  }

  @Test("Results of several statements follow one another")
  func several() throws {
    let two: [[[Value]]] = [[[.unsigned(1), .null]], [[.unsigned(2), .null]]]
    #expect(try text(.table, results: two) == "a  target\n1  NULL\n\na  target\n2  NULL\n")
    #expect(try text(.ndjson, results: two) == "{\"a\":1,\"target\":null}\n{\"a\":2,\"target\":null}\n")
  }

  @Test("A result without rows still shows its columns")
  func empty() throws {
    #expect(try text(.table, results: [[]]) == "a  target\n")
    #expect(try text(.json, results: [[]]) == "[]\n")
  }

  @Test("Nothing in a cell or a column's name reaches the terminal as a control character")
  func controls() throws {
    let shape = RowShape(keys: ["\u{1B}[31mred"], besides: [])
    for format in [OutputFormat.table, .wide] {
      let text = try text(
        format, width: 20, results: [[[.text("\u{1B}]0;title\u{7}, and more of it")]]], shape: shape)
      #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
    }
  }
}
