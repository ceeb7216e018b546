internal import SessionControl

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
  /// Every Error and Warning below a `Messages` or a `detail`, in order, however deep: learn.microsoft.com prints an
  /// extra `Message` element around them.
  static func all(in node: XMLNode) -> [ServerMessage] {
    node.children.flatMap { child in ServerMessage(child).map { [$0] } ?? all(in: child) }
  }

  /// The first of what ``all(in:)`` passes over and that may say something too, in words.
  static func unread(in node: XMLNode) -> String? {
    if !node.trimmedText.isEmpty { return "a text" }
    for child in node.children where ServerMessage(child) == nil {
      if let text = child.children.isEmpty
        ? "<\(child.local.shortened(to: 40).printable)>" : unread(in: child)
      {
        return text
      }
    }
    return nil
  }

  /// An Error or a Warning, or an error in Mondrian's own form; nil for another element.
  init?(_ node: XMLNode) {
    switch node.local {
    case "Error": self.init(node, severity: .error, code: "ErrorCode")
    case "Warning": self.init(node, severity: .warning, code: "WarningCode")
    case "error":
      self.init(
        severity: .error, code: nil,
        text: [node.child("code")?.trimmedText, node.child("desc")?.trimmedText]
          .compactMap { $0 }.joined(separator: ": "))
    default: return nil
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
