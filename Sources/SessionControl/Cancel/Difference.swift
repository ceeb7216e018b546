/// One thing that a guard expected and did not find.
public struct Difference: Sendable, Equatable, CustomStringConvertible {
  public var field: String
  public var expected: String?
  public var found: String?

  public init(_ field: String, expected: String?, found: String?) {
    self.field = field
    self.expected = expected
    self.found = found
  }

  public var description: String {
    func quoted(_ text: String?) -> String { text.map { "'\($0.folded.shortened(to: 60))'" } ?? "nothing" }
    return "\(field) is \(quoted(found)), not \(quoted(expected))"
  }
}
