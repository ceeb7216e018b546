/// The GUID that names a session.
struct SessionIdentifier: Hashable, Sendable {
  var high: UInt64
  var low: UInt64

  init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// Reads a GUID in any case, with or without braces (clients send both forms).
  ///
  /// - Returns: nil for anything else.
  init?(_ text: String) {
    var characters = Substring(text)
    if characters.hasPrefix("{"), characters.hasSuffix("}") {
      characters = characters.dropFirst().dropLast()
    }
    let bytes = Array(characters.utf8)
    guard bytes.count == 36 else { return nil }
    var digits: [UInt64] = []
    digits.reserveCapacity(32)
    for (offset, byte) in bytes.enumerated() {
      if [8, 13, 18, 23].contains(offset) {
        guard byte == UInt8(ascii: "-") else { return nil }
      } else {
        guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue, byte < 128 else { return nil }
        digits.append(UInt64(digit))
      }
    }
    high = digits[..<16].reduce(0) { $0 << 4 | $1 }
    low = digits[16...].reduce(0) { $0 << 4 | $1 }
  }

  /// The 36 bytes of the text form, in capitals.
  func appendText(to bytes: inout [UInt8]) {
    for position in 0..<16 {
      if position == 8 || position == 12 {
        bytes.append(UInt8(ascii: "-"))
      }
      bytes.append(Self.digit(high, position))
    }
    bytes.append(UInt8(ascii: "-"))
    for position in 0..<16 {
      if position == 4 {
        bytes.append(UInt8(ascii: "-"))
      }
      bytes.append(Self.digit(low, position))
    }
  }

  /// The text form, in capitals and without braces.
  var text: String {
    var bytes: [UInt8] = []
    appendText(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func digit(_ value: UInt64, _ position: Int) -> UInt8 {
    let nibble = UInt8(truncatingIfNeeded: value >> UInt64(60 - 4 * position)) & 0xF
    return nibble < 10 ? UInt8(ascii: "0") + nibble : UInt8(ascii: "A") + nibble - 10
  }
}
