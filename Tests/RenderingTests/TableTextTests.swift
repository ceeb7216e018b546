import Testing

@testable import Rendering

@Suite("Lines of a table")
struct TableTextTests {
  private func table(
    _ columns: [TableText.Column], _ rows: [[String]], width: Int? = nil, usesColor: Bool = false
  ) -> String {
    string(
      TableText(
        columns: columns, rows: rows, rowColors: rows.map { _ in nil }, usesColor: usesColor, width: width))
  }

  private func string(_ table: TableText) -> String { String(decoding: table.lines(), as: UTF8.self) }

  @Test("Columns are as wide as their widest text, two apart, without spaces at the end")
  func alignment() {
    #expect(
      table(
        [.init(title: "A"), .init(title: "NUMBER", isRight: true), .init(title: "Z")],
        [["日本語", "7", ""], ["x", "123456789", "z"], ["e\u{301}", "日", "zz"]]) == """
          A          NUMBER  Z
          日本語          7
          x       123456789  z
          e\u{301}              日  zz

          """)
  }

  @Test("The last column can stand to the right as well")
  func rightmost() {
    #expect(
      table([.init(title: "A"), .init(title: "N", isRight: true)], [["x", "10"], ["y", "7"]]) == """
        A   N
        x  10
        y   7

        """)
  }

  @Test("A column without any text is left out, and with it its title")
  func emptyColumn() {
    let columns: [TableText.Column] = [.init(title: "A"), .init(title: "B"), .init(title: "C")]
    #expect(table(columns, [["1", "", "2"], ["3", "", "4"]]) == "A  C\n1  2\n3  4\n")
    #expect(table(columns, [["", "", ""]]) == "\n\n")
    #expect(table(columns, []) == "A  B  C\n")
  }

  @Test("What is least needed is dropped first, and what is needed never")
  func dropping() {
    let columns: [TableText.Column] = [
      .init(title: "AAAA"), .init(title: "BBBB", dispensability: 1), .init(title: "CCCC", dispensability: 2),
    ]
    let rows = [["1", "2", "3"]]
    #expect(table(columns, rows, width: 16) == "AAAA  BBBB  CCCC\n1     2     3\n")
    #expect(table(columns, rows, width: 15) == "AAAA  BBBB\n1     2\n")
    #expect(table(columns, rows, width: 9) == "AAAA\n1\n")
    #expect(table(columns, rows, width: 1) == "AAAA\n1\n")
  }

  @Test("The flexible column is cut to what is left, but others go before it is hardly readable")
  func flexible() {
    let columns: [TableText.Column] = [
      .init(title: "AAAA", dispensability: 1), .init(title: "TEXT", isFlexible: true),
    ]
    let long = String(repeating: "x", count: 40)
    #expect(table(columns, [["1", long]], width: 46) == "AAAA  TEXT\n1     \(long)\n")
    #expect(table(columns, [["1", long]], width: 45) == "AAAA  TEXT\n1     \(long.prefix(38))…\n")
    #expect(table(columns, [["1", long]], width: 30) == "AAAA  TEXT\n1     \(long.prefix(23))…\n")
    #expect(table(columns, [["1", long]], width: 29) == "TEXT\n\(long.prefix(28))…\n")
    #expect(table(columns, [["1", "short"]], width: 11) == "AAAA  TEXT\n1     short\n")
  }

  @Test("Control characters in a cell take the width of their escapes")
  func escapes() {
    #expect(
      table([.init(title: "A"), .init(title: "B")], [["\u{1B}[2J", "x"], ["y\nz", "\t"]]) == """
        A          B
        \\u{1b}[2J  x
        y\\nz       \\t

        """)
  }

  @Test("A row has its colour where colours are wanted")
  func colors() {
    var text = TableText(
      columns: [.init(title: "A")], rows: [["1"], ["2"]], rowColors: ["31", nil], usesColor: true)
    #expect(string(text) == "\u{1B}[1mA\u{1B}[0m\n\u{1B}[31m1\u{1B}[0m\n2\n")
    text.usesColor = false
    #expect(string(text) == "A\n1\n2\n")
  }
}
