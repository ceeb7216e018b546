// How faults and messages are read from the small trees that the reader keeps of them.

extension Reply.Fault {
  /// Reads a SOAP fault. Its children may be in SOAP's namespace or in none.
  init(_ node: XMLNode) {
    code = node.child("faultcode")?.trimmedText ?? ""
    text = node.child("faultstring")?.trimmedText ?? ""
    actor = node.child("faultactor")?.trimmedText
    let detail = node.child("detail")
    errors = detail.map(ServerMessage.all(in:)) ?? []
    remark = detail?.leafText ?? ""
  }
}

extension ServerMessage {
  /// Every Error and Warning below a `Messages` or a `detail`, in order; through the extra `Message` element
  /// that learn.microsoft.com prints, and in Mondrian's own form.
  static func all(in node: XMLNode) -> [ServerMessage] {
    node.children.flatMap { child -> [ServerMessage] in
      switch child.local {
      case "Error": [ServerMessage(child, severity: .error, code: "ErrorCode")]
      case "Warning": [ServerMessage(child, severity: .warning, code: "WarningCode")]
      case "Message": all(in: child)
      case "error":
        [
          ServerMessage(
            severity: .error, code: nil,
            text: [child.child("code")?.trimmedText, child.child("desc")?.trimmedText]
              .compactMap { $0 }.joined(separator: ": "))
        ]
      default: []
      }
    }
  }

  private init(_ node: XMLNode, severity: Severity, code: String) {
    let location = node.child("Location")
    let start = location?.child("Start")
    let place = [start?.child("Line"), start?.child("Column")].compactMap { $0?.trimmedText }
    let isPlace = place.first.flatMap { Int($0) }.map { $0 > 0 } ?? false
    self.init(
      severity: severity, code: node.attribute(code).flatMap(XMLACode.init(text:)),
      text: node.attribute("Description") ?? "", source: node.attribute("Source"),
      location: place.isEmpty ? nil : place.joined(separator: ":"),
      isAboutStatement: isPlace && location?.child("SourceObject") == nil)
  }
}
