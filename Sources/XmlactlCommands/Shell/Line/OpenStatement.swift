internal import MySQLClient
internal import SessionControl
internal import XMLAClient

/// The statements of a `run` that goes on over several lines. Pure.
struct OpenStatement {
  /// `run` and its options.
  let words: [String]
  private let kind: TargetKind?
  private var lines: [Substring] = []
  // Reads each line once: a long INSERT has thousands.
  private var script = SQLScript()
  private var hasStatement = false

  init(_ words: [String], kind: TargetKind?) {
    self.words = words
    self.kind = kind
  }

  mutating func add(_ line: Substring) {
    lines.append(line)
    guard kind == .mysql else { return }
    hasStatement = !script.add(line).isEmpty || hasStatement
  }

  /// The statements, once they are complete: on MySQL and MariaDB as their clients see it; else at a semicolon at the
  /// end of a line, which must not be in the middle of a document.
  var text: String? {
    guard kind != .mysql else { return hasStatement && !script.isOpen ? whole : nil }
    guard let last = lines.last?.trimmingSpace, last.hasSuffix(";") else { return nil }
    let statement = withoutSemicolon
    let isDocument = statement.drop(while: \.isWhitespace).first == "<"
    return isDocument && last != ";" && XMLAScript.isUnfinished(statement) ? nil : statement
  }

  /// What there is, when nothing follows.
  var rest: String { kind == .mysql ? whole : withoutSemicolon }

  private var whole: String { lines.joined(separator: "\n") }

  private var withoutSemicolon: String {
    let text = whole[...].trimmingSpace
    return String(text.hasSuffix(";") ? text.dropLast() : text)
  }
}

extension Substring {
  /// Without space at its end.
  fileprivate var trimmingSpace: Substring {
    var text = self
    while text.last?.isWhitespace == true { text.removeLast() }
    return text
  }
}
