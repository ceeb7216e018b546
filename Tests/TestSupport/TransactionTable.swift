/// What the steps of a session's transaction do, read from the table itself and not from any code.
///
/// Source: facts a.6, made from the seed "Managing Transactions" and [MS-SSAS].
public struct TransactionTable: Sendable {
  private static let text = """
    | state count | Begin | Commit | Rollback | EndSession / expiry |
    |---|---|---|---|---|
    | 0 | 1 | **error** | **error** | – |
    | 1 | 2 | 0 → real commit | 0 → rolled back | rolled back |
    | n>1 | n+1 | n-1, nothing committed | 0 → rolled back | rolled back |
    """

  /// One cell, applied to a count.
  public struct Outcome: Sendable, Equatable {
    /// nil for an error: nothing changes.
    public var count: Int?
    public var commits: Bool
    public var rollsBack: Bool

    public init(count: Int?, commits: Bool = false, rollsBack: Bool = false) {
      self.count = count
      self.commits = commits
      self.rollsBack = rollsBack
    }
  }

  private let rows: [[String]]

  public init() {
    rows = Self.text.split(separator: "\n").dropFirst(2).map { line in
      line.split(separator: "|").map { $0.trimmingPrefix(while: \.isWhitespace) }.map { cell in
        String(cell.reversed().drop(while: \.isWhitespace).reversed())
      }
    }
  }

  /// - Parameter step: the column: `Begin` is 1, the end of the session 4.
  private func cell(_ count: Int, _ step: Int) -> String { rows[min(count, 2)][step] }

  public func begin(at count: Int) -> Outcome { outcome(count, 1) }
  public func commit(at count: Int) -> Outcome { outcome(count, 2) }
  public func rollback(at count: Int) -> Outcome { outcome(count, 3) }
  public func endSession(at count: Int) -> Outcome { outcome(count, 4) }

  private func outcome(_ count: Int, _ step: Int) -> Outcome {
    let cell = cell(count, step)
    let first = cell.prefix { $0 != " " && $0 != "," }
    let next: Int? =
      switch first {
      case "**error**": nil
      case "n+1": count + 1
      case "n-1": count - 1
      default: Int(first) ?? 0
      }
    return Outcome(
      count: next, commits: cell.contains("real commit"), rollsBack: cell.contains("rolled back"))
  }
}
