internal import Terminal

/// What may come next on a line: subcommands, options, and the names that are known. Pure.
struct LineCompleter {
  let root: CommandOutline.Command
  let names: KnownNames

  /// - Parameter line: up to the cursor.
  /// - Returns: the words that may stand in place of the last one, sorted, and where that begins.
  func candidates(for line: String) -> (start: String.Index, words: [String]) {
    let (words, start, typed) = Self.cut(line)
    var command = root
    var path: [String] = []
    var awaited: CommandOutline.Argument?
    var isStatement = false
    for word in words {
      if awaited != nil {
        awaited = nil
      } else if let next = command.subcommand(word) {
        command = next
        path.append(word)
      } else if let option = command.option(word) {
        if option.takesValue { awaited = option }
      } else if !word.hasPrefix("-") {
        isStatement = path == ["run"]
      }
    }
    guard !isStatement else { return (start, []) }
    let all: [String]
    if let awaited {
      all = values(of: awaited, path)
    } else if typed.hasPrefix("-") {
      all = options(of: command)
    } else {
      let arguments = (command.arguments ?? []).filter { $0.kind == "positional" }
      all =
        (command.subcommands ?? []).map(\.commandName).filter { !$0.hasPrefix("\\") || typed.hasPrefix("\\") }
        + arguments.flatMap { values(of: $0, path) }
    }
    return (start, Array(Set(all.filter { $0.hasPrefix(typed) && !$0.isEmpty })).sorted())
  }

  private func options(of command: CommandOutline.Command) -> [String] {
    (command.arguments ?? []).filter(\.shouldDisplay).flatMap(\.spellings).filter { $0.hasPrefix("--") }
  }

  private func values(of argument: CommandOutline.Argument, _ path: [String]) -> [String] {
    argument.allValues ?? names.values(called: argument.valueName, after: path)
  }

  /// The words before the last, where the last begins, and the last, without its quotes.
  private static func cut(_ line: String) -> (words: [String], start: String.Index, typed: String) {
    var rest = line[...]
    var words: [String] = []
    while true {
      rest = rest.drop(while: \.isWhitespace)
      let start = rest.startIndex
      // A backslash in front is the name of a command.
      if words.isEmpty, rest.hasPrefix("\\") { rest = rest.dropFirst() }
      guard let word = try? ShellWords.next(in: &rest) else {
        return (words, start, line[start...].filter { $0 != "'" && $0 != "\"" && $0 != "\\" })
      }
      guard !rest.isEmpty else { return (words, start, line[start...].hasPrefix("\\") ? "\\" + word : word) }
      words.append(word)
    }
  }
}
