internal import SessionControl

/// Reads the reply to an XMLA request as a stream: rows and cells go to a sink, the rest becomes a ``Reply``.
///
/// Works by namespaces and local names, never by prefixes. Not Sendable: one thread feeds it.
final class ReplyReader: XMLStreamHandler {
  /// Of one cell.
  static let maximumCellBytes = 16 << 20

  /// Of all that is kept of a reply besides its rows: faults, messages, schemas; and of a row's markup.
  static let maximumKeptBytes = 16 << 20
  static let maximumColumns = 4_096
  /// Of all cells of one row.
  static let maximumRowBytes = 64 << 20

  private enum Context {
    case envelope, header, body, method, returnValue, results, root, row, cell
    /// A part that is kept as a tree and read when it ends.
    case tree
    /// A part of a multidimensional result.
    case dataset
    case ignored
  }

  private(set) var reply = Reply()
  private let sink: (any RowsetSink)?
  private let maximumCellSetBytes: Int
  // One thread uses them, and no callback runs inside another; checking that at each element and each text
  // costs as much as reading them.
  @exclusivity(unchecked) private var stack: [Context] = []
  private var trees: [XMLNode] = []
  /// Of the root that is being read, when it is multidimensional.
  private var dataset: CellSetReader?
  @exclusivity(unchecked) private var keptBytes = 0
  @exclusivity(unchecked) private var keptBytesBeforeRow = 0

  @exclusivity(unchecked) private var columns = RowsetColumns()
  @exclusivity(unchecked) private var columnsAreAnnounced = false
  private var hasAnnounced = false
  @exclusivity(unchecked) private var rowBytes = 0
  @exclusivity(unchecked) private var values: [Value] = []
  @exclusivity(unchecked) private var cellIndex = -1
  @exclusivity(unchecked) private var cell: [UInt8] = []
  @exclusivity(unchecked) private var cellType: RowsetColumn.ColumnType?
  @exclusivity(unchecked) private var cellIsNil = false
  @exclusivity(unchecked) private var cellMarkup: String?

  /// - Parameters:
  ///   - sink: receives the rows; without one they are counted and dropped.
  ///   - maximumCellSetBytes: of a multidimensional result in memory, about.
  init(sink: (any RowsetSink)? = nil, maximumCellSetBytes: Int = CellSetReader.maximumBytes) {
    self.sink = sink
    self.maximumCellSetBytes = maximumCellSetBytes
  }

  /// Whether a result or a fault has begun.
  private(set) var hasBegun = false

  /// Whether it is inside a Batch's reply and outside any of its results.
  var isBetweenResults: Bool { stack.last == .results }

  // MARK: Elements

  override func start(_ name: XMLName, _ attributes: XMLAttributes) throws {
    stack.append(try context(of: name, attributes, in: stack.last))
  }

  /// Decides what an element means where it stands.
  private func context(of name: XMLName, _ attributes: XMLAttributes, in outer: Context?) throws -> Context {
    switch outer {
    case nil:
      guard name.matches(XMLNamespace.soap, "Envelope") else {
        throw XMLFailure.foreignRoot(name: name.parts.local)
      }
      return .envelope
    case .envelope:
      if name.matches(XMLNamespace.soap, "Header") { return .header }
      return name.matches(XMLNamespace.soap, "Body") ? .body : .ignored
    case .header:
      if name.matches(XMLNamespace.xmla, "Session") { reply.sessionID = attributes["", "SessionId"] }
      return .ignored
    case .body:
      if name.matches(XMLNamespace.soap, "Fault") {
        hasBegun = true
        return try tree(name, attributes)
      }
      let isMethod =
        name.matches(XMLNamespace.xmla, "DiscoverResponse")
        || name.matches(XMLNamespace.xmla, "ExecuteResponse")
      return isMethod ? .method : .ignored
    case .method:
      return name.matches(XMLNamespace.xmla, "return") ? .returnValue : .ignored
    case .returnValue:
      if name.matches(XMLNamespace.multipleResults, "results") { return .results }
      return try beginRoot(name)
    case .results:
      return try beginRoot(name)
    case .root:
      return try rootChild(name, attributes)
    case .row:
      try beginCell(name, attributes)
      return .cell
    case .cell, .tree:
      return try tree(name, attributes)
    case .dataset:
      try dataset?.start(name, attributes)
      return .dataset
    case .ignored:
      return .ignored
    }
  }

  private func tree(_ name: XMLName, _ attributes: XMLAttributes) throws -> Context {
    let node = XMLNode(name, attributes)
    try keep(node.cost)
    trees.append(node)
    return .tree
  }

  private func keep(_ bytes: Int) throws {
    keptBytes += bytes
    if keptBytes > Self.maximumKeptBytes { throw XMLFailure.tooLarge(what: "a part that is not rows") }
  }

  private func beginRoot(_ name: XMLName) throws -> Context {
    let (namespace, local) = name.parts
    guard local == "root" else { return .ignored }
    let content: Reply.Result.Content =
      switch namespace {
      case XMLNamespace.rowset.description: .rowset
      case XMLNamespace.empty.description: .empty
      case XMLNamespace.dataset.description: .dataset
      default: .other(namespace: namespace)
      }
    try keep(64 + namespace.utf8.count)
    reply.results.append(Reply.Result(content: content))
    hasBegun = true
    columns = RowsetColumns()
    columnsAreAnnounced = false
    dataset = content == .dataset ? CellSetReader(maximumBytes: maximumCellSetBytes) : nil
    return .root
  }

