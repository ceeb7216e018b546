/// A short name for long ones, the same in every build and on every machine. It tells things apart by mistake, and keeps
/// nobody out who wants to be taken for another.
enum Fingerprint {
  static let radix: UInt64 = 36
  static let digits = 6

  /// - Parameter names: in an order that never changes.
  static func text(of names: [String]) -> String {
    text(of: names.joined(separator: "\n").utf8)
  }

  /// Of a GUID, however it is written.
  static func text(ofGUID id: String) -> String {
    text(
      of: id.utf8.lazy.filter { $0 != UInt8(ascii: "{") && $0 != UInt8(ascii: "}") }.map { byte in
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
      })
  }

  private static func text(of bytes: some Sequence<UInt8>) -> String {
    // FNV-1a.
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    var short = (hash >> 32) ^ hash
    var text = ""
    for _ in 0..<digits {
      text.append(contentsOf: String(short % radix, radix: Int(radix)))
      short /= radix
    }
    return text
  }

  /// Whether a text is one.
  static func isOne(_ text: Substring) -> Bool { text.utf8.count == digits && text.utf8.allSatisfy(isDigit) }

  /// A number in the same digits; nil when it is none, or too long for one.
  static func number(_ text: Substring) -> UInt64? {
    text.utf8.count <= 12 && !text.isEmpty && text.utf8.allSatisfy(isDigit)
      ? UInt64(text, radix: Int(radix)) : nil
  }

  static func text(of number: UInt64) -> String { String(number, radix: Int(radix)) }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
  }
}
