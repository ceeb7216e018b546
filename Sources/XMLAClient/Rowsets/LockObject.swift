/// What LOCK_OBJECT_ID names: an XML document of ids from the database down. In a reply it stands as an element
/// or as escaped text (facts/xmla.md i.7); both arrive here as text.
struct LockObject: Equatable {
  /// The ids, such as `Sales DW/Sales/Internet Sales/2026`; the text itself where it is no such document.
  var path: String
  var database: String?

  init(_ text: String) {
    path = text
    guard text.first(where: { !$0.isWhitespace }) == "<", let root = try? LockObjectReader.read(text) else {
      return
    }
    let ids = root.leaves
    guard !ids.isEmpty else { return }
    path = ids.map(\.text).joined(separator: "/")
    database = ids.first { $0.element == "DatabaseID" }?.text
  }
}

extension XMLNode {
  /// The texts of the elements that hold no other, in order.
  fileprivate var leaves: [(element: String, text: String)] {
    if children.isEmpty { return trimmedText.isEmpty ? [] : [(local, trimmedText)] }
    return children.flatMap(\.leaves)
  }
}

/// Reads one small document into a tree.
private final class LockObjectReader: XMLStreamHandler {
  private var open: [XMLNode] = []
  private var root: XMLNode?

  static func read(_ text: String) throws -> XMLNode? {
    let reader = LockObjectReader()
    let parser = XMLStreamParser(handler: reader)
    try Array(text.utf8).withUnsafeBytes { try parser.feed($0) }
    try parser.finish()
    return reader.root
  }

  override func start(_ name: XMLName, _ attributes: XMLAttributes) { open.append(XMLNode(name, attributes)) }

  override func text(_ bytes: UnsafeBufferPointer<UInt8>) { open.last?.append(bytes) }

  override func end() {
    let node = open.removeLast()
    if let parent = open.last { parent.append(node) } else { root = node }
  }
}
