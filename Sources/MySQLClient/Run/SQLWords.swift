/// The words of a statement outside quotes and comments, in capitals, and its punctuation character by character. What
/// stands in a comment that the servers execute (`/*!40101 ... */`, `/*M! ... */`) counts.
struct SQLWords {
  private var rest: Substring.UTF8View

  init(_ statement: String) { rest = statement[...].utf8 }

  /// - Returns: nil at the end.
  mutating func next() -> String? {
    while let byte = rest.first {
      switch byte {
      case UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "`"): skipQuoted(byte)
      case UInt8(ascii: "#"): skipLine()
      case UInt8(ascii: "-") where rest.starts(with: "--".utf8) && isSpace(rest.dropFirst(2).first):
        skipLine()
      case UInt8(ascii: "/") where rest.starts(with: "/*".utf8): skipComment()
      case UInt8(ascii: "*") where rest.starts(with: "*/".utf8):
        // The end of a comment that is executed.
        rest = rest.dropFirst(2)
      case _ where isSpace(byte): rest = rest.dropFirst()
      case _ where isWord(byte):
        let word = rest.prefix(while: isWord)
        rest = rest.dropFirst(word.count)
        return Substring(word).uppercased()
      default:
        rest = rest.dropFirst()
        return String(decoding: [byte], as: UTF8.self)
      }
    }
    return nil
  }

  private mutating func skipQuoted(_ quote: UInt8) {
    rest = rest.dropFirst()
    while let byte = rest.first {
      rest = rest.dropFirst()
      // A doubled quote ends one text and begins the next at once: the same to us.
      if byte == quote { return }
      if byte == UInt8(ascii: "\\"), quote != UInt8(ascii: "`") { rest = rest.dropFirst() }
    }
  }

  private mutating func skipLine() { rest = rest.drop { $0 != 0x0A } }

  private mutating func skipComment() {
    for mark in ["/*!", "/*M!"] where rest.starts(with: mark.utf8) {
      rest = rest.dropFirst(mark.utf8.count).drop { (0x30...0x39).contains($0) }
      return
    }
    rest = rest.dropFirst(2)
    while !rest.isEmpty, !rest.starts(with: "*/".utf8) { rest = rest.dropFirst() }
    rest = rest.dropFirst(2)
  }

  private func isSpace(_ byte: UInt8?) -> Bool {
    byte.map { $0 == 0x20 || (0x09...0x0D).contains($0) } ?? true
  }

  private func isWord(_ byte: UInt8) -> Bool {
    byte >= 0x80 || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "$")
      || (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }
}
