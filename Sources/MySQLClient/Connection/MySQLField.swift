internal import CMariaDB
internal import SessionControl

/// A column of a result.
struct MySQLField {
  enum Kind { case integer, unsigned, double, text }

  var name: String
  var kind: Kind

  init(_ field: MYSQL_FIELD) {
    name = field.name.map { String(cString: $0) } ?? ""
    switch field.type {
    case MYSQL_TYPE_TINY, MYSQL_TYPE_SHORT, MYSQL_TYPE_INT24, MYSQL_TYPE_LONG, MYSQL_TYPE_LONGLONG:
      kind = field.flags & UInt32(UNSIGNED_FLAG) != 0 ? .unsigned : .integer
    case MYSQL_TYPE_FLOAT, MYSQL_TYPE_DOUBLE, MYSQL_TYPE_DECIMAL, MYSQL_TYPE_NEWDECIMAL:
      kind = .double
    default: kind = .text
    }
  }

  /// A cell's bytes as a value; the text itself where it does not fit the type.
  func value(_ bytes: UnsafeRawPointer, _ count: Int) -> Value {
    let text = String(decoding: UnsafeRawBufferPointer(start: bytes, count: count), as: UTF8.self)
    let typed: Value? =
      switch kind {
      case .integer: Int64(text).map(Value.integer)
      case .unsigned: UInt64(text).map(Value.unsigned)
      case .double: Double(text).map(Value.double)
      case .text: nil
      }
    return typed ?? .text(text)
  }
}
