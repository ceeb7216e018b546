internal import SessionControl

/// What a person wants executed, as it stands in an Execute's `Command`.
enum CommandText: Sendable {
  /// MDX, DAX, DMX, or a query of a view.
  case statement(String)
  case document(CommandDocument)

  /// - Parameters:
  ///   - text: a command as XML, or else a statement.
  ///   - firstLine: where it begins in its script.
  /// - Throws: ``ControlError`` of the code `badInput` for what can't be sent.
  init(_ text: String, firstLine: Int = 1) throws(ControlError) {
    if CommandDocument.isOne(text) {
      self = .document(try CommandDocument(text, firstLine: firstLine))
      return
    }
    guard XMLCharacters.areAllowed(text) else {
      throw ControlError(
        .badInput, "the statement has a control character, which XML can't carry", hint: "nothing was sent")
    }
    self = .statement(text)
  }

  var element: XMLText {
    switch self {
    case .statement(let text): "<Statement>\(text)</Statement>"
    case .document(let document): XMLText(stringLiteral: document.markup)
    }
  }

  /// The Format to ask for where nobody names one: only a query in MDX has cells, and only people can read a grid.
  func format(prefersCells: Bool) -> String {
    guard prefersCells, case .statement(let text) = self, Self.isMDXQuery(text) else { return "Tabular" }
    return "Multidimensional"
  }

  /// Whether it is a SELECT, and none of a view: that is no MDX, and has no cells (facts/xmla.md b, "DMV SQL").
  static func isMDXQuery(_ text: String) -> Bool {
    let word = XMLAScript.withoutLeadingComments(text[...]).prefix { $0.isLetter }.lowercased()
    return (word == "select" || word == "with") && !text.lowercased().contains("$system")
  }
}
