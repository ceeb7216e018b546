/// The kind of a result: its root, and the schema that tells what is in it.
protocol ResultSchema: Sendable {
  /// The start tag of the root.
  var root: String { get }
  /// The `xsd:schema` element.
  var text: String { get }
}

extension ResultSchema {
  static func root(_ namespace: String) -> String {
    "<root xmlns=\"\(namespace)\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
      + " xmlns:xsd=\"http://www.w3.org/2001/XMLSchema\""
      + " xmlns:msxmla=\"http://schemas.microsoft.com/analysisservices/2003/xmla\">"
  }
}
