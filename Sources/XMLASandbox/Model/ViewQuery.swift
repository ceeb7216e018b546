/// A query on a dynamic management view: `SELECT * | column, ... FROM $SYSTEM.ROWSET [WHERE condition]
/// [ORDER BY column [ASC | DESC], ...]`, with `=`, `<>`, AND, OR and parentheses in the condition. There is no
/// JOIN, GROUP BY, LIKE or CAST, as in the servers' own language (facts b, "DMV SQL").
struct ViewQuery: Hashable, Sendable {
  indirect enum Condition: Hashable, Sendable {
    case comparison(column: String, isEqual: Bool, value: String)
    case all([Condition])
    case any([Condition])

    /// Whether a row fulfils it; an absent cell fulfils nothing but `<>`.
    func holds(_ cell: (String) -> String?) -> Bool {
      switch self {
      case .comparison(let column, let isEqual, let value):
        (cell(column)?.isEqualIgnoringCase(value) ?? false) == isEqual
      case .all(let parts): parts.allSatisfy { $0.holds(cell) }
      case .any(let parts): parts.contains { $0.holds(cell) }
      }
    }

    /// The values to which every row is limited in a column; nil when it is not.
    func values(of name: String) -> [String]? {
      switch self {
      case .comparison(let column, true, let value) where column.isEqualIgnoringCase(name): [value]
      case .comparison: nil
      case .all(let parts): parts.lazy.compactMap { $0.values(of: name) }.first
      case .any(let parts):
        parts.map { $0.values(of: name) }.reduce([]) { found, more in
          found.flatMap { found in more.map { found + $0 } }
        }
      }
    }
  }

  struct Order: Hashable, Sendable {
    var column: String
    var isDescending: Bool
  }

  /// Empty for all.
  var columns: [String] = []
  var rowset: String
  var condition: Condition?
  var order: [Order] = []

  /// Whether a statement asks for a view at all.
  static func isView(_ text: String) -> Bool { text.lowercased().contains("$system.") }

  /// - Throws: a syntax fault.
  init(_ text: String) throws(SandboxFault) {
    var parser = try Parser(text)
    try parser.expect("SELECT")
    if parser.take("*") {
      columns = []
    } else {
      repeat { columns.append(try parser.name()) } while parser.take(",")
    }
    try parser.expect("FROM")
    try parser.expect("$SYSTEM")
    try parser.expect(".")
    rowset = try parser.name()
    if parser.take("WHERE") { condition = try parser.condition() }
    if parser.take("ORDER") {
      try parser.expect("BY")
      repeat {
        let column = try parser.name()
        let isDescending = parser.take("DESC")
        if !isDescending { _ = parser.take("ASC") }
        order.append(Order(column: column, isDescending: isDescending))
      } while parser.take(",")
    }
    try parser.end()
  }
}

extension ViewQuery {
  private enum Token: Hashable {
    case word(String)
    /// In brackets, so never a keyword.
    case name(String)
    case literal(String)
    case symbol(String)
  }

  private struct Parser {
    private let text: String
    private var tokens: [Token] = []
    private var position = 0

    init(_ text: String) throws(SandboxFault) {
      self.text = text
      var rest = text[...]
      while let first = rest.first {
        switch first {
        case _ where first.isWhitespace: rest.removeFirst()
        case "[":
          guard let end = rest.firstIndex(of: "]") else { throw .syntax(of: text) }
          tokens.append(.name(String(rest[rest.index(after: rest.startIndex)..<end])))
          rest = rest[rest.index(after: end)...]
        case "'": tokens.append(.literal(try Self.literal(&rest, of: text)))
        case _ where rest.hasPrefix("<>"):
          tokens.append(.symbol("<>"))
          rest = rest.dropFirst(2)
        case "*", ",", ".", "(", ")", "=": tokens.append(.symbol(String(rest.removeFirst())))
        default:
          let word = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "$" }
          guard !word.isEmpty else { throw .syntax(of: text) }
          tokens.append(word.allSatisfy(\.isNumber) ? .literal(String(word)) : .word(String(word)))
          rest = rest.dropFirst(word.count)
        }
      }
    }

    /// A doubled quote is one; any other ends the literal.
    private static func literal(_ rest: inout Substring, of text: String) throws(SandboxFault) -> String {
      var value = ""
      rest.removeFirst()
      while let next = rest.popFirst() {
        if next != "'" {
          value.append(next)
        } else if rest.first == "'" {
          value.append(rest.removeFirst())
        } else {
          return value
        }
      }
      throw .syntax(of: text)
    }

    /// Takes a keyword or a symbol, if it is the next.
    mutating func take(_ expected: String) -> Bool {
      guard position < tokens.count else { return false }
      switch tokens[position] {
      case .word(let text) where text.isEqualIgnoringCase(expected): break
      case .symbol(let text) where text == expected: break
      default: return false
      }
      position += 1
      return true
    }

    mutating func expect(_ expected: String) throws(SandboxFault) {
      guard take(expected) else { throw .syntax(of: text) }
    }

    mutating func name() throws(SandboxFault) -> String {
      guard position < tokens.count else { throw .syntax(of: text) }
      switch tokens[position] {
      case .word(let name), .name(let name):
        position += 1
        return name
      case .literal, .symbol: throw .syntax(of: text)
      }
    }

    mutating func condition() throws(SandboxFault) -> Condition {
      var parts = [try conjunction()]
      while take("OR") { parts.append(try conjunction()) }
      return parts.count == 1 ? parts[0] : .any(parts)
    }

    private mutating func conjunction() throws(SandboxFault) -> Condition {
      var parts = [try comparison()]
      while take("AND") { parts.append(try comparison()) }
      return parts.count == 1 ? parts[0] : .all(parts)
    }

    private mutating func comparison() throws(SandboxFault) -> Condition {
      if take("(") {
        let inner = try condition()
        try expect(")")
        return inner
      }
      let column = try name()
      let isEqual = take("=")
      if !isEqual { try expect("<>") }
      guard position < tokens.count, case .literal(let value) = tokens[position] else {
        throw .syntax(of: text)
      }
      position += 1
      return .comparison(column: column, isEqual: isEqual, value: value)
    }

    func end() throws(SandboxFault) {
      guard position == tokens.count else { throw .syntax(of: text) }
    }
  }
}
