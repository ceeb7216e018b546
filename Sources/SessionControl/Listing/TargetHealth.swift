/// What is to be told of a target that is looked at again and again: a failure once, and not at each look; its end; a
/// note once. Pure.
public struct TargetHealth: Sendable {
  public struct Outage: Sendable, Equatable {
    /// The first look that failed.
    public let since: Moment
    /// The last error.
    public let error: ControlError
    /// Whether nobody looks again.
    public let isFinal: Bool
  }

  public let target: String
  public private(set) var outage: Outage?
  /// Of the last look that came to something.
  public private(set) var notes: [String] = []

  public init(target: String) { self.target = target }

  /// - Parameter isLast: whether nobody looks again.
  /// - Returns: what is news, in whole lines.
  public mutating func take<Item>(_ look: Look<Item>, isLast: Bool = false) -> [String] {
    switch look.result {
    case .success(let findings):
      let end = outage.map { "back again after \(($0.since.instant.duration(to: look.time.instant)).spoken)" }
      let news = [end].compactMap(\.self) + findings.notes.filter { !notes.contains($0) }
      outage = nil
      notes = findings.notes
      return news.map { "\(target): \($0)".printable }
    case .failure(let error):
      let error = error.of(target: target)
      defer { outage = Outage(since: outage?.since ?? look.time, error: error, isFinal: isLast) }
      if isLast { return ["\(error.description); it is not asked again"] }
      return outage.map { Self.gist($0.error) } == Self.gist(error)
        ? [] : ["\(error.description); looking again"]
    }
  }

  /// What makes two failures the same: libcurl, for one, tells after how many milliseconds it could not connect.
  private static func gist(_ error: ControlError) -> String { error.description.filter { !$0.isNumber } }
}
