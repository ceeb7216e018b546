/// Replaces by U+FFFD, before a parser sees it, what XML 1.0 forbids and servers send all the same: control characters
/// and lone surrogates, as they are or as character references, and bytes that are no UTF-8. A surrogate pair that is
/// written as two references becomes its character. What it puts in can never be markup.
///
/// A clean piece, which is the rule, is looked at eight bytes at a time and handed on where it lies.
struct XMLCharacterFilter {
  /// The longest reference that is read; a longer one has nothing but zeros in front.
  private static let maximumReferenceBytes = 64
  private static let replacement: [UInt8] = [0xEF, 0xBF, 0xBD]

  /// Where a character reference means something, and where not.
  private enum Place: Equatable { case content, cdata, comment, instruction }

  /// Whether something was replaced that XML forbids, and something that is no UTF-8.
  private(set) var hasFoundForbidden = false
  private(set) var hasFoundInvalid = false

  private var place = Place.content
  /// The end of what came so far, where the next bytes decide what it is.
  private var carried: [UInt8] = []
  /// What replaces a piece that is not clean.
  private var output: [UInt8] = []
  /// Up to where the current piece is in the output; nil while it is clean.
  private var copiedEnd: Int?

  /// Takes the next piece.
  ///
  /// - Parameters:
  ///   - isFinal: nothing comes after it.
  ///   - body: is given what becomes of it.
  mutating func feed(
    _ bytes: UnsafeRawBufferPointer, isFinal: Bool = false, _ body: (UnsafeRawBufferPointer) throws -> Void
  ) rethrows {
    guard carried.isEmpty else {
      let whole = carried + bytes
      carried.removeAll(keepingCapacity: true)
      return try whole.withUnsafeBytes { try filter($0, isFinal, body) }
    }
    try filter(bytes, isFinal, body)
  }

  private mutating func filter(
    _ bytes: UnsafeRawBufferPointer, _ isFinal: Bool, _ body: (UnsafeRawBufferPointer) throws -> Void
  ) rethrows {
    copiedEnd = nil
    output.removeAll(keepingCapacity: true)
    let end = scan(bytes, isFinal)
    carried.append(contentsOf: bytes[end...])
    guard let copiedEnd else {
      return end == 0 ? () : try body(UnsafeRawBufferPointer(rebasing: bytes[..<end]))
    }
    output.append(contentsOf: bytes[copiedEnd..<end])
    try output.withUnsafeBytes { try body($0) }
  }

  /// - Returns: where what can't be judged yet begins.
  private mutating func scan(_ bytes: UnsafeRawBufferPointer, _ isFinal: Bool) -> Int {
    var index = 0
    while index < bytes.count {
      guard place == .content else {
        index = skip(bytes, from: index)
        guard index < bytes.count else { break }
        if bytes[index] == UInt8(ascii: ">") {
          endPlace(bytes, at: index)
          index += 1
        } else if let next = replaceByte(bytes, at: index, isFinal) {
          index = next
        } else {
          return index
        }
        continue
      }
      index = Self.plainEnd(bytes, from: index)
      guard index < bytes.count else { break }
      let next: Int? =
        switch bytes[index] {
        case UInt8(ascii: "&"): reference(bytes, at: index, isFinal)
        case UInt8(ascii: "!"), UInt8(ascii: "?"): beginPlace(bytes, at: index, isFinal)
        default: replaceByte(bytes, at: index, isFinal)
        }
      guard let next else { return bytes[index] == UInt8(ascii: "!") ? index - 1 : index }
      index = next
    }
    return isFinal ? bytes.count : bytes.count - openEnd(bytes)
  }

  private mutating func replace(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>, by text: [UInt8]) {
    output.append(contentsOf: bytes[(copiedEnd ?? 0)..<range.lowerBound])
    output += text
    copiedEnd = range.upperBound
  }

  // MARK: Places

  /// How many bytes at the end may be the beginning of something that changes the place.
  private func openEnd(_ bytes: UnsafeRawBufferPointer) -> Int {
    let mark: UInt8 =
      switch place {
      case .content: UInt8(ascii: "<")
      case .cdata: UInt8(ascii: "]")
      case .comment: UInt8(ascii: "-")
      case .instruction: UInt8(ascii: "?")
      }
    return bytes.suffix(place == .content || place == .instruction ? 1 : 2).reversed().prefix { $0 == mark }
      .count
  }

