/// How a row differs from the look before.
public enum RowMark: Sendable {
  case new, changed
}

/// What changed between two looks at a list. Pure; holds one look, so that it does not grow.
public struct RowChanges: Sendable {
  /// Of each row, in order; all nil at the first look.
  public let marks: [RowMark?]
  /// How many rows of the look before are not there any more.
  public let endedCount: Int

  private struct Identity: Hashable {
    var values: [Value]
    /// Rows that nothing tells apart are taken in order.
    var number: Int
  }

  fileprivate struct Condition {
    var values: [Value]
    var age: UInt64?
  }

  private let conditions: [Identity: Condition]

  /// - Parameter before: nil for the first look.
  public init<Item: Watchable>(of items: [Item], since before: RowChanges?) {
    var conditions: [Identity: Condition] = [:]
    var counts: [[Value]: Int] = [:]
    var marks: [RowMark?] = []
    var stayed = 0
    for item in items {
      let values = item.identity
      let number = counts[values, default: 0]
      counts[values] = number + 1
      let identity = Identity(values: values, number: number)
      let condition = Condition(values: item.condition, age: item.age)
      conditions[identity] = condition
      guard let before else {
        marks.append(nil)
        continue
      }
      if let old = before.conditions[identity] {
        stayed += 1
        marks.append(old.values == condition.values && !condition.isYounger(than: old) ? nil : .changed)
      } else {
        marks.append(.new)
      }
    }
    self.marks = marks
    self.conditions = conditions
    endedCount = (before?.conditions.count ?? 0) - stayed
  }
}

extension RowChanges.Condition {
  fileprivate func isYounger(than old: RowChanges.Condition) -> Bool {
    guard let age, let before = old.age else { return false }
    return age < before
  }
}
