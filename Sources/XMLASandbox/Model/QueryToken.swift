/// The smallest parts of MDX and DAX, without comments.
enum QueryToken: Hashable, Sendable {
  /// A keyword, a function or a name without brackets.
  case word(String)
  /// What was in brackets.
  case name(String)
  /// What was in quotes of either kind.
  case text(String)
  case number(String)
  case symbol(Character)

  /// The parts of a text.
  ///
  /// - Throws: a syntax fault for quotes, brackets or a comment without their end.
  static func tokens(of text: String) throws(SandboxFault) -> [QueryToken] {
    var tokens: [QueryToken] = []
    var rest = text[...]
    while let first = rest.first {
      if first.isWhitespace {
        rest.removeFirst()
      } else if rest.hasPrefix("--") || rest.hasPrefix("//") {
        rest = rest.drop { !$0.isNewline }
      } else if rest.hasPrefix("/*") {
        rest = rest.dropFirst(2)
        while !rest.isEmpty, !rest.hasPrefix("*/") { rest.removeFirst() }
        guard !rest.isEmpty else { throw .syntax(of: "/*") }
        rest = rest.dropFirst(2)
      } else if first == "[" {
        tokens.append(.name(try enclosed(&rest, by: "]")))
      } else if first == "'" || first == "\"" {
        tokens.append(.text(try enclosed(&rest, by: first)))
      } else if isPart(first) {
        let word = rest.prefix { isPart($0) }
        tokens.append(word.allSatisfy(\.isNumber) ? .number(String(word)) : .word(String(word)))
        rest = rest.dropFirst(word.count)
      } else {
        tokens.append(.symbol(rest.removeFirst()))
      }
    }
    return tokens
  }

  private static func isPart(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || "_$@#".contains(character)
  }

  /// Takes what is enclosed; the closing character stands for itself when it is doubled.
  private static func enclosed(_ rest: inout Substring, by end: Character) throws(SandboxFault) -> String {
    let start = String(rest.prefix(24))
    rest.removeFirst()
    var content = ""
    while let next = rest.popFirst() {
      if next != end {
        content.append(next)
      } else if rest.first == end {
        content.append(rest.removeFirst())
      } else {
        return content
      }
    }
    throw .syntax(of: start)
  }

  /// The word in capitals; nil for anything else.
  var keyword: String? {
    if case .word(let text) = self { text.uppercased() } else { nil }
  }

  /// Whether an operand can begin with it, apart from words.
  var beginsOperand: Bool {
    switch self {
    case .name, .text, .number, .symbol("("), .symbol("{"): true
    case .word, .symbol: false
    }
  }

  /// Whether an operand can end with it, apart from words.
  var endsOperand: Bool {
    switch self {
    case .name, .text, .number, .symbol(")"), .symbol("}"): true
    case .word, .symbol: false
    }
  }

  /// As it is named in a fault.
  var description: String {
    switch self {
    case .word(let text), .number(let text): text
    case .name(let text): "[\(text)]"
    case .text(let text): "'\(text)'"
    case .symbol(let character): String(character)
    }
  }
}
