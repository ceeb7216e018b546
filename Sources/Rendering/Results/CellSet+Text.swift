internal import SessionControl

// What the formats for multidimensional results have in common.

extension CellSet {
  /// The members of a tuple in one text.
  static func caption(_ tuple: [Member]) -> String { tuple.map(\.caption).joined(separator: " / ") }

  /// A member where it stands: in which hierarchy, with the properties that it has there.
  struct Place {
    var hierarchy: String
    var member: Member
    var properties: [(name: String, value: Value)]
  }

  /// Those of the slicer's tuples that restrict anything: the member of the level (All) is the whole hierarchy.
  var restrictions: [[Place]] {
    slicer.tuples.map { tuple in
      slicer.places(of: tuple).filter { !$0.member.levelName.hasSuffix("[(All)]") }
    }
    .filter { !$0.isEmpty }
  }
}

extension CellSet {
  /// The same with a column for each property of a column's cells, beside the one of their values.
  var withPropertiesAsColumns: CellSet {
    guard !cellProperties.isEmpty else { return self }
    let names = ["VALUE"] + cellProperties
    let columns = axes.first ?? Axis(hierarchies: [], tuples: [[]])
    var result = self
    result.axes[..<min(1, axes.count)] = [
      Axis(
        hierarchies: columns.hierarchies + [""],
        tuples: columns.tuples.flatMap { tuple in
          names.map { tuple + [Member(uniqueName: $0, caption: $0)] }
        }, properties: columns.properties)
    ]
    result.cells = [:]
    for (ordinal, cell) in cells {
      result.cells[ordinal * names.count] = cell
      for index in cellProperties.indices where cell.property(index) != .null {
        result.cells[ordinal * names.count + index + 1] = Cell(value: cell.property(index))
      }
    }
    return result
  }
}

extension Value {
  /// For people.
  var shown: String { (text ?? CellSet.Cell.emptyMark).printable }
}

extension CellSet.Axis {
  func places(of tuple: [CellSet.Member]) -> [CellSet.Place] {
    zip(hierarchies, tuple).enumerated().map { index, place in
      CellSet.Place(
        hierarchy: place.0, member: place.1,
        properties: propertyNames(index).enumerated().map { ($1, place.1.property($0)) })
    }
  }

  /// What heads the columns of its members, each followed by its properties.
  var memberKeys: [String] {
    hierarchies.enumerated().flatMap { index, hierarchy in
      [hierarchy] + propertyNames(index).map { "\(hierarchy).[\($0)]" }
    }
  }

  func memberValues(_ tuple: [CellSet.Member]) -> [Value] {
    places(of: tuple).flatMap { [.text($0.member.caption)] + $0.properties.map(\.value) }
  }
}

extension CellSet.Cell {
  /// How a cell of which nothing is known is shown to people; the tools of Analysis Services do it alike.
  static let emptyMark = "(null)"

  /// For people: as the server formats it.
  var text: String {
    if error != nil { return Self.errorMark }
    if let formatted, value != .null || !formatted.isEmpty { return formatted }
    return value.text ?? Self.emptyMark
  }

  /// For programs: as the server sent it.
  var raw: Value { error.map { .text("\(Self.errorMark) \($0)") } ?? value }

  /// Whether it is something else than a number, an empty cell or an error.
  var isText: Bool {
    switch value {
    case .text(let text): Double(text) == nil
    case .boolean, .timestamp: true
    case .null, .integer, .unsigned, .double, .decimal: false
    }
  }
}
