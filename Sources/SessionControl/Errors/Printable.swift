extension String {
  /// The text on one line, safe for a terminal: control characters, line ends and direction overrides are
  /// shown as `\u{…}` escapes, so that a statement or a server's message cannot forge output.
  public var printable: String {
    func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse: true
      default: false
      }
    }
    if utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return self }
    guard unicodeScalars.contains(where: isUnsafe) else { return self }
    var result = ""
    for scalar in unicodeScalars {
      switch scalar {
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case _ where isUnsafe(scalar): result += "\\u{\(String(scalar.value, radix: 16))}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// The text on one line with runs of white space folded into one space: for showing statements to people.
  public var folded: String {
    if isFolded { return self }
    // Characters are slow to find, and few statements need it.
    if utf8.allSatisfy({ $0 < 0x80 }) {
      return utf8.split { $0 == 0x20 || (0x09...0x0D).contains($0) }.map {
        String(decoding: $0, as: UTF8.self)
      }
      .joined(separator: " ").printable
    }
    return split(whereSeparator: \.isWhitespace).joined(separator: " ").printable
  }

  /// Whether it is visible ASCII with single spaces between words: most texts are.
  private var isFolded: Bool {
    var previous = UInt8(ascii: " ")
    for byte in utf8 {
      guard (0x20..<0x7F).contains(byte), byte != 0x20 || previous != 0x20 else { return false }
      previous = byte
    }
    return previous != 0x20 || utf8.isEmpty
  }

  /// An XMLA command without its namespace declarations, which are most of what a line would show of it; any other
  /// text as it is. For showing statements to people.
  public var withoutNamespaces: String {
    guard first == "<" else { return self }
    var result = ""
    var rest = self[...]
    while let found = rest.firstRange(of: " xmlns") {
      result += rest[..<found.lowerBound]
      rest = rest[found.upperBound...]
      if let end = Self.endOfDeclaration(rest) { rest = rest[end...] } else { result += " xmlns" }
    }
    return result + rest
  }

  /// Where a declaration ends, from after its `xmlns`; nil when it is none.
  private static func endOfDeclaration(_ text: Substring) -> Index? {
    let rest = text.drop { $0.isLetter || $0.isNumber || ":_-.".contains($0) }
    guard rest.hasPrefix("=\"") else { return nil }
    return rest.dropFirst(2).firstIndex(of: "\"").map { rest.index(after: $0) }
  }

  /// At most `count` characters, with an ellipsis where something was cut.
  public func shortened(to count: Int) -> String {
    guard self.count > count else { return self }
    return prefix(max(0, count - 1)) + "…"
  }
}
