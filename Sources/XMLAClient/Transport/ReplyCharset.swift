internal import SessionControl

/// Whether the two places that name the charset of a reply agree. Pure.
///
/// The HTTP header outranks the document (RFC 7303). Where they differ one of them is wrong, and a guard would
/// compare users whose names were read wrongly.
enum ReplyCharset {
  /// The longest XML declaration worth reading.
  static let declarationBytes = 128

  private static let canonical = [
    "utf-8": "utf-8", "utf8": "utf-8", "us-ascii": "utf-8", "ascii": "utf-8", "utf-16": "utf-16",
    "utf-16le": "utf-16", "utf-16be": "utf-16", "iso-8859-1": "iso-8859-1", "latin1": "iso-8859-1",
  ]

  /// - Parameters:
  ///   - header: the charset of the Content-Type, if any.
  ///   - start: the first bytes of the body.
  /// - Returns: what is wrong, if anything.
  static func objection(header: String?, start: [UInt8]) -> ControlError? {
    func objection(_ message: String) -> ControlError {
      ControlError(
        .protocolViolation, message,
        hint: "nothing in it was used; a proxy may have changed it, or ask who runs the server")
    }
    let declared = declared(start)
    let own = mark(start) ?? declared
    for name in [header, declared].compactMap({ $0 }) where canonical[name] == nil {
      return objection(
        "the reply is in the charset '\(name.shortened(to: 40).printable)', which is not known")
    }
    guard let header, canonical[header] != canonical[own ?? "utf-8"] else { return nil }
    return objection(
      "the reply is in the charset '\(header)' by its header and in '\(own ?? "utf-8")' by itself")
  }

  /// What the bytes are read as.
  static func encoding(_ start: [UInt8]) -> String? { canonical[mark(start) ?? declared(start) ?? "utf-8"] }

  /// The objection to a piece of a reply that was taken for UTF-8 and could not be read.
  static func objection(piece: UnsafeRawBufferPointer) -> ControlError? {
    // A character may begin before the piece and end after it.
    let inner = piece.drop { $0 & 0xC0 == 0x80 }
    let cut = inner.suffix(3).lastIndex { $0 & 0xC0 == 0xC0 } ?? inner.endIndex
    guard String(validating: inner[..<cut], as: UTF8.self) == nil else { return nil }
    return ControlError(
      .protocolViolation, "the reply says that it is in UTF-8, and is not",
      hint: "the list is incomplete; a proxy may have changed it, or ask who runs the server")
  }

  /// What the bytes themselves show: a byte order mark, or the zeros of UTF-16.
  private static func mark(_ start: [UInt8]) -> String? {
    if start.starts(with: [0xEF, 0xBB, 0xBF]) { return "utf-8" }
    for mark in [[0xFE, 0xFF], [0xFF, 0xFE], [0x3C, 0], [0, 0x3C]] as [[UInt8]] where start.starts(with: mark)
    {
      return "utf-16"
    }
    return nil
  }

  /// The encoding of the XML declaration, in lower case.
  private static func declared(_ start: [UInt8]) -> String? {
    // In UTF-16 every other byte is zero, and what is left is the same text.
    let text = String(decoding: start.prefix(declarationBytes).filter { $0 != 0 }, as: UTF8.self)
    guard let begin = text.firstRange(of: "<?xml"),
      let end = text[begin.upperBound...].firstRange(of: "?>"),
      let key = text[begin.upperBound..<end.lowerBound].firstRange(of: "encoding")
    else { return nil }
    let rest = text[key.upperBound..<end.lowerBound].drop { $0 != "\"" && $0 != "'" }
    guard let quote = rest.first else { return nil }
    return rest.dropFirst().prefix { $0 != quote }.lowercased()
  }
}
