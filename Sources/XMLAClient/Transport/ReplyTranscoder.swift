/// Makes UTF-8 of the bytes of a reply. Not Sendable: one thread feeds it.
final class ReplyTranscoder {
  /// How much text that is no ASCII is looked at before it is decided what it is.
  private static let evidenceBytes = 256

  private var reading: ReplyCharset.Reading
  /// What can't be read before more comes: half a unit of UTF-16, or text that is no ASCII and goes on.
  private var held: [UInt8] = []
  /// The first half of a surrogate pair.
  private var high: UInt32?
  private var text: [UInt8] = []

  init(_ reading: ReplyCharset.Reading) { self.reading = reading }

  /// The charset that it is read as, once that is known.
  var readAs: String? {
    switch reading {
    case .utf8: "UTF-8"
    case .utf16: "UTF-16"
    case .page(let page): page.name
    case .utf8Or: nil
    }
  }

  /// - Parameter body: is given what becomes of the bytes; not called for nothing.
  func feed(
    _ bytes: UnsafeRawBufferPointer, isFinal: Bool = false, _ body: (UnsafeRawBufferPointer) throws -> Void
  ) rethrows {
    switch reading {
    case .utf8:
      if !bytes.isEmpty { try body(bytes) }
      return
    case .utf16(let isLittleEndian): decode(bytes, isLittleEndian, isFinal)
    case .page(let page): page.append(bytes, to: &text)
    case .utf8Or(let page): decide(bytes, page, isFinal)
    }
    guard !text.isEmpty else { return }
    defer { text.removeAll(keepingCapacity: true) }
    try text.withUnsafeBytes { try body($0) }
  }

  // MARK: UTF-16

  private func decode(_ bytes: UnsafeRawBufferPointer, _ isLittleEndian: Bool, _ isFinal: Bool) {
    for byte in bytes {
      guard let first = held.popLast() else {
        held.append(byte)
        continue
      }
      let pair = isLittleEndian ? (byte, first) : (first, byte)
      append(unit: UInt32(pair.0) << 8 | UInt32(pair.1))
    }
    guard isFinal else { return }
    // One byte alone: a mark at the end is one (facts/xmla.md a.9).
    if let last = held.popLast() { append(unit: UInt32(last)) }
    if high.take() != nil { append(0xFFFE) }
  }

  private func append(unit: UInt32) {
    if let first = high.take() {
      if (0xDC00...0xDFFF).contains(unit) {
        return append(0x10000 + (first - 0xD800) << 10 + (unit - 0xDC00))
      }
      append(0xFFFE)
    }
    switch unit {
    case 0xD800...0xDBFF: high = unit
    // Forbidden as it is, and told as that.
    case 0xDC00...0xDFFF: append(0xFFFE)
    default: append(unit)
    }
  }

  private func append(_ scalar: UInt32) {
    switch scalar {
    case ..<0x80: text.append(UInt8(scalar))
    case ..<0x800: text += [0xC0 | UInt8(scalar >> 6), Self.tail(scalar)]
    case ..<0x10000: text += [0xE0 | UInt8(scalar >> 12), Self.tail(scalar >> 6), Self.tail(scalar)]
    default:
      text += [
        0xF0 | UInt8(scalar >> 18), Self.tail(scalar >> 12), Self.tail(scalar >> 6), Self.tail(scalar),
      ]
    }
  }

  private static func tail(_ scalar: UInt32) -> UInt8 { 0x80 | UInt8(scalar & 0x3F) }

  // MARK: UTF-8 or something else

  /// Text of a code page is hardly ever UTF-8 by chance: its first run of bytes that are no ASCII tells.
  private func decide(_ bytes: UnsafeRawBufferPointer, _ page: CodePage, _ isFinal: Bool) {
    var rest = bytes[...]
    if held.isEmpty {
      let start = rest.firstIndex { $0 >= 0x80 } ?? rest.endIndex
      text += rest[..<start]
      rest = rest[start...]
    }
    let run = rest.prefix { $0 >= 0x80 }
    held += run
    rest = rest[run.endIndex...]
    guard !rest.isEmpty || isFinal || held.count > Self.evidenceBytes else { return }
    guard !held.isEmpty else { return }
    let isUTF8 = held.withUnsafeBytes { Self.isUTF8($0, isWhole: !rest.isEmpty || isFinal) }
    reading = isUTF8 ? .utf8 : .page(page)
    let known = held + rest
    held = []
    if isUTF8 { text += known } else { page.append(known, to: &text) }
  }

  private static func isUTF8(_ bytes: UnsafeRawBufferPointer, isWhole: Bool) -> Bool {
    var index = 0
    while index < bytes.count {
      let sequence = UTF8Sequence(bytes, at: index)
      switch sequence.kind {
      case .allowed, .forbidden: index += sequence.count
      case .cut where !isWhole: return true
      case .cut, .invalid: return false
      }
    }
    return true
  }
}
