internal import SessionControl

/// The axes of a multidimensional result, each at the place that its name says, whatever order they come in. A value can't
/// be told from another's without all of them, so that a gap or a name that comes twice is an error.
struct CellSetAxes {
  /// More than any server has (Analysis Services: 128), and no number that could overflow.
  private static let maximumCount = 4_096
  private static let slicerName = "SlicerAxis"

  private var numbered: [Int: CellSet.Axis] = [:]
  private var slicer: CellSet.Axis?

  /// - Throws: ``ControlError`` when the name says no place, or one that is taken.
  mutating func add(_ axis: CellSet.Axis, name: String) throws {
    if name == Self.slicerName {
      guard slicer == nil else { throw Self.repeated(name) }
      slicer = axis
      return
    }
    guard let number = Self.number(of: name) else {
      throw ControlError.brokenCellSet("an axis has the name '\(name)', which says no place")
    }
    guard numbered.updateValue(axis, forKey: number) == nil else { throw Self.repeated(name) }
  }

  /// Puts them into the result.
  ///
  /// - Parameter announced: the names that OlapInfo has; an axis of which nothing came leaves a gap too.
  /// - Throws: ``ControlError`` when one is missing.
  func place(into result: inout CellSet, announced: some Sequence<String>) throws {
    let last = (announced.compactMap(Self.number) + numbered.keys).max() ?? -1
    result.axes = try (0..<last + 1).map { number in
      guard let axis = numbered[number] else {
        throw ControlError.brokenCellSet(
          "it has no Axis\(number), so that no value can be put in its place"
            + (number == 0 ? "; olapy leaves it out where a query names no columns" : ""))
      }
      return axis
    }
    if let slicer { result.slicer = slicer }
  }

  /// The place that `Axis0`, `Axis1`, ... say.
  private static func number(of name: String) -> Int? {
    guard name.hasPrefix("Axis"), let number = Int(name.dropFirst(4)), (0..<maximumCount).contains(number),
      name == "Axis\(number)"
    else { return nil }
    return number
  }

  private static func repeated(_ name: String) -> ControlError { .brokenCellSet("it has \(name) twice") }
}

extension ControlError {
  /// A multidimensional result that is not what the protocol says.
  static func brokenCellSet(_ what: String) -> ControlError {
    ControlError(
      .protocolViolation, "the multidimensional result can't be read", detail: what, hint: "look with --trace"
    )
  }
}
