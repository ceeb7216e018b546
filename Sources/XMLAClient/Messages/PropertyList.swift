internal import SessionControl

/// The properties of a request: the usual ones, each replaced by what was given by that name, and then the rest of what was
/// given. One with an empty value is left out: some servers refuse a request for a property that they do not know.
struct PropertyList: Sendable, Equatable {
  typealias Pair = (name: String, value: String)

  /// Of a Discover. The application's name is not among them: Mondrian refuses it there, and the HTTP header says it
  /// (facts/xmla.md j).
  static let discover = [("Content", "SchemaData"), ("Format", "Tabular"), locale]
  /// Of an Execute that is answered by rows or cells.
  static let statement = discover + [application]
  /// Of an Execute that is answered by nothing of the kind.
  static let command = [locale, application]

  private static let locale = ("LocaleIdentifier", "1033")
  private static let application = ("SspropInitAppName", Product.name)

  private var names: [String]
  /// Empty where it is not to be sent.
  private var values: [String: String]

  init(_ usual: [Pair], given: [Pair]) {
    names = []
    values = [:]
    for (name, value) in usual + given {
      if values.updateValue(value, forKey: name) == nil { names.append(name) }
    }
  }

  /// Adds a property, unless there is one of that name.
  mutating func add(_ name: String, _ value: String) {
    guard values[name] == nil else { return }
    names.append(name)
    values[name] = value
  }

  /// Its lines, at the place that they have in a request.
  var element: XMLText {
    let lines = names.compactMap { name -> String? in
      guard let value = values[name], !value.isEmpty else { return nil }
      return "          <\(name)>\(XMLText.escaped(value))</\(name)>\n"
    }
    return XMLText(
      stringLiteral: lines.isEmpty
        ? "<PropertyList/>" : "<PropertyList>\n\(lines.joined())        </PropertyList>")
  }
}
