/// What one line of a MySQL option file says, as the clients of MariaDB 10.11 and MySQL 9.7 read it (compared
/// with `my_print_defaults` of both; facts/mysql.md 4 point 6). Pure.
enum OptionLine: Equatable {
  /// Nothing, a comment, or a directive that nobody knows.
  case empty
  case group(String)
  /// The value is nil where there is no `=`. Bytes, since it is text only where somebody wants it.
  case option(name: String, value: [UInt8]?)
  case include(String)
  case includeFolder(String)

  /// Why a line can't be read, as the end of a sentence about it.
  struct Problem: Error, Equatable {
    let words: String
  }

  /// The clients cut a longer line in two, and take its rest for a line of its own.
  static let maximumBytes = 4_094

  /// - Parameter line: without its line feed.
  init(_ line: ArraySlice<UInt8>) throws(Problem) {
    guard line.count <= Self.maximumBytes else { throw Problem(words: "is too long") }
    guard !line.contains(0) else { throw Problem(words: "has a zero byte") }
    let content = Self.trimmed(line)
    switch content.first {
    case nil, UInt8(ascii: "#"), UInt8(ascii: ";"): self = .empty
    case UInt8(ascii: "!"): self = try Self.directive(Self.trimmed(content.dropFirst()))
    case UInt8(ascii: "["): self = try Self.group(content.dropFirst())
    default: self = Self.option(Self.withoutComment(content))
    }
  }

  private static func directive(_ content: ArraySlice<UInt8>) throws(Problem) -> OptionLine {
    let keyword = content.prefix { !isSpace($0) }
    let argument = String(decoding: trimmed(content.dropFirst(keyword.count)), as: UTF8.self)
    let directive: OptionLine
    switch String(decoding: keyword, as: UTF8.self) {
    case "include": directive = .include(argument)
    case "includedir": directive = .includeFolder(argument)
    default: return .empty
    }
    if argument.isEmpty { throw Problem(words: "does not say what to include") }
    return directive
  }

  /// Only the space before the bracket does not count, and what follows the bracket is passed over.
  private static func group(_ content: ArraySlice<UInt8>) throws(Problem) -> OptionLine {
    guard let end = content.firstIndex(of: UInt8(ascii: "]")) else {
      throw Problem(words: "begins a group and has no ']'")
    }
    return .group(String(decoding: trimmedEnd(content[..<end]), as: UTF8.self))
  }

  private static func option(_ content: ArraySlice<UInt8>) -> OptionLine {
    let name = trimmedEnd(content.prefix { $0 != UInt8(ascii: "=") })
    let rest = content.drop { $0 != UInt8(ascii: "=") }
    return .option(
      name: String(decoding: name, as: UTF8.self),
      value: rest.isEmpty ? nil : unescaped(unquoted(trimmed(rest.dropFirst()))))
  }

  // MARK: Bytes

  /// White space of Latin 1, which is what the clients take a file for: A0 is a space there, and in UTF-8 the end of
  /// some letters.
  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0xA0 || (0x09...0x0D).contains(byte)
  }

  private static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    trimmedEnd(bytes.drop(while: isSpace))
  }

  private static func trimmedEnd(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    bytes.prefix((bytes.lastIndex { !isSpace($0) } ?? bytes.startIndex - 1) - bytes.startIndex + 1)
  }

  /// A `#` begins a comment anywhere but in quotes; a backslash protects a quote, and only in quotes.
  private static func withoutComment(_ content: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var quote: UInt8?
    var isEscaped = false
    for (index, byte) in zip(content.indices, content) {
      if byte == UInt8(ascii: "#"), quote == nil { return content[..<index] }
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'"), !isEscaped {
        if quote == nil { quote = byte } else if quote == byte { quote = nil }
      }
      isEscaped = quote != nil && byte == UInt8(ascii: "\\") && !isEscaped
    }
    return content
  }

  private static func unquoted(_ value: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard value.count > 1, let quote = value.first, quote == value.last,
      quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'")
    else { return value }
    return value.dropFirst().dropLast()
  }

  /// In quotes or not. A backslash before anything else stays, and one at the end too.
  private static func unescaped(_ value: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    var rest = value
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "\\"), let next = rest.popFirst() else {
        result.append(byte)
        continue
      }
      switch next {
      case UInt8(ascii: "n"): result.append(0x0A)
      case UInt8(ascii: "t"): result.append(0x09)
      case UInt8(ascii: "r"): result.append(0x0D)
      case UInt8(ascii: "b"): result.append(0x08)
      case UInt8(ascii: "s"): result.append(0x20)
      case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "\\"): result.append(next)
      default: result += [byte, next]
      }
    }
    return result
  }
}
