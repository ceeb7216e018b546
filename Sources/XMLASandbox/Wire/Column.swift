/// A column of a rowset, with the bytes that every one of its cells begins and ends with.
struct Column: Sendable {
  /// The types that the rowsets use, by their names in the inline schema.
  enum Kind: String, Sendable {
    case string = "xsd:string"
    case short = "xsd:short"
    case unsignedShort = "xsd:unsignedShort"
    case int = "xsd:int"
    case unsignedInt = "xsd:unsignedInt"
    case long = "xsd:long"
    case unsignedLong = "xsd:unsignedLong"
    case double = "xsd:double"
    case boolean = "xsd:boolean"
    case dateTime = "xsd:dateTime"
    case uuid = "uuid"
    case document = "xmlDocument"
  }

  let name: String
  /// The name of its elements.
  let element: String
  let kind: Kind
  fileprivate let open: [UInt8]
  fileprivate let close: [UInt8]
  fileprivate let empty: [UInt8]

  init(_ name: String, _ kind: Kind) {
    self.name = name
    self.kind = kind
    element = Self.encoded(name)
    open = Array("<\(element)>".utf8)
    close = Array("</\(element)>".utf8)
    empty = Array("<\(element)/>".utf8)
  }

  /// What no name of XML may hold is written as `_xHHHH_` (facts b).
  private static func encoded(_ name: String) -> String {
    name.unicodeScalars.map { scalar in
      if scalar.properties.isAlphabetic || scalar.properties.numericType != nil || scalar == "_" {
        return String(scalar)
      }
      let digits = String(scalar.value, radix: 16, uppercase: true)
      return "_x" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + "_"
    }
    .joined()
  }
}

extension [UInt8] {
  mutating func appendCell(_ column: Column, text: String) {
    guard !text.isEmpty else {
      append(contentsOf: column.empty)
      return
    }
    append(contentsOf: column.open)
    appendEscaped(text)
    append(contentsOf: column.close)
  }

  /// Writes elements as they are.
  mutating func appendCell(_ column: Column, markup: String) {
    append(contentsOf: column.open)
    appendText(markup)
    append(contentsOf: column.close)
  }

  mutating func appendCell(_ column: Column, number: Int64) {
    append(contentsOf: column.open)
    appendDecimal(number)
    append(contentsOf: column.close)
  }

  mutating func appendCell(_ column: Column, number: Int) {
    appendCell(column, number: Int64(number))
  }

  /// Writes nothing for nil: a column that is absent from a row is null.
  mutating func appendCell(_ column: Column, time: Timestamp?) {
    guard let time else { return }
    append(contentsOf: column.open)
    appendDateTime(time)
    append(contentsOf: column.close)
  }

  mutating func appendCell(_ column: Column, identifier: SessionIdentifier) {
    append(contentsOf: column.open)
    identifier.appendText(to: &self)
    append(contentsOf: column.close)
  }
}
