/// The restrictions of one Discover, checked against what the rowset allows.
struct Restrictions: Sendable {
  private var texts: [String: [String]] = [:]
  private var numbers: [String: [Int64]] = [:]

  /// - Throws: a fault for a column that can't be restricted, and for a number that is none.
  init(_ requested: [DiscoverRequest.Restriction], of rowset: Rowset) throws(SandboxFault) {
    for restriction in requested {
      guard let definition = rowset.restrictions.first(where: { $0.name == restriction.name }) else {
        throw .invalid(
          "The '\(restriction.name)' restriction is not supported by \(rowset.rawValue).",
          at: restriction.place)
      }
      if [.string, .uuid].contains(definition.kind) {
        texts[definition.name, default: []] += restriction.values
        continue
      }
      // An empty element is no value, except on text (facts b).
      for value in restriction.values where !value.isEmpty {
        guard let number = Int64(value) else {
          throw .invalid("'\(value)' is not an integer.", at: restriction.place)
        }
        numbers[definition.name, default: []].append(number)
      }
    }
    texts = texts.filter { !$0.value.isEmpty }
  }

  /// The texts that a column may have; nil when it is not restricted.
  func texts(_ name: String) -> [String]? {
    texts[name]
  }

  /// The numbers that a column may have; nil when it is not restricted.
  func numbers(_ name: String) -> [Int64]? {
    numbers[name]
  }

  /// The least number that a column may have; nil when it is not restricted.
  ///
  /// No document says whether a time restriction means "at least" or "exactly" (facts b); nobody could
  /// use the second.
  func minimum(_ name: String) -> Int64? {
    numbers[name]?.min()
  }
}