  /// - Returns: where to go on; nil when that is not known yet.
  private mutating func beginPlace(_ bytes: UnsafeRawBufferPointer, at index: Int, _ isFinal: Bool) -> Int? {
    guard index > 0, bytes[index - 1] == UInt8(ascii: "<") else { return index + 1 }
    if bytes[index] == UInt8(ascii: "?") {
      place = .instruction
      return index + 1
    }
    for (opening, meaning) in [("!--", Place.comment), ("![CDATA[", .cdata)] {
      let available = bytes[index...].prefix(opening.utf8.count)
      guard opening.utf8.starts(with: available) else { continue }
      guard available.count == opening.utf8.count else { return isFinal ? bytes.count : nil }
      place = meaning
      return index + opening.utf8.count
    }
    return index + 1
  }

  /// At a `>`.
  private mutating func endPlace(_ bytes: UnsafeRawBufferPointer, at index: Int) {
    let closing = place == .cdata ? "]]" : place == .comment ? "--" : "?"
    if bytes[..<index].suffix(closing.utf8.count).elementsEqual(closing.utf8) { place = .content }
  }

  /// The next byte that is not plain inside something else than content.
  private func skip(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
    var index = start
    while index < bytes.count, bytes[index] != UInt8(ascii: ">"), bytes[index] < 0x80,
      !Self.isForbidden(bytes[index])
    {
      index += 1
    }
    return index
  }

  // MARK: Characters

  /// The next byte in content that is not plain: neither ASCII that XML allows, nor one that may begin a reference or
  /// end the content.
  private static func plainEnd(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
    var index = start
    let highs: UInt64 = 0x8080_8080_8080_8080
    let ones: UInt64 = 0x0101_0101_0101_0101
    while index < bytes.count {
      if index + 8 <= bytes.count {
        let word = bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
        // Of a byte that is the one looked for, nothing is left, and taking one of nothing sets its highest bit.
        let and = word ^ 0x2626_2626_2626_2626
        let mark = word ^ 0x2121_2121_2121_2121
        let question = word ^ 0x3F3F_3F3F_3F3F_3F3F
        // Below 0x20, above 0x7F, and the three that begin something.
        let found =
          ((word &- 0x2020_2020_2020_2020) & ~word) | word | ((and &- ones) & ~and) | ((mark &- ones) & ~mark)
          | ((question &- ones) & ~question)
        if found & highs == 0 {
          index += 8
          continue
        }
      }
      for _ in 0..<min(8, bytes.count - index) {
        let byte = bytes[index]
        if byte >= 0x80 || byte == 0x26 || byte == 0x21 || byte == 0x3F || isForbidden(byte) { return index }
        index += 1
      }
    }
    return index
  }

  private static func isForbidden(_ byte: UInt8) -> Bool {
    byte < 0x20 && byte != 0x09 && byte != 0x0A && byte != 0x0D
  }

  /// At a byte that is a control or no ASCII.
  ///
  /// - Returns: where to go on; nil when more bytes are needed.
  private mutating func replaceByte(_ bytes: UnsafeRawBufferPointer, at start: Int, _ isFinal: Bool) -> Int? {
    guard bytes[start] >= 0x80 else {
      hasFoundForbidden = true
      replace(bytes, start..<start + 1, by: Self.replacement)
      return start + 1
    }
    var index = start
    while index < bytes.count, bytes[index] >= 0x80 {
      let sequence = UTF8Sequence(bytes, at: index)
      switch sequence.kind {
      case .allowed: break
      case .cut where !isFinal:
        // What is before it needs no second look.
        return index == start ? nil : index
      case .forbidden:
        hasFoundForbidden = true
        replace(bytes, index..<index + sequence.count, by: Self.replacement)
      case .cut, .invalid:
        hasFoundInvalid = true
        replace(bytes, index..<index + sequence.count, by: Self.replacement)
      }
      index += sequence.count
    }
    return index
  }

  // MARK: References

