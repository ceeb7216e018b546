/// A small part of a document kept as a tree: a fault, messages, a schema, a cell that holds elements.
/// Rows never are.
final class XMLNode {
  struct Attribute: Equatable {
    var namespace: String
    var local: String
    var value: String
  }

  let namespace: String
  let local: String
  let attributes: [Attribute]
  private(set) var children: [XMLNode] = []
  /// The text directly inside, all runs joined.
  private(set) var text = ""

  init(_ name: XMLName, _ attributes: XMLAttributes) {
    (namespace, local) = name.parts
    self.attributes = attributes.all.map {
      let (namespace, local) = $0.name.parts
      return Attribute(namespace: namespace, local: local, value: $0.value)
    }
  }

  /// About how many bytes it takes, without its text and its children.
  var cost: Int {
    attributes.reduce(64 + namespace.utf8.count + local.utf8.count) {
      $0 + 64 + $1.namespace.utf8.count + $1.local.utf8.count + $1.value.utf8.count
    }
  }

  func append(_ child: XMLNode) { children.append(child) }

  func append(_ bytes: UnsafeBufferPointer<UInt8>) { text += String(decoding: bytes, as: UTF8.self) }

  /// The first child of that local name, whatever its namespace.
  func child(_ local: String) -> XMLNode? { children.first { $0.local == local } }

  /// An attribute by local name, whatever its namespace.
  func attribute(_ local: String) -> String? { attributes.first { $0.local == local }?.value }

  var trimmedText: String {
    String(text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
  }

  /// All text of the tree, in order, one space between its parts.
  var leafText: String {
    ([trimmedText] + children.map(\.leafText)).filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// The tree as XML text, with namespaces declared where they change and no prefixes.
  func markup(inside outer: String = "") -> String {
    var result = "<\(local)"
    if namespace != outer { result += " xmlns=\"\(XMLText.escaped(namespace))\"" }
    for attribute in attributes { result += " \(attribute.local)=\"\(XMLText.escaped(attribute.value))\"" }
    let content = XMLText.escaped(text) + children.map { $0.markup(inside: namespace) }.joined()
    return content.isEmpty ? result + "/>" : result + ">\(content)</\(local)>"
  }
}
