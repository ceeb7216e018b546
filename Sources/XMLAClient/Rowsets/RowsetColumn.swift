/// A column as the reply's inline schema declares it.
struct RowsetColumn: Sendable, Equatable {
  /// How the text of a cell is read.
  enum ColumnType: Sendable, Equatable {
    case string, integer, unsigned, decimal, double, boolean, dateTime
    /// Child elements; kept as XML text.
    case markup
    /// Each cell says its own type (`xsi:type`); text where it does not.
    case untyped
    /// Anything else (uuid, duration, …): text as sent, and an empty element is no value.
    case verbatim

    /// - Parameter name: a schema type such as `xsd:int`; only the local part counts.
    init(name: String) {
      switch name.split(separator: ":").last ?? "" {
      case "string": self = .string
      case "byte", "short", "int", "long", "integer", "negativeInteger", "nonPositiveInteger":
        self = .integer
      case "unsignedByte", "unsignedShort", "unsignedInt", "unsignedLong", "nonNegativeInteger",
        "positiveInteger":
        self = .unsigned
      case "decimal": self = .decimal
      case "float", "double": self = .double
      case "boolean": self = .boolean
      case "dateTime": self = .dateTime
      case "xmlDocument": self = .markup
      default: self = .verbatim
      }
    }
  }

  /// The true name (`sql:field`), or the element's name decoded.
  var name: String
  /// The element's local name, encoded.
  var element: String
  var type: ColumnType
  /// Whether the schema has it, and not only a row.
  var isDeclared = true

  /// Decodes `_xHHHH_` escapes of XML names (facts/xmla.md b).
  static func decoded(_ element: String) -> String {
    guard element.contains("_x") else { return element }
    var result = ""
    var rest = element[...]
    while let start = rest.firstRange(of: "_x") {
      result += rest[..<start.lowerBound]
      let digits = rest[start.upperBound...].prefix(4)
      let end = digits.endIndex
      if digits.count == 4, let number = UInt32(digits, radix: 16), let scalar = Unicode.Scalar(number),
        end < rest.endIndex, rest[end] == "_"
      {
        result.unicodeScalars.append(scalar)
        rest = rest[rest.index(after: end)...]
      } else {
        result += "_x"
        rest = rest[start.upperBound...]
      }
    }
    return result + rest
  }
}
