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
  /// What the lines so far have begun, where that is statements.
  private var statement: OpenStatement?

  init(takesValue: @escaping (String) -> Bool) { self.takesValue = takesValue }

  /// Whether a command has begun that has not ended.
  var isOpen: Bool { !lines.isEmpty }

  /// - Parameter line: without its line end.
  mutating func add(_ line: String) -> Step {
    number += 1
    let isBlank = line.allSatisfy(\.isWhitespace)
    if !isOpen, isBlank || line.drop(while: \.isWhitespace).hasPrefix("#") { return .nothing }
    lines.append(line)
    if statement != nil {
      statement?.add(line[...])
    } else {
      let words = words()
      if statement == nil {
        guard let words else { return .more }
        return step(words)
      }
    }
    guard let open = statement, let text = open.text else { return .more }
    return step(open.words + ["--", text])
  }

  /// Forgets what was begun.
  mutating func reset() {
    lines = []
    statement = nil
  }

  /// There are no further lines: the last statement needs no semicolon.
  ///
  /// - Throws: what is open, as a clause.
  mutating func finish() throws(Unfinished) -> ShellLine? {
    guard isOpen else { return nil }
    guard let open = statement else {
      defer { reset() }
      throw Unfinished(line: number - lines.count + 1)
    }
    guard case .command(let line) = step(open.words + (open.rest.isEmpty ? [] : ["--", open.rest])) else {
      return nil
    }
    return line
  }

  /// A quote that nothing ends, or a backslash at the very end.
  struct Unfinished: Error, Equatable {
    /// Where the command begins.
    var line: Int
  }

  private mutating func step(_ words: [String]) -> Step {
    defer { reset() }
    guard !words.isEmpty else { return .nothing }
    return .command(
      ShellLine(words: words, text: lines.joined(separator: "\n"), number: number - lines.count + 1))
  }

  /// nil while something is open; what that is in ``statement``, where it is statements.
  private mutating func words() -> [String]? {
    let text = lines.joined(separator: "\n")
    var rest = text[...].drop(while: \.isWhitespace)
    // A line of a command line works here too.
    if rest.hasPrefix(Product.name + " ") {
      rest = rest.dropFirst(Product.name.count).drop(while: \.isWhitespace)
    }
    // `\timing`: elsewhere a backslash takes the next character as it is.
    if rest.hasPrefix("\\"), !rest.hasPrefix("\\\n") { return try? ShellWords.words(of: "\\" + rest) }
    if Self.isRun(rest) { return run(rest.dropFirst(3)) }
    // A backslash before the line's end is no part of a word.
    guard let words = try? ShellWords.words(of: rest.replacing("\\\n", with: "")[...]) else { return nil }
    return Self.withoutSemicolon(words)
  }

  private static func isRun(_ text: Substring) -> Bool {
    text.hasPrefix("run") && text.dropFirst(3).first.map(\.isWhitespace) ?? true
  }

  /// `run`, its options, and the statements as they were typed, quotes and all.
  private mutating func run(_ text: Substring) -> [String]? {
    var words = ["run"]
    var rest = text
    var isComplete = false
    while true {
      rest = rest.drop(while: \.isWhitespace)
      if rest.hasPrefix("\\\n") {
        rest = rest.dropFirst(2)
        continue
      }
      guard rest.hasPrefix("-"), !Self.isComment(rest) else { break }
      guard let option = try? ShellWords.next(in: &rest) else { return nil }
      if option == "--" { break }
      isComplete = isComplete || Self.needsNoStatement(option)
      words.append(option)
      guard takesValue(option) else { continue }
      guard let value = try? ShellWords.next(in: &rest) else { return nil }
      words.append(value)
    }
    rest = rest.drop(while: \.isWhitespace)
    // No statement of any language begins with a quote: it is written as in a shell.
    if let first = rest.first, "'\"".contains(first) {
      guard let quoted = try? ShellWords.words(of: rest) else { return nil }
      return words + Self.withoutSemicolon(quoted)
    }
    if isComplete, rest.isEmpty || rest == ";" { return words }
    var open = OpenStatement(words, kind: kind)
    if !rest.isEmpty {
      for line in rest.split(separator: "\n", omittingEmptySubsequences: false) { open.add(line) }
    }
    statement = open
    return nil
  }

  /// SQL's, not an option.
  private static func isComment(_ text: Substring) -> Bool { text.hasPrefix("-- ") && text.contains("\n") }

  /// Whether `run` needs no statement beside this option.
  private static func needsNoStatement(_ option: String) -> Bool {
    ["-h", "--help", "-"].contains(option) || option.hasPrefix("--file")
      || option.hasPrefix("-f") && !option.hasPrefix("--")
  }

  /// As people end a command who come from SQL.
  private static func withoutSemicolon(_ words: [String]) -> [String] {
    guard let last = words.last, last.hasSuffix(";") else { return words }
    return words.dropLast() + (last == ";" ? [] : [String(last.dropLast())])
  }
}
