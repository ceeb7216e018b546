internal import SessionControl

/// An error in place of a cell's value, in a multidimensional result or in a row: its code and text are children, or
/// attributes as in messages (learn.microsoft.com, "Error Element (XMLA)").
struct CellError {
  var code: String?
  var text: String?

  init(_ attributes: XMLAttributes) {
    code = attributes["", "ErrorCode"]
    text = attributes["", "Description"]
  }

  /// - Returns: nil when it is another element.
  init?(_ node: XMLNode) {
    guard node.local == "Error", node.namespace == XMLNamespace.exception.description else { return nil }
    code = node.child("ErrorCode")?.trimmedText ?? node.attribute("ErrorCode")
    text = node.child("Description")?.trimmedText ?? node.attribute("Description")
  }

  var description: String {
    ServerMessage(
      severity: .error, code: code.flatMap(XMLACode.init(text:)), text: text ?? "the server tells no more"
    ).description
  }
}
