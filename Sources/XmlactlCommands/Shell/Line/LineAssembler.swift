internal import MySQLClient
internal import SessionControl

/// Makes commands of the lines that are entered: a quote that is open and a backslash at the end continue a line, and
/// the statements of `run` go on until their semicolon. Pure.
struct LineAssembler {
  enum Step: Equatable {
    /// Nothing to do, such as a comment.
    case nothing
    /// The command goes on.
    case more
    case command(ShellLine)
  }

  /// Whether an option of `run` is followed by a value of its own.
  private let takesValue: (String) -> Bool
  /// What language the current target's statements are in.
  var kind: TargetKind?
  private var lines: [String] = []
  private var number = 0

  init(takesValue: @escaping (String) -> Bool) { self.takesValue = takesValue }

  /// Whether a command has begun that has not ended.
  var isOpen: Bool { !lines.isEmpty }

  /// - Parameter line: without its line end.
  mutating func add(_ line: String) -> Step {
    number += 1
    let isBlank = line.allSatisfy(\.isWhitespace)
    if !isOpen, isBlank || line.drop(while: \.isWhitespace).hasPrefix("#") { return .nothing }
    lines.append(line)
    return assembled(isEnd: false)
  }

  /// Forgets what was begun.
  mutating func reset() { lines = [] }

  /// There are no further lines: the last statement needs no semicolon.
  ///
  /// - Throws: what is open, as a clause.
  mutating func finish() throws(Unfinished) -> ShellLine? {
    guard isOpen else { return nil }
    guard case .command(let line) = assembled(isEnd: true) else {
      defer { reset() }
      throw Unfinished(line: number - lines.count + 1)
    }
    return line
  }

  /// A quote that nothing ends, or a backslash at the very end.
  struct Unfinished: Error, Equatable {
    /// Where the command begins.
    var line: Int
  }

  private mutating func assembled(isEnd: Bool) -> Step {
    let text = lines.joined(separator: "\n")
    guard let words = words(of: text, isEnd: isEnd) else { return .more }
    let line = ShellLine(words: words, text: text, number: number - lines.count + 1)
    reset()
    return words.isEmpty ? .nothing : .command(line)
  }

  /// nil while something is open.
  private func words(of text: String, isEnd: Bool) -> [String]? {
    var rest = text[...].drop(while: \.isWhitespace)
    // A line of a command line works here too.
    if rest.hasPrefix(Product.name + " ") { rest = rest.dropFirst(Product.name.count + 1) }
    // `\timing`: elsewhere a backslash takes the next character as it is.
    if rest.hasPrefix("\\"), !rest.hasPrefix("\\\n") {
      return (try? ShellWords.words(of: "\\" + rest)) ?? nil
    }
    if isStatement(rest) { return statement(&rest, isEnd: isEnd) }
    // A backslash before the line's end is no part of a word.
    guard let words = try? ShellWords.words(of: rest.replacing("\\\n", with: "")[...]) else { return nil }
    return Self.withoutSemicolon(words)
  }

  private func isStatement(_ text: Substring) -> Bool {
    text.hasPrefix("run") && text.dropFirst(3).first.map(\.isWhitespace) ?? true
  }

  /// `run`, its options, and the statements as they were typed, quotes and all.
  private func statement(_ rest: inout Substring, isEnd: Bool) -> [String]? {
    var words = ["run"]
    rest = rest.dropFirst(3)
    var hasSource = false
    while true {
      rest = rest.drop { $0.isWhitespace || $0 == "\\" }
      guard rest.hasPrefix("-"), !Self.isComment(rest) else { break }
      guard let option = (try? ShellWords.next(in: &rest)) ?? nil else { return nil }
      if option == "--" { break }
      if option == ";" || option == "-;" { return nil }
      hasSource = hasSource || Self.isComplete(option)
      words.append(option)
      guard takesValue(option) else { continue }
      guard let value = (try? ShellWords.next(in: &rest)) ?? nil else { return isEnd ? words : nil }
      words.append(value)
    }
    rest = rest.drop(while: \.isWhitespace)
    // No statement of any language begins with a quote: it is written as in a shell.
    if let first = rest.first, "'\"".contains(first) {
      guard let quoted = try? ShellWords.words(of: rest) else { return nil }
      return words + (Self.withoutSemicolon(quoted) ?? [])
    }
    if rest.isEmpty || rest == ";" { return hasSource || isEnd ? words : nil }
    guard let statement = complete(String(rest), isEnd: isEnd) else { return nil }
    return words + ["--", statement]
  }

  /// The statements, once they are complete.
  private func complete(_ text: String, isEnd: Bool) -> String? {
    switch kind {
    case .mysql:
      var script = SQLScript()
      var hasStatement = false
      for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
        hasStatement = !script.add(line).isEmpty || hasStatement
      }
      return isEnd || hasStatement && !script.isOpen ? text : nil
    case .xmla, nil:
      var text = text[...]
      while text.last?.isWhitespace == true { text = text.dropLast() }
      guard text.last == ";" else { return isEnd ? String(text) : nil }
      return String(text.dropLast())
    }
  }

  /// SQL's, not an option.
  private static func isComment(_ text: Substring) -> Bool { text.hasPrefix("-- ") && text.contains("\n") }

  /// Whether `run` needs no statement beside this option.
  private static func isComplete(_ option: String) -> Bool {
    ["-f", "-h", "--help", "-"].contains(option) || option.hasPrefix("--file")
      || option.hasPrefix("-f") && !option.hasPrefix("--")
  }

  /// As people end a command who come from SQL.
  private static func withoutSemicolon(_ words: [String]) -> [String]? {
    guard var last = words.last, last.hasSuffix(";") else { return words }
    last.removeLast()
    return words.dropLast() + (last.isEmpty ? [] : [last])
  }
}
