internal import SessionControl

/// A multidimensional result for people: the first axis on top, the second at the left, further axes as pages, what
/// the whole is restricted to above and errors below. Where it is too wide, its columns are split into blocks; nothing
/// is ever cut. Pure.
struct CellSetGrid {
  /// As it is shown.
  private let cells: CellSet
  private let original: CellSet
  /// nil: never split.
  private let width: Int?
  private let usesColor: Bool
  private let showsProperties: Bool

  /// - Parameter showsProperties: whether those of members and cells are shown beside them.
  init(cells: CellSet, width: Int?, usesColor: Bool, showsProperties: Bool = false) {
    self.cells = showsProperties ? cells.withPropertiesAsColumns : cells
    original = cells
    self.width = width
    self.usesColor = usesColor
    self.showsProperties = showsProperties
  }

  /// Of one page.
  private var rowCount: Int { cells.axes.count > 1 ? cells.axes[1].tuples.count : 1 }
  private var pageCount: Int { cells.axes.dropFirst(2).reduce(1) { $0 * $1.tuples.count } }

  /// - Parameter write: takes the lines, some at a time.
  func write(_ write: ByteWriter) throws {
    let restrictions = cells.restrictions.map { tuple in
      tuple.map(title).joined(separator: ", ")
    }
    if !restrictions.isEmpty { try write(line("where " + restrictions.joined(separator: " or "))) }
    for page in 0..<pageCount {
      if page > 0 { try write([0x0A]) }
      try self.write(page: page, write)
    }
    if cells.count == 0 { try write(Array("(no cells)\n".utf8)) }
    try write(errors)
  }

  // MARK: Pages

  private func write(page: Int, _ write: ByteWriter) throws {
    let start = page * rowCount
    if cells.axes.count > 2, rowCount > 0 {
      let titles = cells.axes.indices.dropFirst(2).flatMap { axis in
        cells.axes[axis].places(of: cells.tuple(of: axis, inLine: start)).map(title)
      }
      try write(line(titles.joined(separator: ", ")))
    }
    guard !cells.axes.isEmpty else { return try write(Array((cells[0, 0].text.printable + "\n").utf8)) }
    let heads = rowHeads
    let page = Page(cells, lines: start..<start + rowCount)
    let blocks = self.blocks(page, heads)
    for block in blocks {
      if block.lowerBound > 0 { try write([0x0A]) }
      if blocks.count > 1 {
        try write(line("columns \(block.lowerBound + 1) to \(block.upperBound) of \(cells.columnCount)"))
      }
      try write(table(page, block, heads).lines())
    }
  }

  /// The texts of a page's cells.
  private struct Page {
    /// By row, then by column.
    var texts: [[String]]
    var isRight: [Bool]
    var widths: [Int]

    init(_ cells: CellSet, lines: Range<Int>) {
      texts = []
      isRight = Array(repeating: true, count: cells.columnCount)
      widths = Array(repeating: 0, count: cells.columnCount)
      for number in lines {
        var line: [String] = []
        for column in 0..<cells.columnCount {
          let cell = cells[column, number]
          let text = cell.text.printable
          if cell.isText { isRight[column] = false }
          widths[column] = max(widths[column], DisplayWidth.of(text))
          line.append(text)
        }
        texts.append(line)
      }
    }
  }

  // MARK: Heads

  private func title(_ place: CellSet.Place) -> String {
    let properties = texts(of: place)
    return "\(place.hierarchy): \(place.member.caption)"
      + (properties.isEmpty ? "" : " (\(properties.joined(separator: ", ")))")
  }

  private func texts(of place: CellSet.Place) -> [String] {
    guard showsProperties else { return [] }
    return place.properties.map { "\($0.name): \($0.value.shown)".printable }
  }

  /// The members of each row, one text for each hierarchy, and for each property of its members; those that repeat the row
  /// before are blank.
  private var rowHeads: [[String]] {
    guard cells.axes.count > 1 else { return [[]] }
    let axis = cells.axes[1]
    let tops = axis.hierarchies.indices.map { index in
      axis.tuples.compactMap { $0[index].levelNumber }.min() ?? 0
    }
    return axis.tuples.indices.map { row in
      let shown = Self.texts(axis.tuples[row], after: row > 0 ? axis.tuples[row - 1] : nil)
      return zip(zip(shown, axis.places(of: axis.tuples[row])), tops).flatMap { head, top in
        let (text, place) = head
        let depth = min(max(0, (place.member.levelNumber ?? top) - top), 32)
        let properties = showsProperties ? place.properties.map { text.isEmpty ? "" : $0.value.shown } : []
        return [text.isEmpty ? "" : String(repeating: "  ", count: depth) + text] + properties
      }
    }
  }

