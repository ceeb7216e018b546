/// A part of a made-up cube, as `GRID` and MDX get it.
///
/// Two measures of some years on the columns, countries with their cities on the rows, categories on the pages. Some cells
/// are empty, and the last of several is an error.
struct Grid: Hashable, Sendable {
  /// A member in its hierarchy.
  struct Member: Hashable, Sendable {
    var hierarchy: String
    var uniqueName: String
    var caption: String
    /// The unique name of its level.
    var level: String
    /// 0 is the level (All), or the only one.
    var depth: Int
  }

  enum Cell: Hashable, Sendable {
    case empty
    /// A value of the measure Net Sales, in hundredths.
    case sales(hundredths: Int)
    case units(Int)
    case error
  }

  static let largestColumnCount = 1_000
  /// CellOrdinal is an unsignedInt.
  static let largestCellCount = Int(UInt32.max)

  var cube = "Sales"
  /// How many tuples the columns have; nil without that axis, as for the next two.
  var columns: Int?
  var rows: Int?
  var pages: Int?
  /// Whether a category is chosen.
  var isSliced = false
  /// Whether it stands for a query that nobody reads.
  var isStandIn = false

  var columnCount: Int { columns ?? 1 }
  var lineCount: Int { (rows ?? 1) * (pages ?? 1) }

  // MARK: Members

  func column(_ index: Int) -> [Member] { [Self.year(index / 2), Self.measure(index % 2)] }

  func row(_ index: Int) -> Member {
    let isCountry = index % 4 == 0
    let level = isCountry ? "Country" : "City"
    let number = isCountry ? index / 4 + 1 : index
    return Member(
      hierarchy: "[Geography].[Places]", uniqueName: "[Geography].[Places].[\(level)].&[\(number)]",
      caption: "\(level) \(number)", level: "[Geography].[Places].[\(level)]", depth: isCountry ? 1 : 2)
  }

  func page(_ index: Int) -> Member {
    Member(
      hierarchy: "[Product].[Category]", uniqueName: "[Product].[Category].&[\(index + 1)]",
      caption: "Category \(index + 1)", level: "[Product].[Category].[Category]", depth: 1)
  }

  /// The default member of each hierarchy that is on no axis.
  var slicer: [Member] {
    (columns == nil ? [Self.all("[Date].[Year]"), Self.measure(0)] : [])
      + (rows == nil ? [Self.all("[Geography].[Places]")] : [])
      + (pages == nil ? [isSliced ? page(0) : Self.all("[Product].[Category]")] : [])
  }

  private static func year(_ index: Int) -> Member {
    Member(
      hierarchy: "[Date].[Year]", uniqueName: "[Date].[Year].&[\(2020 + index)]", caption: "\(2020 + index)",
      level: "[Date].[Year].[Year]", depth: 1)
  }

  private static func measure(_ index: Int) -> Member {
    let name = index == 0 ? "Net Sales" : "Units"
    return Member(
      hierarchy: "[Measures]", uniqueName: "[Measures].[\(name)]", caption: name,
      level: "[Measures].[MeasuresLevel]", depth: 0)
  }

  private static func all(_ hierarchy: String) -> Member {
    Member(
      hierarchy: hierarchy, uniqueName: "\(hierarchy).[All]", caption: "All", level: "\(hierarchy).[(All)]",
      depth: 0)
  }

  // MARK: Cells

  /// - Parameter line: counts the rows of all pages.
  func cell(column: Int, line: Int) -> Cell {
    if column + 1 == columnCount, line + 1 == lineCount, columnCount * lineCount > 1 { return .error }
    if (column + line) % 5 == 4 { return .empty }
    return column % 2 == 0
      ? .sales(hundredths: (line + 1) * 12_345 + column * 250) : .units((line + 1) * 10 + column)
  }
}

// MARK: - Queries

extension Grid {
  /// The stand-in for an MDX query: as many axes as it has, few tuples on each. Nothing else of it is read.
  ///
  /// - Returns: nil when it is no MDX query.
  init?(mdx text: String) {
    let words = Self.words(text)
    guard let first = words.first, ["SELECT", "WITH"].contains(first.uppercased()),
      let from = words.lastIndex(where: { $0.uppercased() == "FROM" }), from + 1 < words.count
    else { return nil }
    func has(_ axis: Int, _ name: String) -> Bool {
      words.indices.contains { index in
        guard words[index].uppercased() == "ON" else { return false }
        let rest = words[(index + 1)...].prefix(3).map { $0.uppercased() }
        return rest.first == name || rest.first == "\(axis)" || rest == ["AXIS", "(", "\(axis)"]
      }
    }
    columns = has(0, "COLUMNS") ? 4 : nil
    rows = has(1, "ROWS") ? 6 : nil
    pages = has(2, "PAGES") ? 2 : nil
    // `SELECT FROM cube` has no axes, and `SELECT a FROM b` is no MDX.
    guard columns != nil || words[from - 1].uppercased() == "SELECT" else { return nil }
    cube = words[from + 1]
    isSliced = words[from...].contains { $0.uppercased() == "WHERE" }
    isStandIn = true
  }

  /// Words, names in brackets and symbols, without what is in quotes.
  private static func words(_ text: String) -> [String] {
    var words: [String] = []
    var rest = text[...]
    while let first = rest.first {
      switch first {
      case "[", "'", "\"":
        rest.removeFirst()
        let content = rest.prefix { $0 != (first == "[" ? "]" : first) }
        if first == "[" { words.append(String(content)) }
        rest = rest.dropFirst(content.count + 1)
      default:
        let word = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "$" }
        if !first.isWhitespace { words.append(String(word.isEmpty ? rest.prefix(1) : word)) }
        rest = rest.dropFirst(max(1, word.count))
      }
    }
    return words
  }
}
