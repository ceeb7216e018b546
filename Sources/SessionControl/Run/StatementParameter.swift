/// What a `@Name` of a statement in DAX or MDX stands for: `NAME=VALUE` or `NAME:TYPE=VALUE` on the command line.
public struct StatementParameter: Sendable, Equatable {
  /// A type of XML Schema; servers compare a number with a number only.
  public enum ValueType: String, Sendable, CaseIterable {
    case string, int, long, double, decimal, boolean, dateTime

    /// The type of a value that is written plainly: a whole number, a number with a point or an exponent, a truth value, a
    /// point in time. All else is a text, such as 007 and 2026-11-28.
    public init(of value: String) {
      self =
        switch value {
        case "true", "false": .boolean
        case _ where value.wholeMatch(of: /-?(0|[1-9][0-9]*)/) != nil:
          Int32(value) != nil ? .int : Int64(value) != nil ? .long : .string
        case _ where value.wholeMatch(of: /-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?/) != nil: .double
        case _
        where value.wholeMatch(of: /[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?Z?/)
          != nil:
          .dateTime
        default: .string
        }
    }
  }

  public var name: String
  public var type: ValueType
  public var value: String

  /// - Parameter text: as on the command line; an `@` before the name is not part of it.
  /// - Throws: ``ControlError`` of the code `usage`.
  public init(text: String) throws {
    let end = text.firstIndex(of: "=") ?? text.endIndex
    let words = text[..<end].split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    var type: ValueType?
    if words.count > 1 {
      type = ValueType(rawValue: String(words[1]))
      guard type != nil else {
        throw ControlError(
          .usage, "'\(String(words[1]).printable)' is no type of a parameter",
          hint: "one of \(ValueType.allCases.map(\.rawValue).joined(separator: ", ")); nothing was sent")
      }
    }
    let name = words[0].hasPrefix("@") ? words[0].dropFirst() : words[0]
    let pair = try RowsetRequest.Pair(text: String(name) + text[end...], what: "parameter")
    self.name = pair.name
    self.type = type ?? ValueType(of: pair.value)
    value = pair.value
  }

  /// The parameters of a command line, each once: servers tell them apart without regard to case.
  public static func distinct(_ texts: [String]) throws -> [StatementParameter] {
    let parameters = try texts.map(StatementParameter.init(text:))
    var seen: Set<String> = []
    for parameter in parameters where !seen.insert(parameter.name.lowercased()).inserted {
      throw ControlError(.usage, "parameter \(parameter.name) is given twice", hint: "nothing was sent")
    }
    return parameters
  }
}
