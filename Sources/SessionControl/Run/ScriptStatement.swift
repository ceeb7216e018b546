/// A statement of a script.
public struct ScriptStatement: Sendable, Equatable {
  public var text: String
  /// Where it begins, from 1.
  public var line: Int

  public init(text: String, line: Int) {
    self.text = text
    self.line = line
  }
}
