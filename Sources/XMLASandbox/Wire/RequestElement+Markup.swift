extension RequestElement {
  /// The element as XML text without prefixes, as a listing shows the command that it is.
  func markup(inside namespace: String = "") -> String {
    var result = "<\(name)"
    if place.namespace != namespace { result += " xmlns=\"\(place.namespace.escapedAsAttribute)\"" }
    for (name, value) in attributes.sorted(by: { $0.key < $1.key }) {
      result += " \(name)=\"\(value.escapedAsAttribute)\""
    }
    let content = trimmedText.escapedAsContent + children.map { $0.markup(inside: place.namespace) }.joined()
    return content.isEmpty ? result + "/>" : result + ">\(content)</\(name)>"
  }
}
