/// One cell as a server sent it, typed.
public enum Value: Sendable, Hashable {
  /// The server sent no value.
  case null
  case text(String)
  case integer(Int64)
  case unsigned(UInt64)
  case double(Double)
  /// A number as the server wrote it, digit by digit, in a form that is one in JSON too: a decimal has more digits than
  /// a double, and a double may be written in more than one way.
  case decimal(String)
  case boolean(Bool)
  /// A point in time, ISO-8601 in UTC with a trailing `Z`. XMLA's dateTime has no zone and means UTC
  /// (facts/xmla.md b), so the digits are kept and the zone is made explicit.
  case timestamp(String)

  /// The value as plain text; nil for null.
  public var text: String? {
    switch self {
    case .null: nil
    case .text(let value), .timestamp(let value), .decimal(let value): value
    case .integer(let value): String(value)
    case .unsigned(let value): String(value)
    case .double(let value): String(value)
    case .boolean(let value): value ? "true" : "false"
    }
  }

  public var isNumber: Bool {
    switch self {
    case .integer, .unsigned, .double, .decimal: true
    case .null, .text, .boolean, .timestamp: false
    }
  }

  /// The value as a count; nil when it is not a non-negative whole number. A server that declares no types
  /// sends numbers as text.
  public var count: UInt64? {
    switch self {
    case .integer(let value): UInt64(exactly: value)
    case .unsigned(let value): value
    case .text(let value), .decimal(let value): value.first?.isNumber == true ? UInt64(value) : nil
    default: nil
    }
  }

  /// An optional text, null when absent.
  public init(_ text: String?) { self = text.map(Value.text) ?? .null }

  /// An optional count, null when absent.
  public init(_ count: UInt64?) { self = count.map(Value.unsigned) ?? .null }

  /// An optional point in time, null when absent.
  public init(timestamp: String?) { self = timestamp.map(Value.timestamp) ?? .null }
}
