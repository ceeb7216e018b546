/// The reference count of a session's transaction. No server tells it, so whoever sends the steps counts them. Pure.
///
/// Source: seed "Managing Transactions": each begin increments, each commit decrements, the commit that sets it to zero
/// commits, one rollback rolls back whatever it is, and a session that ends rolls back.
public struct TransactionCount: Sendable, Equatable {
  /// What the server makes of a step.
  public enum Effect: Sendable, Equatable {
    case begins
    /// Only the count changes: "does not support nested transactions".
    case counts
    case commits
    case rollsBack
  }

  public private(set) var value: Int

  public init() { value = 0 }

  /// - Returns: nil when there is no transaction that the step could end: the server would answer with an error.
  public func effect(of verb: TransactionVerb) -> Effect? {
    switch (verb, value) {
    case (.begin, 0): .begins
    case (.begin, _): .counts
    case (_, 0): nil
    case (.commit, 1): .commits
    case (.commit, _): .counts
    case (.rollback, _): .rollsBack
    }
  }

  /// Counts a step that the server took.
  public mutating func take(_ verb: TransactionVerb) {
    switch verb {
    case .begin: value += 1
    case .commit: value = max(0, value - 1)
    case .rollback: value = 0
    }
  }

  /// The session ended, by whatever cause.
  ///
  /// - Returns: whether that rolled a transaction back.
  @discardableResult
  public mutating func endSession() -> Bool {
    defer { value = 0 }
    return value > 0
  }
}
