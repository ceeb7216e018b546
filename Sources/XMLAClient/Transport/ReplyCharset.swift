internal import SessionControl

/// What the bytes of a reply are read as, judged from its two labels and its first bytes. Pure.
///
/// The HTTP header outranks the document (RFC 7303), and neither outranks what the bytes show: a servlet's default
/// header stands over UTF-8, and a document that was made as a text and says `utf-16` is sent in UTF-8.
struct ReplyCharset: Equatable {
  enum Reading: Equatable {
    case utf8
    case utf16(isLittleEndian: Bool)
    case page(CodePage)
    /// The first text that is no ASCII tells.
    case utf8Or(CodePage)
  }

  /// The longest XML declaration worth reading.
  static let declarationBytes = 128

  var reading: Reading
  /// The labels, in words.
  private let labels: String
  /// Whether they contradict each other, or the first bytes.
  private let isContradicted: Bool
  /// Whether blank lines stand before the XML declaration, where nothing may stand.
  private(set) var hasBlankStart: Bool

  /// A label that is read.
  private enum Label: Equatable {
    case utf8, utf16
    case page(CodePage)

    init?(_ name: String) {
      switch name {
      case "utf-8", "utf8", "us-ascii", "ascii": self = .utf8
      case "utf-16", "utf-16le", "utf-16be": self = .utf16
      default:
        guard let page = CodePage(name) else { return nil }
        self = .page(page)
      }
    }
  }

  /// - Parameters:
  ///   - header: the charset of the Content-Type, if any, in lower case.
  ///   - start: the first bytes of the body.
  /// - Throws: when a label is none that is known.
  init(header: String?, start: [UInt8]) throws(ControlError) {
    let declaration = Declaration(start)
    hasBlankStart = declaration.hasBlankStart
    let own = declaration.encoding
    func label(_ name: String?) throws(ControlError) -> Label? {
      guard let name else { return nil }
      guard let label = Label(name) else {
        throw ControlError(
          .protocolViolation,
          "the reply is in the charset '\(name.shortened(to: 40).printable)', which is not known",
          hint: "nothing in it was used; a proxy may have changed it, or ask who runs the server")
      }
      return label
    }
    let headerLabel = try label(header)
    let ownLabel = try label(own)
    (reading, isContradicted) = Self.read(headerLabel, ownLabel, start)
    labels = [header.map { "'\($0)' by its header" }, own.map { "'\($0)' by its declaration" }]
      .compactMap(\.self).joined(separator: " and ")
  }

  private static func read(
    _ header: Label?, _ own: Label?, _ start: [UInt8]
  ) -> (Reading, isContradicted: Bool) {
    let all = [header, own].compactMap(\.self)
    if let isLittleEndian = isUTF16(start) {
      return (.utf16(isLittleEndian: isLittleEndian), all.contains { $0 != .utf16 })
    }
    if start.starts(with: [0xEF, 0xBB, 0xBF]) { return (.utf8, all.contains { $0 != .utf8 }) }
    // Each character of UTF-16's would have a zero.
    let isContradicted = all.contains(.utf16) || header != nil && own != nil && header != own
    switch (header, own) {
    case (_, .page(let page)) where header == own || header == nil: return (.page(page), false)
    case (.page, .page(let page)): return (.page(page), true)
    case (.page(let page), _), (.utf8, .page(let page)): return (.utf8Or(page), isContradicted)
    case (.utf16, .page(let page)): return (.page(page), true)
    default: return (.utf8, isContradicted)
    }
  }

  /// By a byte order mark, or by the zeros; nil for what is no UTF-16.
  private static func isUTF16(_ start: [UInt8]) -> Bool? {
    guard start.count >= 2 else { return nil }
    switch (start[0], start[1]) {
    case (0xFF, 0xFE): return true
    case (0xFE, 0xFF): return false
    case (1..., 0): return true
    case (0, 1...): return false
    default: return nil
    }
  }

  /// What to tell of what it was read as in the end; nil where the labels say the same.
  func note(readAs name: String) -> String? {
    var isOther = isContradicted
    if case .utf8Or(let page) = reading, page.name != name { isOther = true }
    return isOther ? "the reply is in the charset \(labels), and was read as \(name)" : nil
  }
}

/// The XML declaration.
private struct Declaration {
  /// In lower case.
  var encoding: String?
  var hasBlankStart = false

  init(_ start: [UInt8]) {
    // In UTF-16 every other byte is zero, and what is left is the same text.
    let bytes = start.prefix(ReplyCharset.declarationBytes).filter { $0 != 0 && $0 < 0x80 }
    let all = String(decoding: bytes, as: UTF8.self)
    let text = all.drop(while: \.isWhitespace)
    guard text.hasPrefix("<?xml") else { return }
    hasBlankStart = text.startIndex != all.startIndex
    guard let end = text.firstRange(of: "?>"),
      let key = text[..<end.lowerBound].firstRange(of: "encoding")
    else { return }
    let rest = text[key.upperBound..<end.lowerBound].drop { $0 != "\"" && $0 != "'" }
    guard let quote = rest.first else { return }
    encoding = rest.dropFirst().prefix { $0 != quote }.lowercased()
  }
}
