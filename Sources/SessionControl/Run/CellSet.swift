/// A multidimensional result: axes of tuples of members, and cells where they cross.
///
/// Source: [MS-SSAS] MDDataSet; learn.microsoft.com, "Cell Element (MDDataSet) (XMLA)".
public struct CellSet: Sendable, Equatable {
  public struct Member: Sendable, Equatable {
    public var uniqueName: String
    public var caption: String
    /// The unique name of its level.
    public var levelName: String
    /// Counted from the top of its hierarchy; nil when the server did not tell.
    public var levelNumber: Int?
    /// In the order of its axis's names; what is missing at the end is null.
    public var properties: [Value]

    public init(
      uniqueName: String, caption: String, levelName: String = "", levelNumber: Int? = nil,
      properties: [Value] = []
    ) {
      self.uniqueName = uniqueName
      self.caption = caption
      self.levelName = levelName
      self.levelNumber = levelNumber
      self.properties = properties
    }

    /// The property at a place among its hierarchy's names.
    public func property(_ index: Int) -> Value {
      properties.indices.contains(index) ? properties[index] : .null
    }
  }

  public struct Axis: Sendable, Equatable {
    /// The unique names of the hierarchies, one for each member of a tuple.
    public var hierarchies: [String]
    public var tuples: [[Member]]
    /// For each hierarchy the names of the properties that its members have beside what every member has.
    public var properties: [[String]]

    public init(hierarchies: [String], tuples: [[Member]], properties: [[String]] = []) {
      self.hierarchies = hierarchies
      self.tuples = tuples
      self.properties = properties
    }

    /// The names of the properties of a hierarchy's members.
    public func propertyNames(_ hierarchy: Int) -> [String] {
      properties.indices.contains(hierarchy) ? properties[hierarchy] : []
    }
  }

  public struct Cell: Sendable, Equatable {
    public var value: Value
    /// The value as the server formats it.
    public var formatted: String?
    /// Why there is no value, in the server's words.
    public var error: String?
    /// In the order of the result's names; what is missing at the end is null.
    public var properties: [Value]

    public init(value: Value, formatted: String? = nil, error: String? = nil, properties: [Value] = []) {
      self.value = value
      self.formatted = formatted
      self.error = error
      self.properties = properties
    }

    /// The property at a place among the result's names.
    public func property(_ index: Int) -> Value {
      properties.indices.contains(index) ? properties[index] : .null
    }

    public static let empty = Cell(value: .null)

    /// What stands for a value that is an error, here and in rows.
    public static let errorMark = "#ERROR"
  }

  /// Columns, rows, pages and so on; none when the whole is one cell.
  public var axes: [Axis]
  /// What the whole is a part of. Servers name the default member of every hierarchy that is on no axis.
  public var slicer: Axis
  /// By ordinal: those of the first line from left to right, then those of the next. What is missing is empty.
  public var cells: [Int: Cell]
  /// The names of the properties that cells have beside their value and its formatted text, such as FORE_COLOR.
  public var cellProperties: [String]

  public init(
    axes: [Axis], slicer: Axis = Axis(hierarchies: [], tuples: []), cells: [Int: Cell],
    cellProperties: [String] = []
  ) {
    self.axes = axes
    self.slicer = slicer
    self.cells = cells
    self.cellProperties = cellProperties
  }

  public var columnCount: Int { axes.first?.tuples.count ?? 1 }

  /// How many lines of columns there are: the rows of all pages.
  public var lineCount: Int { axes.dropFirst().reduce(1) { $0 * $1.tuples.count } }

  /// How many cells there are, empty ones too.
  public var count: Int { columnCount * lineCount }

  public subscript(column: Int, line: Int) -> Cell { cells[line * columnCount + column] ?? .empty }

  /// Where a line stands on an axis other than the first.
  public func tuple(of axis: Int, inLine line: Int) -> [Member] {
    let stride = axes[1..<axis].reduce(1) { $0 * $1.tuples.count }
    return axes[axis].tuples[line / stride % axes[axis].tuples.count]
  }

  /// Where a cell stands, on each of the axes.
  public func tuples(at ordinal: Int) -> [[Member]] {
    axes.indices.map { axis in
      axis == 0
        ? axes[0].tuples[ordinal % columnCount] : tuple(of: axis, inLine: ordinal / columnCount)
    }
  }
}
