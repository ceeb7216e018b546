/// A query in MDX or DAX, as far as the sandbox reads it: whether it has the shape of one, and which cube and how many axes
/// it names. What is inside its expressions is not read, only that brackets match and that operands have operators between
/// them.
enum Query: Hashable, Sendable {
  /// `[WITH definitions] SELECT [axis ON name, ...] FROM cube | (SELECT ...) [WHERE tuple] [CELL PROPERTIES ...]`
  case mdx(cube: String, axisCount: Int, isSliced: Bool)
  /// `[DEFINE definitions] EVALUATE table [ORDER BY ...] [EVALUATE ...]`
  case dax

  /// The words that a name without brackets can't be (DISCOVER_KEYWORDS).
  static let keywords = [
    "ASC", "AXIS", "CELL", "COLUMNS", "DEFINE", "DESC", "DIMENSION", "EMPTY", "EVALUATE", "FROM", "MEASURE",
    "MEMBER",
    "NON", "ON", "ORDER", "PAGES", "PROPERTIES", "ROWS", "SELECT", "SET", "VAR", "WHERE", "WITH",
  ]

  /// - Throws: a syntax fault that names the first part that is wrong.
  init(_ text: String) throws(SandboxFault) {
    var reader = QueryReader(try QueryToken.tokens(of: text))
    try reader.checkBrackets()
    switch reader.next?.keyword {
    case "SELECT", "WITH":
      try reader.checkOperands()
      self = try reader.mdx()
    case "EVALUATE", "DEFINE": self = try reader.dax()
    default: throw reader.fault
    }
    reader.skip(";")
    guard reader.next == nil else { throw reader.fault }
  }
}

/// Reads the tokens of one query from left to right.
private struct QueryReader {
  private let tokens: [QueryToken]
  private var position = 0
  /// The words that no expression can hold outside of brackets.
  private var reserved: Set<String> = []

  init(_ tokens: [QueryToken]) {
    self.tokens = tokens
  }

  var next: QueryToken? { position < tokens.count ? tokens[position] : nil }

  /// Says that what comes next is wrong; at the end, that it was the last.
  var fault: SandboxFault { .syntax(of: (next ?? tokens.last)?.description ?? "") }

  // MARK: All of it

  func checkBrackets() throws(SandboxFault) {
    var open: [Character] = []
    for token in tokens {
      switch token {
      case .symbol(let character) where "({".contains(character): open.append(character)
      case .symbol(let character) where ")}".contains(character):
        guard open.popLast() == (character == ")" ? "(" : "{") else { throw .syntax(of: String(character)) }
      default: break
      }
    }
    if let rest = open.last { throw .syntax(of: String(rest)) }
  }

  /// Two operands need something between them.
  func checkOperands() throws(SandboxFault) {
    for (token, following) in zip(tokens, tokens.dropFirst())
    where token.endsOperand && following.beginsOperand {
      throw .syntax(of: following.description)
    }
  }

  // MARK: MDX

  mutating func mdx() throws(SandboxFault) -> Query {
    reserved = ["SELECT", "FROM", "WHERE", "ON"]
    if take("WITH") {
      repeat { try definition() } while next?.keyword != "SELECT"
    }
    return try select()
  }

  /// `MEMBER name AS expression`, and the like.
  private mutating func definition() throws(SandboxFault) {
    guard take("MEMBER") || take("SET") || take("CELL") || take("DYNAMIC") || take("MEASURE") else {
      throw fault
    }
    try expression(until: ["AS"])
    position += 1
    try expression(until: ["MEMBER", "SET", "CELL", "DYNAMIC", "MEASURE", "SELECT"])
  }

  private mutating func select() throws(SandboxFault) -> Query {
    guard take("SELECT") else { throw fault }
    var axes: [Int] = []
    if next?.keyword != "FROM" {
      repeat {
        try expression(until: ["ON"])
        position += 1
        axes.append(try axis())
      } while skip(",")
    }
    guard axes.sorted() == Array(axes.indices), take("FROM") else { throw fault }
    let cube = try source()
    let isSliced = take("WHERE")
    if isSliced { try expression(until: ["CELL", "PROPERTIES"], orEnd: true) }
    let hasCell = take("CELL")
    if take("PROPERTIES") { try expression(until: [], orEnd: true) } else if hasCell { throw fault }
    return .mdx(cube: cube, axisCount: axes.count, isSliced: isSliced)
  }

  private mutating func axis() throws(SandboxFault) -> Int {
    let names = ["COLUMNS", "ROWS", "PAGES", "CHAPTERS", "SECTIONS"]
    if let number = names.firstIndex(where: { take($0) }) { return number }
    let isFunction = take("AXIS")
    guard !isFunction || skip("("), case .number(let text) = next, let number = Int(text) else { throw fault }
    position += 1
    guard !isFunction || skip(")") else { throw fault }
    return number
  }

  /// The name of a cube, or that in a query in parentheses.
  private mutating func source() throws(SandboxFault) -> String {
    if skip("(") {
      guard case .mdx(let cube, _, _) = try select(), skip(")") else { throw fault }
      return cube
    }
    switch next {
    case .name(let name): position += 1; return name
    case .word(let name) where !Query.keywords.contains(name.uppercased()): position += 1; return name
    default: throw fault
    }
  }

  // MARK: DAX

  mutating func dax() throws(SandboxFault) -> Query {
    if take("DEFINE") {
      guard ["MEASURE", "VAR", "TABLE", "COLUMN", "FUNCTION"].contains(next?.keyword) else { throw fault }
      try expression(until: ["EVALUATE"])
    }
    guard next?.keyword == "EVALUATE" else { throw fault }
    while take("EVALUATE") {
      guard !["ORDER", "START"].contains(next?.keyword) else { throw fault }
      try expression(until: ["EVALUATE"], orEnd: true)
    }
    return .dax
  }

  // MARK: Parts

  /// Passes over one part at least, up to one of these words or the end of the parentheses around it.
  private mutating func expression(until ends: Set<String>, orEnd: Bool = false) throws(SandboxFault) {
    let start = position
    var depth = 0
    while let token = next {
      if depth == 0, token.keyword.map(ends.union(reserved).contains) ?? (token == .symbol(";")) { break }
      if [.symbol("("), .symbol("{")].contains(token) { depth += 1 }
      if [.symbol(")"), .symbol("}")].contains(token) {
        guard depth > 0 else { break }
        depth -= 1
      }
      position += 1
    }
    guard position > start, orEnd || next?.keyword.map(ends.contains) ?? false else { throw fault }
  }

  private mutating func take(_ keyword: String) -> Bool {
    guard next?.keyword == keyword else { return false }
    position += 1
    return true
  }

  @discardableResult
  mutating func skip(_ symbol: Character) -> Bool {
    guard next == .symbol(symbol) else { return false }
    position += 1
    return true
  }
}
