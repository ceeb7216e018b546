/// XML under construction. An interpolated value is escaped; only `\(raw:)` puts markup in, so a value can
/// never become an element.
struct XMLText: ExpressibleByStringInterpolation, Sendable, Equatable {
  let markup: String

  init(stringLiteral value: String) { markup = value }

  init(stringInterpolation: StringInterpolation) { markup = stringInterpolation.markup }

  struct StringInterpolation: StringInterpolationProtocol {
    var markup = ""

    init(literalCapacity: Int, interpolationCount: Int) { markup.reserveCapacity(literalCapacity) }

    mutating func appendLiteral(_ literal: String) { markup += literal }

    /// Text, escaped for element content and attribute values alike.
    mutating func appendInterpolation(_ text: String) { markup += XMLText.escaped(text) }

    mutating func appendInterpolation(_ number: UInt64) { markup += String(number) }

    mutating func appendInterpolation(raw text: XMLText) { markup += text.markup }
  }

  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&apos;"
      case "\r": result += "&#13;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
