internal import SessionControl

/// Reads the text of a cell into a typed value (facts/xmla.md b).
enum CellReader {
  /// - Returns: an empty string for an empty string column, no value for any other empty one, and the text
  ///   itself where it does not fit the declared type, so that nothing the server sent is lost.
  static func value(_ bytes: [UInt8], _ type: RowsetColumn.ColumnType) -> Value {
    if bytes.isEmpty {
      return switch type {
      case .string, .untyped: .text("")
      default: .null
      }
    }
    switch type {
    case .string, .untyped, .markup, .verbatim:
      return .text(text(bytes))
    case _ where isBlank(bytes[0]) || isBlank(bytes[bytes.count - 1]):
      // XML Schema takes no account of blanks around a number or a time.
      let inner = value(Array(bytes.drop(while: isBlank).reversed().drop(while: isBlank).reversed()), type)
      guard case .text = inner else { return inner }
      return .text(text(bytes))
    case .integer:
      return integer(bytes).map(Value.integer) ?? .text(text(bytes))
    case .unsigned:
      return unsigned(bytes).map(Value.unsigned) ?? .text(text(bytes))
    case .decimal:
      return isNumber(bytes) ? .decimal(text(bytes)) : .text(text(bytes))
    case .double:
      let text = text(bytes)
      // Too large for a double, or INF and NaN as XML Schema writes them: no number that could be shown as one.
      guard let number = Double(text), number.isFinite else { return .text(text) }
      return isNumber(bytes) ? .decimal(text) : .double(number)
    case .boolean:
      return switch text(bytes) {
      case "true", "1": .boolean(true)
      case "false", "0": .boolean(false)
      case let other: .text(other)
      }
    case .dateTime:
      let text = text(bytes)
      if isDateTime(bytes) { return .timestamp(text.hasSuffix("Z") ? text : text + "Z") }
      return ServerTime.utc(ofOffset: text).map(Value.timestamp) ?? .text(text)
    }
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
  }

  private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  /// Whether it is a number as JSON writes them too (RFC 8259, 6).
  private static func isNumber(_ bytes: [UInt8]) -> Bool {
    var rest = bytes[...]
    func digits() -> Int {
      let digits = rest.prefix { (0x30...0x39).contains($0) }
      rest = rest.dropFirst(digits.count)
      return digits.count
    }
    if rest.first == 0x2D { rest.removeFirst() }
    let isZero = rest.first == 0x30
    let count = digits()
    guard count == 1 || count > 1 && !isZero else { return false }
    if rest.first == 0x2E {
      rest.removeFirst()
      guard digits() > 0 else { return false }
    }
    if rest.first == 0x65 || rest.first == 0x45 {
      rest.removeFirst()
      if rest.first == 0x2B || rest.first == 0x2D { rest.removeFirst() }
      guard digits() > 0 else { return false }
    }
    return rest.isEmpty
  }

  private static func unsigned(_ bytes: [UInt8]) -> UInt64? {
    guard bytes.count <= 19 else { return UInt64(text(bytes)) }
    var result: UInt64 = 0
    for byte in bytes {
      guard (0x30...0x39).contains(byte) else { return nil }
      result = result * 10 + UInt64(byte - 0x30)
    }
    return result
  }

  private static func integer(_ bytes: [UInt8]) -> Int64? {
    if bytes.count <= 18, bytes[0] != 0x2D, bytes[0] != 0x2B { return unsigned(bytes).map(Int64.init) }
    return Int64(text(bytes))
  }

  /// `YYYY-MM-DDThh:mm:ss` with any fraction and no zone but Z.
  private static func isDateTime(_ bytes: [UInt8]) -> Bool {
    guard bytes.count >= 19 else { return false }
    for (index, byte) in bytes.enumerated() {
      let isRight =
        switch index {
        case 4, 7: byte == 0x2D
        case 10: byte == 0x54
        case 13, 16: byte == 0x3A
        case 19: byte == 0x2E || (byte == 0x5A && bytes.count == 20)
        case _ where index == bytes.count - 1 && byte == 0x5A: true
        default: (0x30...0x39).contains(byte)
        }
      guard isRight else { return false }
    }
    return true
  }
}
