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

  static func year(_ index: Int) -> Member {
    Member(
      hierarchy: "[Date].[Year]", uniqueName: "[Date].[Year].&[\(2020 + index)]", caption: "\(2020 + index)",
      level: "[Date].[Year].[Year]", depth: 1)
  }

  static func measure(_ index: Int) -> Member {
    let name = index == 0 ? "Net Sales" : "Units"
    return Member(
      hierarchy: "[Measures]", uniqueName: "[Measures].[\(name)]", caption: name,
      level: "[Measures].[MeasuresLevel]", depth: 0)
  }

  static func all(_ hierarchy: String) -> Member {
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
  /// The stand-in for an MDX query: as many axes as it has, three at most, and few tuples on each.
  init(cube: String, axisCount: Int, isSliced: Bool) {
    self.cube = cube
    columns = axisCount > 0 ? 4 : nil
    rows = axisCount > 1 ? 6 : nil
    pages = axisCount > 2 ? 2 : nil
    self.isSliced = isSliced
    isStandIn = true
  }

  /// A part of the cube that a statement of the sandbox's own asks for.
  init(columns: Int? = nil, rows: Int? = nil) {
    self.columns = columns
    self.rows = rows
  }
}
