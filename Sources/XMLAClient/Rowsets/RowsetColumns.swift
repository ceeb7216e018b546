/// The columns of one rowset, and the search for the column of an element.
struct RowsetColumns {
  private(set) var list: [RowsetColumn] = []
  /// The type of each column, apart from its names for the same reason as below.
  private(set) var types: [RowsetColumn.ColumnType] = []
  /// Expanded element names as expat reports them, each zero-terminated, one after the other: a single array is
  /// read for millions of cells without counting references.
  private var expandedNames: [CChar] = []
  /// Where each of them begins.
  private var nameStarts: [Int] = []

  init() {}

  /// Reads the inline schema: the elements of the type named `row`, or of the element of that name, in the order in
  /// which they stand there, whether in a `sequence`, a `choice` (facts/xmla.md j) or both.
  init(schema: XMLNode) {
    let named = schema.children.first { $0.local == "complexType" && $0.attribute("name") == "row" }
    let row =
      named
      ?? schema.descendant { $0.local == "element" && $0.attribute("name") == "row" }?
      .child("complexType")
    for element in row?.elements ?? [] {
      guard let encoded = element.attribute("name") else { continue }
      append(
        RowsetColumn(
          name: element.attribute("field") ?? RowsetColumn.decoded(encoded), element: encoded,
          type: element.child("complexType") != nil
            ? .markup : element.type.map(RowsetColumn.ColumnType.init(name:)) ?? .untyped))
    }
  }

  mutating func append(_ column: RowsetColumn) {
    let separator = Character(Unicode.Scalar(XMLName.separator))
    list.append(column)
    types.append(column.type)
    nameStarts.append(expandedNames.count)
    expandedNames += "\(XMLNamespace.rowset)\(separator)\(column.element)".utf8CString
  }

  /// The index of an element's column; `expected` is tried first, since rows keep the schema's order.
  ///
  /// Mutating so that a reader which owns it lends it: a copy for each cell would count references again.
  mutating func index(of name: XMLName, expecting expected: Int) -> Int? {
    let found = expandedNames.withUnsafeBufferPointer { names -> Int? in
      guard let start = names.baseAddress else { return nil }
      if expected < nameStarts.count, name.matches(expanded: start + nameStarts[expected]) { return expected }
      return nameStarts.firstIndex { name.matches(expanded: start + $0) }
    }
    if let found { return found }
    let local = name.parts.local
    return list.firstIndex { $0.element == local }
  }
}

extension XMLNode {
  /// The elements that a type declares, those of its groups among them.
  fileprivate var elements: [XMLNode] {
    children.flatMap { child in
      switch child.local {
      case "element": [child]
      case "sequence", "choice", "all": child.elements
      default: [] as [XMLNode]
      }
    }
  }

  /// The name of an element's type, or of that which it restricts.
  fileprivate var type: String? {
    attribute("type") ?? child("simpleType")?.child("restriction")?.attribute("base")
  }

  fileprivate func descendant(where isMeant: (XMLNode) -> Bool) -> XMLNode? {
    for child in children {
      if isMeant(child) { return child }
      if let found = child.descendant(where: isMeant) { return found }
    }
    return nil
  }
}
