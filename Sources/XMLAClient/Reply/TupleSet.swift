internal import SessionControl

/// A set of tuples on an axis while it is read: its tuples one by one, or the sets that it is made of.
///
/// Source: [MS-SSAS] mddataset, SetType; learn.microsoft.com, "CrossProduct Element (XMLA)".
struct TupleSet {
  enum Kind {
    /// Tuples, Members, Union, and an axis itself: one after the other.
    case union
    /// CrossProduct: each with each, the last set counting fastest.
    case product
    /// NormTupleSet: tuples of places in lists of members, one list for each hierarchy.
    case references
  }

  let kind: Kind
  private(set) var hierarchies: [String] = []
  private(set) var tuples: [[CellSet.Member]] = []
  private var hasParts = false
  private var references: [[Int]] = []
  private var lists: [[CellSet.Member]] = []

  init(_ kind: Kind, hierarchies: [String] = []) {
    self.kind = kind
    self.hierarchies = hierarchies
  }

  mutating func add(_ tuple: [CellSet.Member], hierarchies: @autoclosure () -> [String] = []) {
    if tuples.isEmpty, self.hierarchies.isEmpty { self.hierarchies = hierarchies() }
    tuples.append(tuple)
  }

  /// How many tuples there are when a set inside this one has been added.
  func count(adding part: TupleSet) -> Int {
    guard kind == .product, hasParts else { return tuples.count + part.tuples.count }
    let (count, isOverflow) = tuples.count.multipliedReportingOverflow(by: part.tuples.count)
    return isOverflow ? .max : count
  }

  mutating func add(_ part: TupleSet) {
    if kind == .product {
      hierarchies += part.hierarchies
      tuples = hasParts ? tuples.flatMap { first in part.tuples.map { first + $0 } } : part.tuples
    } else {
      if hierarchies.isEmpty { hierarchies = part.hierarchies }
      tuples += part.tuples
    }
    hasParts = true
  }

  // MARK: References

  mutating func beginReferences() { references.append([]) }

  mutating func addReference(_ place: Int) { references[references.count - 1].append(place) }

  mutating func beginList() { lists.append([]) }

  var listCount: Int { lists.count }

  mutating func addToList(_ member: CellSet.Member) { lists[lists.count - 1].append(member) }

  /// Finds the members that the tuples refer to, once all lists are there.
  ///
  /// - Returns: false when one refers to nothing.
  mutating func resolve() -> Bool {
    for places in references {
      guard places.count == lists.count else { return false }
      var tuple: [CellSet.Member] = []
      for (list, place) in zip(lists, places) {
        guard list.indices.contains(place) else { return false }
        tuple.append(list[place])
      }
      tuples.append(tuple)
    }
    return true
  }
}