  /// What heads those columns: names where they are properties.
  private var cornerHeads: [String] {
    guard cells.axes.count > 1 else { return [""] }
    return cells.axes[1].hierarchies.indices.flatMap { index in
      [""] + (showsProperties ? cells.axes[1].propertyNames(index).map(\.printable) : [])
    }
  }

  /// The captions of a tuple, from the first on that differs from the tuple before.
  private static func texts(_ tuple: [CellSet.Member], after previous: [CellSet.Member]?) -> [String] {
    let common = zip(tuple, previous ?? []).prefix { $0 == $1 }.count
    return tuple.enumerated().map { index, member in
      // The last is never blank: two tuples may be the same, and both have cells.
      index < min(common, tuple.count - 1) ? "" : member.caption.printable
    }
  }

  /// The captions on top of a column.
  private func columnHeads(_ column: Int, isFirst: Bool) -> [String] {
    let axis = cells.axes[0]
    return Self.texts(axis.tuples[column], after: isFirst ? nil : axis.tuples[column - 1])
      + axis.places(of: axis.tuples[column]).flatMap(texts)
  }

  // MARK: Blocks

  /// Which columns stand side by side.
  private func blocks(_ page: Page, _ heads: [[String]]) -> [Range<Int>] {
    guard let width, cells.columnCount > 0 else { return [0..<cells.columnCount] }
    let left = (heads.first ?? []).indices.map { index in
      (heads.map { DisplayWidth.of($0[index]) }.max() ?? 0) + TableText.gap
    }
    .reduce(0, +)
    func needed(_ column: Int, isFirst: Bool) -> Int {
      max(page.widths[column], columnHeads(column, isFirst: isFirst).map(DisplayWidth.of).max() ?? 0)
    }
    var blocks: [Range<Int>] = []
    var start = 0
    var taken = left
    for column in 0..<cells.columnCount {
      if column > start {
        let next = taken + TableText.gap + needed(column, isFirst: false)
        if next <= width {
          taken = next
          continue
        }
        blocks.append(start..<column)
        start = column
      }
      taken = left + needed(column, isFirst: true)
    }
    return blocks + [start..<cells.columnCount]
  }

  private func table(_ page: Page, _ block: Range<Int>, _ heads: [[String]]) -> TableText {
    let tops = block.map { columnHeads($0, isFirst: $0 == block.lowerBound) }
    // Above the rows, in the last line of heads.
    let corner = Array(cornerHeads.prefix(heads.first?.count ?? 0))
    let blank = corner.map { _ in "" }
    let last = max(0, (tops.first?.count ?? 0) - 1)
    let lines = (0..<last).map { index in (index + 1 == last ? corner : blank) + tops.map { $0[index + 1] } }
    let body = zip(heads, page.texts).map { head, texts in head + texts[block] }
    return TableText(
      columns: (last == 0 ? corner : blank).map { TableText.Column(title: $0, keepsEmpty: true) }
        + zip(block, tops).map { column, top in
          TableText.Column(title: top.first ?? "", isRight: page.isRight[column], keepsEmpty: true)
        },
      rows: lines + body, rowColors: lines.map { _ in "1" } + body.map { _ in nil }, usesColor: usesColor)
  }

  // MARK: Errors

  /// Each error once, with the first of the cells that it is in.
  private var errors: [UInt8] {
    var order: [String] = []
    var places: [String: [Int]] = [:]
    for (ordinal, cell) in original.cells.sorted(by: { $0.key < $1.key }) {
      guard let error = cell.error else { continue }
      if places[error] == nil { order.append(error) }
      places[error, default: []].append(ordinal)
    }
    return order.flatMap { error -> [UInt8] in
      let ordinals = places[error] ?? []
      let place = original.tuples(at: ordinals[0]).map(CellSet.caption).joined(separator: ", ")
      let which =
        ordinals.count > 1
        ? " in \(ordinals.count) cells, first at \(place)" : place.isEmpty ? "" : " at \(place)"
      return Array(("\(CellSet.Cell.errorMark)\(which): \(error)".printable + "\n").utf8)
    }
  }

  private func line(_ text: String) -> [UInt8] {
    Array((usesColor ? "\u{1B}[1m\(text.printable)\u{1B}[0m\n" : text.printable + "\n").utf8)
  }
}
