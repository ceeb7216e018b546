/// The faults of a server, and how many requests each has counted.
struct FaultPlan: Sendable {
  private let rules: [FaultRule]
  private var counts: [Int]

  init(_ rules: [FaultRule]) {
    self.rules = rules
    counts = rules.map { _ in 0 }
  }

  /// Counts a request.
  ///
  /// - Returns: the rules that apply to it, in the order they were given.
  mutating func rules(forRequestOf kinds: Set<RequestKind>) -> [FaultRule] {
    var applying: [FaultRule] = []
    for (index, rule) in rules.enumerated() where rule.requests.map(kinds.contains) ?? true {
      counts[index] += 1
      if rule.number.map({ $0 == counts[index] }) ?? true {
        applying.append(rule)
      }
    }
    return applying
  }
}
