internal import SessionControl

/// JSON text, written byte by byte: a listing may have a million rows.
enum JSONText {
  static func quoted(_ text: String) -> [UInt8] {
    var bytes: [UInt8] = []
    append(text, to: &bytes)
    return bytes
  }

  static func append(_ value: Value, to bytes: inout [UInt8]) {
    switch value {
    case .null: bytes += "null".utf8
    case .text(let text), .timestamp(let text): append(text, to: &bytes)
    // JSON has no infinities and no NaN.
    case .double(let number) where !number.isFinite: append(String(number), to: &bytes)
    case .unsigned(let number): append(number, to: &bytes)
    case .integer(let number) where number >= 0: append(UInt64(number), to: &bytes)
    case .decimal(let digits): bytes += digits.utf8
    case .integer, .double, .boolean: bytes += (value.text ?? "null").utf8
    }
  }

  /// The digits, without a text in between.
  private static func append(_ number: UInt64, to bytes: inout [UInt8]) {
    let start = bytes.count
    var rest = number
    repeat {
      bytes.append(UInt8(ascii: "0") + UInt8(rest % 10))
      rest /= 10
    } while rest > 0
    bytes[start...].reverse()
  }

  static func append(_ text: String, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    let isDone = text.utf8.withContiguousStorageIfAvailable { plain in
      guard plain.allSatisfy(isPlain) else { return false }
      bytes.append(contentsOf: plain)
      return true
    }
    if isDone != true { appendEscaped(text, to: &bytes) }
    bytes.append(UInt8(ascii: "\""))
  }

  /// Whether a byte goes into JSON as it is, whatever stands before it.
  private static func isPlain(_ byte: UInt8) -> Bool {
    byte >= 0x20 && byte < 0x7F && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
  }

  private static func appendEscaped(_ text: String, to bytes: inout [UInt8]) {
    for byte in text.utf8 {
      switch byte {
      case _ where isPlain(byte): bytes.append(byte)
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        bytes.append(UInt8(ascii: "\\"))
        bytes.append(byte)
      case 0x0A: bytes += Array("\\n".utf8)
      case 0x0D: bytes += Array("\\r".utf8)
      case 0x09: bytes += Array("\\t".utf8)
      // DEL too, so that a terminal shows no control character.
      case 0..<0x20, 0x7F: appendEscape(byte, to: &bytes)
      // Nor one of U+0080 to U+009F, which some terminals obey: in UTF-8, C2 and the number itself.
      case 0x80...0x9F where bytes.last == 0xC2:
        bytes.removeLast()
        appendEscape(byte, to: &bytes)
      default: bytes.append(byte)
      }
    }
  }

  private static func appendEscape(_ byte: UInt8, to bytes: inout [UInt8]) {
    let digits = String(byte, radix: 16)
    bytes += Array("\\u00\(digits.utf8.count == 1 ? "0" : "")\(digits)".utf8)
  }
}