  /// At a `&`.
  ///
  /// - Returns: where to go on; nil when more bytes are needed.
  private mutating func reference(_ bytes: UnsafeRawBufferPointer, at start: Int, _ isFinal: Bool) -> Int? {
    guard let first = CharacterReference(bytes, at: start, isFinal, Self.maximumReferenceBytes) else {
      return nil
    }
    guard let number = first.number, !CharacterReference.isAllowed(number) else { return first.end }
    if (0xD800...0xDBFF).contains(number) {
      guard let second = CharacterReference(bytes, at: first.end, isFinal, Self.maximumReferenceBytes) else {
        return nil
      }
      if let low = second.number, (0xDC00...0xDFFF).contains(low),
        let scalar = Unicode.Scalar(0x10000 + (number - 0xD800) << 10 + (low - 0xDC00))
      {
        replace(bytes, start..<second.end, by: Array(String(Character(scalar)).utf8))
        return second.end
      }
    }
    hasFoundForbidden = true
    replace(bytes, start..<first.end, by: Self.replacement)
    return first.end
  }
}

/// What stands where a character reference may stand.
private struct CharacterReference {
  /// The character's number; nil where there is no such reference.
  var number: UInt32?
  /// Where to go on.
  var end: Int

  /// - Returns: nil when more bytes are needed.
  init?(_ bytes: UnsafeRawBufferPointer, at start: Int, _ isFinal: Bool, _ maximum: Int) {
    end = start + 1
    let known = bytes[start...].prefix(maximum)
    let isWhole = isFinal || known.count == maximum
    guard known.starts(with: "&#".utf8) else {
      if !isWhole, "&#".utf8.starts(with: known) { return nil }
      return
    }
    var index = start + 2
    let isHexadecimal = index < known.endIndex && known[index] == UInt8(ascii: "x")
    if isHexadecimal { index += 1 }
    let digits = index
    var value: UInt32 = 0
    while index < known.endIndex, let digit = Self.digit(known[index], isHexadecimal) {
      value = min(value * (isHexadecimal ? 16 : 10) + digit, 0x11_0000)
      index += 1
    }
    guard index < known.endIndex else {
      if !isWhole { return nil }
      return
    }
    guard index > digits, known[index] == UInt8(ascii: ";") else { return }
    number = value
    end = index + 1
  }

  private static func digit(_ byte: UInt8, _ isHexadecimal: Bool) -> UInt32? {
    switch byte {
    case 0x30...0x39: UInt32(byte - 0x30)
    case 0x41...0x46 where isHexadecimal: UInt32(byte - 0x41 + 10)
    case 0x61...0x66 where isHexadecimal: UInt32(byte - 0x61 + 10)
    default: nil
    }
  }

  static func isAllowed(_ number: UInt32) -> Bool {
    switch number {
    case 0x9, 0xA, 0xD, 0x20...0xD7FF, 0xE000...0xFFFD, 0x1_0000...0x10_FFFF: true
    default: false
    }
  }
}

/// One character in UTF-8, or as much of one as there is (The Unicode Standard, table 3-7).
struct UTF8Sequence {
  enum Kind { case allowed, forbidden, invalid, cut }

  var kind = Kind.invalid
  var count = 1

  /// - Parameter start: of a byte that is no ASCII.
  init(_ bytes: UnsafeRawBufferPointer, at start: Int) {
    let lead = bytes[start]
    let length: Int
    var second: ClosedRange<UInt8> = 0x80...0xBF
    switch lead {
    case 0xC2...0xDF: length = 2
    case 0xE0: (length, second) = (3, 0xA0...0xBF)
    case 0xE1...0xEF: length = 3
    case 0xF0: (length, second) = (4, 0x90...0xBF)
    case 0xF1...0xF3: length = 4
    case 0xF4: (length, second) = (4, 0x80...0x8F)
    default: return
    }
    while count < length {
      guard start + count < bytes.count else {
        kind = .cut
        return
      }
      guard (count == 1 ? second : 0x80...0xBF).contains(bytes[start + count]) else { return }
      count += 1
    }
    // A surrogate, and the two at the end of the plane.
    let isForbidden =
      lead == 0xED && bytes[start + 1] >= 0xA0
      || lead == 0xEF && bytes[start + 1] == 0xBF && bytes[start + 2] >= 0xBE
    kind = isForbidden ? .forbidden : .allowed
  }
}
