/// The columns of one rowset, and the search for the column of an element.
struct RowsetColumns {
  private(set) var list: [RowsetColumn] = []
  /// Expanded element names as expat reports them, zero-terminated.
  private var expandedNames: [[CChar]] = []

  init() {}

  /// Reads the inline schema: the elements of the complex type named `row`.
  init(schema: XMLNode) {
    let row = schema.children.first { $0.local == "complexType" && $0.attribute("name") == "row" }
    for element in row?.child("sequence")?.children ?? [] where element.local == "element" {
      guard let encoded = element.attribute("name") else { continue }
      append(
        RowsetColumn(
          name: element.attribute("field") ?? RowsetColumn.decoded(encoded), element: encoded,
          type: element.child("complexType") != nil
            ? .markup : element.attribute("type").map(RowsetColumn.ColumnType.init(name:)) ?? .untyped))
    }
  }

  mutating func append(_ column: RowsetColumn) {
    let separator = Character(Unicode.Scalar(XMLName.separator))
    list.append(column)
    expandedNames.append(Array("\(XMLNamespace.rowset)\(separator)\(column.element)".utf8CString))
  }

  /// The index of an element's column; `expected` is tried first, since rows keep the schema's order.
  func index(of name: XMLName, expecting expected: Int) -> Int? {
    if expected < expandedNames.count, name.matches(expanded: expandedNames[expected]) { return expected }
    if let index = expandedNames.firstIndex(where: { name.matches(expanded: $0) }) { return index }
    let local = name.parts.local
    return list.firstIndex { $0.element == local }
  }
}
