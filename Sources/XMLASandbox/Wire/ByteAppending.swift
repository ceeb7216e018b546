extension [UInt8] {
  /// Appends text as it is.
  mutating func appendText(_ text: String) {
    append(contentsOf: text.utf8)
  }

  /// Appends the content of an element: `<`, `>` and `&` as references, and the carriage return, which a
  /// reader would otherwise turn into a line feed.
  mutating func appendEscaped(_ text: String) {
    var text = text
    text.withUTF8 { bytes in
      var start = 0
      for position in bytes.indices {
        let reference: StaticString
        switch bytes[position] {
        case UInt8(ascii: "<"): reference = "&lt;"
        case UInt8(ascii: ">"): reference = "&gt;"
        case UInt8(ascii: "&"): reference = "&amp;"
        case UInt8(ascii: "\r"): reference = "&#xD;"
        default: continue
        }
        append(contentsOf: bytes[start..<position])
        reference.withUTF8Buffer { append(contentsOf: $0) }
        start = position + 1
      }
      append(contentsOf: bytes[start...])
    }
  }

  mutating func appendDecimal(_ number: Int64) {
    guard number >= 10 || number < 0 else {
      append(UInt8(ascii: "0") + UInt8(number))
      return
    }
    var rest = number.magnitude
    if number < 0 {
      append(UInt8(ascii: "-"))
    }
    let start = count
    while rest > 0 {
      append(UInt8(ascii: "0") + UInt8(rest % 10))
      rest /= 10
    }
    self[start...].reverse()
  }

  /// Appends a number with leading zeros.
  private mutating func appendPadded(_ number: Int64, width: Int) {
    var divisor: Int64 = 1
    for _ in 1..<width {
      divisor *= 10
    }
    while divisor > 0 {
      append(UInt8(ascii: "0") + UInt8(number / divisor % 10))
      divisor /= 10
    }
  }

  /// Appends an `xsd:dateTime` in UTC without a zone (facts b).
  mutating func appendDateTime(_ time: Timestamp) {
    let fields = time.fields
    appendPadded(fields.year, width: 4)
    append(UInt8(ascii: "-"))
    appendPadded(fields.month, width: 2)
    append(UInt8(ascii: "-"))
    appendPadded(fields.day, width: 2)
    append(UInt8(ascii: "T"))
    appendPadded(fields.hour, width: 2)
    append(UInt8(ascii: ":"))
    appendPadded(fields.minute, width: 2)
    append(UInt8(ascii: ":"))
    appendPadded(fields.second, width: 2)
    append(UInt8(ascii: "."))
    appendPadded(fields.millisecond, width: 3)
  }
}

extension String {
  /// The text as the value of an attribute in double quotes.
  var escapedAsAttribute: String {
    var result = ""
    for scalar in unicodeScalars {
      switch scalar {
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "&": result += "&amp;"
      case "\"": result += "&quot;"
      case "\t": result += "&#x9;"
      case "\n": result += "&#xA;"
      case "\r": result += "&#xD;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// The text as the content of an element.
  var escapedAsContent: String {
    var bytes: [UInt8] = []
    bytes.appendEscaped(self)
    return String(decoding: bytes, as: UTF8.self)
  }
}
