internal import SessionControl

/// The properties of a request: the usual ones, each replaced by what was given by that name, and then the rest of what was
/// given. One with an empty value is left out: some servers refuse a request for a property that they do not know.
struct PropertyList {
  /// Of a Discover. The application's name is not among them: Mondrian refuses it there, and the HTTP header says it
  /// (facts/xmla.md j).
  static let discover = [("Content", "SchemaData"), ("Format", "Tabular"), ("LocaleIdentifier", "1033")]
  /// Of an Execute that is answered by rows or cells.
  static let statement = discover + [application]

  private static let application = ("SspropInitAppName", Product.name)

  private var properties: [(name: String, value: String)]

  init(_ usual: [(name: String, value: String)], given: [(name: String, value: String)]) {
    properties = usual
    for property in given {
      if let index = properties.firstIndex(where: { $0.name == property.name }) {
        properties[index] = property
      } else {
        properties.append(property)
      }
    }
    properties.removeAll { $0.value.isEmpty }
  }

  /// Its lines, at the place that they have in a request.
  var element: XMLText {
    let lines = properties.map { "          <\($0.name)>\(XMLText.escaped($0.value))</\($0.name)>\n" }
    return XMLText(
      stringLiteral: lines.isEmpty
        ? "<PropertyList/>" : "<PropertyList>\n\(lines.joined())        </PropertyList>")
  }
}
