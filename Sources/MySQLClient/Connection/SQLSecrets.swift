internal import SessionControl

/// Keeps the passwords that are part of SQL out of traces.
enum SQLSecrets {
  /// The statement, with every quoted text hidden where one of them may be a password.
  static func masked(_ sql: String) -> String {
    guard SecretWords.areIn(sql) else { return sql }
    var result: [UInt8] = []
    var quote: UInt8?
    var isEscaped = false
    for byte in sql.utf8 {
      if let open = quote {
        if isEscaped {
          isEscaped = false
        } else if byte == UInt8(ascii: "\\") {
          isEscaped = true
        } else if byte == open {
          result += "***".utf8
          result.append(byte)
          quote = nil
        }
      } else {
        result.append(byte)
        if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") { quote = byte }
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
