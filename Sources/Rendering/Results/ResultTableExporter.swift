internal import SessionControl

/// A result as a table where that fits the terminal, else record by record, one line for each column: a result is
/// never cut. Keeps the rows until the end, since widths depend on all of them.
struct ResultTableExporter: Exporter {
  /// nil: always a table.
  let width: Int?
  let usesColor: Bool
  let write: ByteWriter
  private var names: [String] = []
  private var rows: [[Value]] = []

  init(width: Int?, usesColor: Bool, write: @escaping ByteWriter) {
    self.width = width
    self.usesColor = usesColor
    self.write = write
  }

  mutating func begin(target: String, extras: RowShape) { names = extras.keys }

  mutating func add(_ item: ResultRow, target: String) {
    // The columns of a row are those of the row before it, and some more where it brought them.
    if item.extras.values.count > names.count {
      names = item.extras.shape.keys
      for index in rows.indices { pad(&rows[index]) }
    }
    rows.append(item.extras.values)
  }

  private func pad(_ row: inout [Value]) {
    row += Array(repeating: .null, count: max(0, names.count - row.count))
  }

  func finish() throws {
    guard !names.isEmpty else { return try write(Array("(no columns)\n".utf8)) }
    let texts = rows.map { $0.map { $0.text ?? "NULL" } }
    let hasLines = texts.contains { $0.contains { $0.utf8.contains(0x0A) } }
    let table = table(texts)
    let fits = width.map { width in !hasLines && table.widest <= width } ?? true
    try write(fits || rows.isEmpty ? table.text.lines() : Array(records(texts).utf8))
  }

  private func table(_ texts: [[String]]) -> (text: TableText, widest: Int) {
    let cells = texts.map { $0.map(\.printable) }
    let widths = names.indices.map { index in
      max(DisplayWidth.of(names[index].printable), cells.lazy.map { DisplayWidth.of($0[index]) }.max() ?? 0)
    }
    let text = TableText(
      columns: names.enumerated().map { index, name in
        TableText.Column(
          title: name.printable, isRight: rows.contains { $0[index].isNumber }, keepsEmpty: true)
      },
      rows: cells, rowColors: rows.map { _ in nil }, usesColor: usesColor)
    return (text, widths.reduce(0, +) + TableText.gap * max(0, widths.count - 1))
  }

  private func records(_ texts: [[String]]) -> String {
    let titles = names.map(\.printable)
    let indent = (titles.map(DisplayWidth.of).max() ?? 0) + TableText.gap
    var result = ""
    for (number, row) in texts.enumerated() {
      let head = "row \(number + 1)"
      result += usesColor ? "\u{1B}[1m\(head)\u{1B}[0m\n" : head + "\n"
      for (title, text) in zip(titles, row) {
        result += title + String(repeating: " ", count: indent - DisplayWidth.of(title))
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { String($0).printable }
        result += lines.joined(separator: "\n" + String(repeating: " ", count: indent)) + "\n"
      }
    }
    return result
  }
}