  private func rootChild(_ name: XMLName, _ attributes: XMLAttributes) throws -> Context {
    if name.matches(XMLNamespace.rowset, "row") {
      if values.count == columns.list.count {
        for index in values.indices { values[index] = .null }
      } else {
        values = Array(repeating: .null, count: columns.list.count)
      }
      cellIndex = -1
      keptBytesBeforeRow = keptBytes
      rowBytes = 0
      return .row
    }
    if name.matches(XMLNamespace.schema, "schema") { return try tree(name, attributes) }
    for namespace in [XMLNamespace.exception, XMLNamespace.legacyException] {
      if name.matches(namespace, "Messages") { return try tree(name, attributes) }
      if name.matches(namespace, "Exception") {
        editResult { $0.hasException = true }
        return .ignored
      }
    }
    if let dataset {
      try dataset.start(name, attributes)
      return .dataset
    }
    return .ignored
  }

  override func text(_ bytes: UnsafeBufferPointer<UInt8>) throws {
    switch stack.last {
    case .cell:
      guard cell.count + bytes.count <= Self.maximumCellBytes else {
        throw XMLFailure.tooLarge(what: "a cell")
      }
      rowBytes += bytes.count
      guard rowBytes <= Self.maximumRowBytes else { throw XMLFailure.tooLarge(what: "a row") }
      cell.append(contentsOf: bytes)
    case .tree:
      try keep(bytes.count)
      trees.last?.append(bytes)
    case .dataset: try dataset?.text(bytes)
    default: break
    }
  }

  override func end() throws {
    switch stack.removeLast() {
    case .cell: endCell()
    case .row: try endRow()
    case .tree: try endTree()
    case .dataset: try dataset?.end()
    case .root: try endRoot()
    default: break
    }
  }

  private func endRoot() throws {
    if dataset == nil { try announceColumns() }
    guard let result = reply.results.last else { return }
    // After an exception cells may be missing that are not empty.
    if let dataset, !result.hasException, result.errors.isEmpty, let cells = try dataset.cells() {
      try sink?.cells(cells)
    }
    try sink?.end(result)
  }

  // MARK: Rows

  private func beginCell(_ name: XMLName, _ attributes: XMLAttributes) throws {
    if let index = columns.index(of: name, expecting: cellIndex + 1) {
      cellIndex = index
    } else {
      // Declared nowhere: kept all the same, as a new column at the end.
      guard columns.list.count < Self.maximumColumns else {
        throw XMLFailure.tooLarge(what: "the number of columns")
      }
      let local = name.parts.local
      cellIndex = columns.list.count
      columns.append(RowsetColumn(name: RowsetColumn.decoded(local), element: local, type: .untyped))
      values.append(.null)
      columnsAreAnnounced = false
    }
    cell.removeAll(keepingCapacity: true)
    cellMarkup = nil
    cellType = nil
    cellIsNil = false
    guard !attributes.isEmpty else { return }
    // Only the literal `true` makes a value nil (facts/xmla.md b).
    cellIsNil = attributes[XMLNamespace.instance, "nil"] == "true"
    cellType = attributes[XMLNamespace.instance, "type"].map(RowsetColumn.ColumnType.init(name:))
  }

  private func endCell() {
    guard !cellIsNil else { return }
    let declared = columns.types[cellIndex]
    let value =
      cellMarkup.map(Value.text)
      ?? CellReader.value(cell, declared == .untyped ? cellType ?? .untyped : declared)
    if case .text(let added) = value, cellMarkup != nil, case .text(let earlier) = values[cellIndex] {
      // A repeated element (nested rowsets do this): all of it is kept.
      values[cellIndex] = .text(earlier + added)
    } else {
      values[cellIndex] = value
    }
  }

  private func endRow() throws {
    keptBytes = keptBytesBeforeRow
    try announceColumns()
    editResult { $0.rowCount += 1 }
    try sink?.row(values)
  }

  private func announceColumns() throws {
    // No columns are news where a root before had some: its rows must not be read by those.
    guard !columnsAreAnnounced, !columns.list.isEmpty || hasAnnounced else { return }
    columnsAreAnnounced = true
    hasAnnounced = true
    try sink?.columns(columns.list)
  }

  // MARK: Trees

  private func endTree() throws {
    let node = trees.removeLast()
    if let parent = trees.last { return parent.append(node) }
    switch stack.last {
    case .cell:
      let error = CellError(node).map { "\(CellSet.Cell.errorMark) \($0.description)" }
      cellMarkup = (cellMarkup ?? "") + (error ?? node.markup(inside: XMLNamespace.rowset.description))
    case .body: reply.fault = Reply.Fault(node)
    case .root where node.local == "schema":
      columns = RowsetColumns(schema: node)
      guard columns.list.count <= Self.maximumColumns else {
        throw XMLFailure.tooLarge(what: "the number of columns")
      }
      columnsAreAnnounced = false
    case .root: editResult { $0.messages += ServerMessage.all(in: node) }
    default: break
    }
  }

  private func editResult(_ edit: (inout Reply.Result) -> Void) {
    guard !reply.results.isEmpty else { return }
    edit(&reply.results[reply.results.count - 1])
  }
}
