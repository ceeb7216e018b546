import Foundation

/// The rows of a rowset that a query asks for, out of the bytes that a Discover of it would send.
struct ViewRows: RowSource {
  private static let rowClosing = Array("</row>\n".utf8)

  private let query: ViewQuery
  private let columns: [String]
  private var base: any RowSource
  private var buffer: [UInt8] = []
  /// All rows, once they had to be sorted.
  private var sorted: [[UInt8]]?

  /// - Parameter columns: what to keep, in order.
  init(query: ViewQuery, columns: [String], base: any RowSource) {
    self.query = query
    self.columns = columns
    self.base = base
  }

  mutating func appendRows(to bytes: inout [UInt8], upTo limit: Int) -> Bool {
    if query.order.isEmpty { return append(to: &bytes) }
    // An order is known only when all rows are.
    if sorted == nil { sorted = sort() }
    for row in sorted ?? [] { bytes += row }
    return false
  }

  private mutating func append(to bytes: inout [UInt8]) -> Bool {
    buffer.removeAll(keepingCapacity: true)
    let hasMore = base.appendRows(to: &buffer, upTo: 65_536)
    for row in Self.rows(in: buffer) {
      let cells = Cells(row)
      if isMeant(cells) { bytes += write(cells) }
    }
    return hasMore
  }

  private mutating func sort() -> [[UInt8]] {
    var all: [Cells] = []
    var hasMore = true
    while hasMore {
      buffer.removeAll(keepingCapacity: true)
      hasMore = base.appendRows(to: &buffer, upTo: 65_536)
      all += Self.rows(in: buffer).map { Cells($0) }.filter(isMeant)
    }
    return all.sorted(by: precedes).map(write)
  }

  private func precedes(_ one: Cells, _ other: Cells) -> Bool {
    for order in query.order {
      let (left, right) = (one.text(order.column) ?? "", other.text(order.column) ?? "")
      guard left != right else { continue }
      let isLess = Int64(left).flatMap { left in Int64(right).map { left < $0 } } ?? (left < right)
      return isLess != order.isDescending
    }
    return false
  }

  private func isMeant(_ cells: Cells) -> Bool { query.condition?.holds { cells.text($0) } ?? true }

  private func write(_ cells: Cells) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.appendRow { row in
      for column in columns { row.appendText(cells.markup(column) ?? "") }
    }
    return bytes
  }

  private static func rows(in bytes: [UInt8]) -> [String] {
    String(decoding: bytes, as: UTF8.self).components(separatedBy: "</row>\n").dropLast().map {
      String($0.dropFirst("<row>".count))
    }
  }

  /// The cells of one row, by column.
  private struct Cells {
    private var elements: [(name: String, markup: String, content: String)] = []

    /// - Parameter row: elements one after the other, as the row sources write them: no attributes at this level.
    init(_ row: String) {
      var rest = row[...]
      while let end = rest.firstIndex(of: ">") {
        var name = rest[rest.index(after: rest.startIndex)..<end]
        var markup = rest[...end]
        var content = ""
        if name.hasSuffix("/") {
          name.removeLast()
        } else if let closing = rest.range(of: "</\(name)>") {
          content = String(rest[rest.index(after: end)..<closing.lowerBound])
          markup = rest[..<closing.upperBound]
        }
        elements.append((String(name), String(markup), content))
        rest = rest[markup.endIndex...]
      }
    }

    func markup(_ column: String) -> String? {
      elements.first { $0.name.isEqualIgnoringCase(column) }?.markup
    }

    func text(_ column: String) -> String? {
      elements.first { $0.name.isEqualIgnoringCase(column) }?.content.replacingOccurrences(
        of: "&lt;", with: "<"
      )
      .replacingOccurrences(of: "&gt;", with: ">").replacingOccurrences(of: "&#xD;", with: "\r")
      .replacingOccurrences(of: "&amp;", with: "&")
    }
  }
}
