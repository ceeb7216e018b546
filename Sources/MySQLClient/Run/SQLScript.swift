public import SessionControl

/// Cuts a script into its statements, as the servers' own command-line clients do: at each delimiter outside quotes and
/// comments, with `DELIMITER` lines. One by one they can be cancelled one by one, and one that fails has a line
/// number; sent together, MySQL goes on with the next statement when one is killed (facts/mysql.md 3).
public struct SQLScript {
  public typealias Statement = ScriptStatement

  private enum Context: Equatable {
    case code
    case quoted(UInt8)
    case comment
  }

  private var context = Context.code
  private var delimiter = Array(";".utf8)
  private var bytes: [UInt8] = []
  private var start: Int?
  private var line = 0

  public init() {}

  /// Whether a statement has begun that has not ended.
  public var isOpen: Bool { context != .code || start != nil }

  /// - Parameter text: one line, without its line end.
  /// - Returns: the statements that end on it.
  public mutating func add(_ text: some StringProtocol) -> [Statement] {
    line += 1
    if context == .code, start == nil || Self.isComment(bytes[...]), let delimiter = Self.delimiter(text) {
      self.delimiter = delimiter
      bytes = []
      start = nil
      return []
    }
    var statements: [Statement] = []
    let input = Array(text.utf8)
    var index = 0
    while index < input.count {
      let byte = input[index]
      let next = index + 1 < input.count ? input[index + 1] : nil
      switch context {
      case .comment:
        append(byte)
        if byte == UInt8(ascii: "*"), next == UInt8(ascii: "/") {
          append(UInt8(ascii: "/"))
          index += 1
          context = .code
        }
      case .quoted(let quote):
        append(byte)
        if byte == UInt8(ascii: "\\"), quote != UInt8(ascii: "`"), let next {
          append(next)
          index += 1
        } else if byte == quote {
          // A doubled quote ends one text and begins the next at once: the same to us.
          context = .code
        }
      case .code:
        if let length = endLength(input[index...]) {
          index += length - 1
          if let statement = take() { statements.append(statement) }
        } else if byte == UInt8(ascii: "#") || Self.isLineComment(input[index...]) {
          index = input.count
        } else {
          switch byte {
          case UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "`"): context = .quoted(byte)
          case UInt8(ascii: "/") where next == UInt8(ascii: "*"):
            append(byte)
            append(UInt8(ascii: "*"))
            index += 2
            context = .comment
            continue
          default: break
          }
          append(byte)
        }
      }
      index += 1
    }
    if start != nil || context != .code { bytes.append(0x0A) }
    return statements
  }

  /// The last statement, which needs no delimiter.
  ///
  /// - Returns: nil when there is none.
  /// - Throws: ``Unfinished`` inside a quote or a comment.
  public mutating func finish() throws(Unfinished) -> Statement? {
    switch context {
    case .code: return take()
    case .comment: throw Unfinished(what: "a comment", line: start ?? line)
    case .quoted(let quote):
      throw Unfinished(what: "a quote (\(Character(Unicode.Scalar(quote))))", line: start ?? line)
    }
  }

  /// A quote or a comment that nothing ends.
  public struct Unfinished: Error, Equatable {
    public var what: String
    /// Where its statement begins.
    public var line: Int

    public init(what: String, line: Int) {
      self.what = what
      self.line = line
    }
  }

  private mutating func append(_ byte: UInt8) {
    if start == nil {
      if Self.isSpace(byte) { return }
      start = line
    }
    bytes.append(byte)
  }

  private mutating func take() -> Statement? {
    defer {
      bytes = []
      start = nil
    }
    while let last = bytes.last, Self.isSpace(last) { bytes.removeLast() }
    guard let start, !Self.isComment(bytes[...]) else { return nil }
    return Statement(text: String(decoding: bytes, as: UTF8.self), line: start)
  }

  /// `-- ` begins a comment, `--` before anything else is two minus signs.
  private static func isLineComment(_ rest: ArraySlice<UInt8>) -> Bool {
    rest.starts(with: "--".utf8) && (rest.dropFirst(2).first.map(isSpace) ?? true)
  }

  /// How long the end of a statement is that stands here: the delimiter, or the clients' `\\G` and `\\g`.
  private func endLength(_ rest: ArraySlice<UInt8>) -> Int? {
    if rest.starts(with: delimiter) { return delimiter.count }
    return rest.starts(with: "\\G".utf8) || rest.starts(with: "\\g".utf8) ? 2 : nil
  }

  /// Nothing but space and comments that no server reads as code.
  private static func isComment(_ bytes: ArraySlice<UInt8>) -> Bool {
    var rest = bytes.drop(while: isSpace)
    while rest.starts(with: "/*".utf8), !rest.starts(with: "/*!".utf8), !rest.starts(with: "/*M!".utf8),
      let end = rest.dropFirst(2).firstRange(of: "*/".utf8)
    {
      rest = rest[end.upperBound...].drop(while: isSpace)
    }
    return rest.isEmpty
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

  private static func delimiter(_ line: some StringProtocol) -> [UInt8]? {
    let words = line.split(whereSeparator: \.isWhitespace)
    guard words.count >= 2, words[0].lowercased() == "delimiter" else { return nil }
    return Array(words[1].utf8)
  }
}
