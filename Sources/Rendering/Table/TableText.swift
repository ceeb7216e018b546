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
  /// Where every line ends at the latest.
  var edge: Int?

  /// The table, with a header and a line end after each line. Columns that are empty throughout are left out,
  /// unless there are no rows at all.
  func lines() -> [UInt8] {
    var widths = columns.map { DisplayWidth.of($0.title) }
    var isEmpty = columns.map { !$0.keepsEmpty && !rows.isEmpty }
    for row in rows {
      for index in columns.indices where !row[index].isEmpty {
        isEmpty[index] = false
        widths[index] = max(widths[index], DisplayWidth.of(row[index].printable))
      }
    }
    var kept = columns.indices.filter { !isEmpty[$0] }
    if let width { fit(&kept, &widths, into: width) }

    var result: [UInt8] = []
    append(columns.map(\.title), kept, widths, color: "1", to: &result)
    for (row, color) in zip(rows, rowColors) { append(row, kept, widths, color: color, to: &result) }
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

  private func append(
    _ texts: [String], _ kept: [Int], _ widths: [Int], color: String?, to result: inout [UInt8]
  ) {
    let color = usesColor ? color : nil
    if let color { result += "\u{1B}[\(color)m".utf8 }
    let start = result.count
    for (position, index) in kept.enumerated() {
      if position > 0 { pad(&result, Self.gap) }
      let text = DisplayWidth.cut(texts[index].printable, to: widths[index])
      let padding = max(0, widths[index] - DisplayWidth.of(text))
      if columns[index].isRight { pad(&result, padding) }
      result += text.utf8
      if !columns[index].isRight { pad(&result, padding) }
    }
    while result.count > start, result.last == UInt8(ascii: " ") { result.removeLast() }
    if let edge, result.count - start > edge {
      let line = String(decoding: result[start...], as: UTF8.self)
      result.replaceSubrange(start..., with: DisplayWidth.cut(line, to: edge).utf8)
    }
    if color != nil { result += "\u{1B}[0m".utf8 }
    result.append(UInt8(ascii: "\n"))
  }

  private func pad(_ result: inout [UInt8], _ count: Int) {
    result.append(contentsOf: repeatElement(UInt8(ascii: " "), count: count))
  }
}
