internal import SessionControl

// What the formats for multidimensional results have in common.

extension CellSet {
  /// The members of a tuple in one text.
  static func caption(_ tuple: [Member]) -> String { tuple.map(\.caption).joined(separator: " / ") }

  /// Those of the slicer's tuples that restrict anything: the member of the level (All) is the whole hierarchy.
  var restrictions: [[(hierarchy: String, member: Member)]] {
    slicer.tuples.map { tuple in
      zip(slicer.hierarchies, tuple).filter { !$1.levelName.hasSuffix("[(All)]") }.map {
        (hierarchy: $0, member: $1)
      }
    }
    .filter { !$0.isEmpty }
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

  /// Whether it is something else than a number, an empty cell or an error. A decimal is kept as its digits.
  var isText: Bool {
    switch value {
    case .text(let text): Double(text) == nil
    case .boolean, .timestamp: true
    case .null, .integer, .unsigned, .double: false
    }
  }
}
