internal import CMariaDB
internal import SessionControl

/// A column of a result.
struct MySQLField {
  enum Kind { case integer, unsigned, double, text, bytes, bits }

  var name: String
  var kind: Kind

  /// The number of the pseudo character set that binary columns have.
  private static let binary: UInt32 = 63

  /// - Parameter isExact: whether decimal numbers, which a double can't hold, stay text, and what is no text is told
  ///   in hexadecimal digits.
  init(_ field: MYSQL_FIELD, isExact: Bool) {
    name = field.name.map { String(cString: $0) } ?? ""
    switch field.type {
    case MYSQL_TYPE_TINY, MYSQL_TYPE_SHORT, MYSQL_TYPE_INT24, MYSQL_TYPE_LONG, MYSQL_TYPE_LONGLONG:
      kind = field.flags & UInt32(UNSIGNED_FLAG) != 0 ? .unsigned : .integer
    case MYSQL_TYPE_FLOAT, MYSQL_TYPE_DOUBLE: kind = .double
    case MYSQL_TYPE_DECIMAL, MYSQL_TYPE_NEWDECIMAL: kind = isExact ? .text : .double
    case MYSQL_TYPE_BIT: kind = isExact ? .bits : .text
    case MYSQL_TYPE_GEOMETRY: kind = isExact ? .bytes : .text
    case MYSQL_TYPE_STRING, MYSQL_TYPE_VAR_STRING, MYSQL_TYPE_VARCHAR, MYSQL_TYPE_BLOB, MYSQL_TYPE_TINY_BLOB,
      MYSQL_TYPE_MEDIUM_BLOB, MYSQL_TYPE_LONG_BLOB:
      kind = isExact && field.charsetnr == Self.binary ? .bytes : .text
    default: kind = .text
    }
  }

  /// A cell's bytes as a value; the text itself where it does not fit the type.
  func value(_ bytes: UnsafeRawPointer, _ count: Int) -> Value {
    let buffer = UnsafeRawBufferPointer(start: bytes, count: count)
    if kind == .bytes { return .text(Self.text(ofBytes: buffer)) }
    // At most 64 of them, the highest first.
    if kind == .bits { return .unsigned(buffer.suffix(8).reduce(0) { $0 << 8 | UInt64($1) }) }
    let text = String(decoding: buffer, as: UTF8.self)
    let typed: Value? =
      switch kind {
      case .integer: Int64(text).map(Value.integer)
      case .unsigned: UInt64(text).map(Value.unsigned)
      case .double: Double(text).map(Value.double)
      case .text, .bytes, .bits: nil
      }
    return typed ?? .text(text)
  }

  /// Readable text as it is: many a server function gives its text as bytes. But for text that looks like hexadecimal
  /// digits itself.
  private static func text(ofBytes bytes: UnsafeRawBufferPointer) -> String {
    let isPlain = bytes.allSatisfy { $0 >= 0x20 && $0 != 0x7F || $0 == 0x0A || $0 == 0x09 }
    if isPlain, !bytes.starts(with: "0x".utf8), let text = String(validating: bytes, as: UTF8.self) {
      return text
    }
    let digits = Array("0123456789ABCDEF".utf8)
    let hexadecimal = bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
    return "0x" + String(decoding: hexadecimal, as: UTF8.self)
  }
}
