public import SessionControl

/// Cuts a script into its commands: at lines that hold `GO` and nothing else, as SSMS and ascmd do. Not at semicolons,
/// which MDX and DAX scripts hold themselves. Pure.
public enum XMLAScript {
  /// Whether a command is an XML document, and no statement.
  public static func isDocument(_ text: String) -> Bool { CommandDocument.isOne(text) }

  /// - Throws: ``ControlError`` of the code `badInput`, when a command can't be sent.
  public static func statements(in text: String) throws(ControlError) -> [ScriptStatement] {
    var statements: [ScriptStatement] = []
    var lines: [Substring] = []
    func finish(before line: Int) throws(ControlError) {
      defer { lines = [] }
      let blank = lines.prefix { $0.allSatisfy { $0.isWhitespace || $0 == "\u{FEFF}" } }.count
      let body = trimmed(lines.dropFirst(blank).joined(separator: "\n")[...])
      guard !withoutLeadingComments(body).isEmpty else { return }
      let statement = ScriptStatement(text: String(body), line: line - lines.count + blank)
      do { _ = try CommandText(statement.text, firstLine: statement.line) } catch {
        var error = error
        error.message = "the command at line \(statement.line): \(error.message)"
        throw error
      }
      statements.append(statement)
    }
    var number = 0
    // A carriage return and a line feed are one character.
    for line in text.split(omittingEmptySubsequences: false, whereSeparator: { $0 == "\n" || $0 == "\r\n" }) {
      number += 1
      if trimmed(line).lowercased() == "go" { try finish(before: number) } else { lines.append(line) }
    }
    try finish(before: number + 1)
    return statements
  }

  /// Whether a text is a document that ends in its middle.
  public static func isUnfinished(_ text: String) -> Bool { CommandDocument.isUnfinished(text) }

  private static func trimmed(_ text: Substring) -> Substring {
    var text = text.drop { $0.isWhitespace || $0 == "\u{FEFF}" }
    while text.last?.isWhitespace == true { text.removeLast() }
    return text
  }

  /// Leaves out space and the comments of MDX and DAX before anything else.
  static func withoutLeadingComments(_ text: Substring) -> Substring {
    var rest = text.drop(while: \.isWhitespace)
    while true {
      if rest.hasPrefix("--") || rest.hasPrefix("//") {
        rest = rest.drop { !$0.isNewline }
      } else if rest.hasPrefix("/*") {
        guard let end = rest.dropFirst(2).firstRange(of: "*/") else { return rest }
        rest = rest[end.upperBound...]
      } else {
        return rest
      }
      rest = rest.drop(while: \.isWhitespace)
    }
  }
}
