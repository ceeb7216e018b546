internal import SessionControl

/// The properties that the members of a hierarchy, or the cells, of a multidimensional result have: as OlapInfo announces
/// them, and those found on the way.
struct PropertyColumns {
  private var stems: [String] = []
  private var elements: [String] = []
  private var types: [RowsetColumn.ColumnType] = []

  var count: Int { elements.count }
  /// Each once.
  var names: [String] { RowShape(keys: stems, besides: []).keys }

  /// - Parameters:
  ///   - element: the local name of its elements.
  ///   - name: what to call it; nil takes the element's name, decoded.
  ///   - type: as the server declares it, if it does.
  mutating func add(_ element: String, name: String? = nil, type: String? = nil) {
    let stem = name ?? RowsetColumn.decoded(element)
    stems.append(stem)
    elements.append(element)
    types.append(type.map(RowsetColumn.ColumnType.init(name:)) ?? Self.knownTypes[stem] ?? .untyped)
  }

  /// The place of an element's value among those of one member or cell. What was not announced, or comes once more, gets a
  /// new one.
  ///
  /// - Parameter values: what this member or cell has already.
  mutating func place(of element: String, in values: [Value]) -> Int {
    let known = elements.indices.first { index in
      elements[index] == element && (!values.indices.contains(index) || values[index] == .null)
    }
    if let known { return known }
    add(element)
    return count - 1
  }

  func type(at place: Int) -> RowsetColumn.ColumnType { types[place] }

  /// The numbers among the cell properties of MDX, which some servers send without a type (learn.microsoft.com, "Using
  /// Cell Properties (MDX)").
  private static let knownTypes: [String: RowsetColumn.ColumnType] = Dictionary(
    uniqueKeysWithValues: [
      "ACTION_TYPE", "BACK_COLOR", "FONT_FLAGS", "FONT_SIZE", "FORE_COLOR", "LANGUAGE", "SOLVE_ORDER",
      "UPDATEABLE",
    ].map { ($0, .integer) })
}

extension [Value] {
  /// Puts a value at a place; what is missing before it is null.
  mutating func set(_ value: Value, at place: Int) {
    while count <= place { append(.null) }
    self[place] = value
  }
}
