internal import SessionControl

/// Lines of a table from texts. Pure.
struct TableText {
  struct Column {
    var title: String
    var isRight = false
    /// The larger, the sooner it is dropped; 0 is never.
    var dispensability = 0
    var isFlexible = false
    /// Whether it is shown though it holds nothing.
    var keepsEmpty = false
  }

  static let gap = 2
  /// A column that can be cut keeps at least this much, or others are dropped first.
  static let flexibleMinimum = 24

  var columns: [Column]
  /// One text for each column.
  var rows: [[String]]
  /// Colour codes of the rows, where colour is wanted.
  var rowColors: [String?]
  var usesColor = false
  /// nil: nothing is cut or dropped.
  var width: Int?

  /// The table, with a header and a line end after each line. Columns that are empty throughout are left out,
  /// unless there are no rows at all.
  func lines() -> String {
    let cells = rows.map { $0.map(\.printable) }
    var widths = columns.indices.map { index in
      max(DisplayWidth.of(columns[index].title), cells.lazy.map { DisplayWidth.of($0[index]) }.max() ?? 0)
    }
    var kept = columns.indices.filter { index in
      cells.isEmpty || columns[index].keepsEmpty || cells.contains { !$0[index].isEmpty }
    }
    if let width { fit(&kept, &widths, into: width) }

    var result = line(kept.map { columns[$0].title }, kept, widths, color: "1")
    for (row, color) in zip(cells, rowColors) {
      result += line(kept.map { row[$0] }, kept, widths, color: color)
    }
    return result
  }

  /// Drops what is dispensable, then cuts what is flexible.
  private func fit(_ kept: inout [Int], _ widths: inout [Int], into width: Int) {
    func needed() -> Int {
      kept.map { columns[$0].isFlexible ? min(widths[$0], Self.flexibleMinimum) : widths[$0] }
        .reduce(0, +) + Self.gap * max(0, kept.count - 1)
    }
    while needed() > width,
      let victim = kept.filter({ columns[$0].dispensability > 0 })
        .max(by: { columns[$0].dispensability < columns[$1].dispensability })
    {
      kept.removeAll { $0 == victim }
    }
    if let flexible = kept.first(where: { columns[$0].isFlexible }) {
      let others = kept.filter { $0 != flexible }.map { widths[$0] + Self.gap }.reduce(0, +)
      widths[flexible] = min(widths[flexible], max(8, width - others))
    }
  }

  private func line(_ texts: [String], _ kept: [Int], _ widths: [Int], color: String?) -> String {
    var line = ""
    for (position, index) in kept.enumerated() {
      let text = DisplayWidth.cut(texts[position], to: widths[index])
      let padding = String(repeating: " ", count: max(0, widths[index] - DisplayWidth.of(text)))
      let isLast = position == kept.count - 1
      if columns[index].isRight {
        line += padding + text
      } else {
        line += isLast ? text : text + padding
      }
      if !isLast { line += String(repeating: " ", count: Self.gap) }
    }
    while line.hasSuffix(" ") { line.removeLast() }
    guard usesColor, let color else { return line + "\n" }
    return "\u{1B}[\(color)m\(line)\u{1B}[0m\n"
  }
}
