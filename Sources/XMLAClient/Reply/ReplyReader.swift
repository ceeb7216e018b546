internal import SessionControl

/// Reads the reply to an XMLA request as a stream: rows and cells go to a sink, the rest becomes a ``Reply``.
///
/// Works by namespaces and local names, never by prefixes. Not Sendable: one thread feeds it.
final class ReplyReader: XMLStreamHandler {
  /// Of one cell; a longer one is cut, and says so.
  static let maximumCellBytes = 16 << 20

  /// Of all that is kept of a reply besides its rows: faults, messages, schemas; and of a row's markup.
  static let maximumKeptBytes = 16 << 20
  static let maximumColumns = 4_096
  /// Of all cells of one row; those after it are cut.
  static let maximumRowBytes = 64 << 20
  /// About what the tags of an element take.
  private static let tagBytes: Int64 = 48
  /// What stands at the end of a cell that was cut.
  static let cutMark = "#CUT, it is longer"

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
  /// Whether columns were announced, of any root, and of this root since its last schema.
  private var hasAnnounced = false
  private var isFurther = false
  private var hasBody = false
  /// Whether the response holds a return value, and that a value.
  private var hasReturn = false
  private var hasValue = false
  @exclusivity(unchecked) private var isInRow = false
  @exclusivity(unchecked) private var rowBytes = 0
  @exclusivity(unchecked) private var values: [Value] = []
  @exclusivity(unchecked) private var cellIndex = -1
  @exclusivity(unchecked) private var cell: [UInt8] = []
  @exclusivity(unchecked) private var cellType: RowsetColumn.ColumnType?
  @exclusivity(unchecked) private var cellIsNil = false
  @exclusivity(unchecked) private var cellIsCut = false
  @exclusivity(unchecked) private var cellMarkup: String?

  /// - Parameters:
  ///   - sink: receives the rows; without one they are counted and dropped.
  ///   - maximumCellSetBytes: of a multidimensional result in memory, about.
  init(sink: (any RowsetSink)? = nil, maximumCellSetBytes: Int = CellSetReader.maximumBytes) {
    self.sink = sink
    self.maximumCellSetBytes = maximumCellSetBytes
  }

  /// About how many bytes said something: elements, and the texts of those that are kept. Blanks between them are nothing.
  @exclusivity(unchecked) private(set) var contentBytes: Int64 = 0

  /// Whether a result or a fault has begun.
  private(set) var hasBegun = false

  /// Whether it is inside a Batch's reply and outside any of its results.
  var isBetweenResults: Bool { stack.last == .results }

  // MARK: Elements

  override func start(_ name: XMLName, _ attributes: XMLAttributes) throws {
    contentBytes += Self.tagBytes
    stack.append(try context(of: name, attributes, in: stack.last))
  }

  /// Decides what an element means where it stands.
  private func context(of name: XMLName, _ attributes: XMLAttributes, in outer: Context?) throws -> Context {
    switch outer {
    case .row:
      try beginCell(name, attributes)
      return .cell
    case .root: return try rootChild(name, attributes)
    case .cell, .tree:
      if isInRow, cellIsCut { return .ignored }
      return try tree(name, attributes)
    case .dataset:
      try dataset?.start(name, attributes)
      return .dataset
    case nil:
      guard name.matches(XMLNamespace.soap, orNone: "Envelope") else {
        throw XMLFailure.foreignRoot(name: name.parts.local)
      }
      return .envelope
    case .envelope:
      if name.matches(XMLNamespace.soap, orNone: "Header") { return .header }
      guard name.matches(XMLNamespace.soap, orNone: "Body"), !hasBody else {
        return try unexpected(name, attributes, in: "the envelope")
      }
      hasBody = true
      return .body
    case .header:
      if name.matches(XMLNamespace.xmla, orNone: "Session") {
        reply.sessionID = attributes["", "SessionId"] ?? attributes["", "SessionID"]
      }
      return try besideResponse(name, attributes)
    case .body:
      for method in Reply.Method.allCases where name.matches(XMLNamespace.xmla, orNone: method.element) {
        guard reply.method == nil else { break }
        reply.method = method
        return .method
      }
      return try unexpected(name, attributes, in: "its body")
    case .method:
      guard name.matches(XMLNamespace.xmla, orNone: "return") else {
        return try unexpected(name, attributes, in: "its response")
      }
      if hasReturn { leaveUnread("a second <return>") }
      hasReturn = true
      return .returnValue
    case .returnValue:
      let isList = name.matches(XMLNamespace.multipleResults, orNone: "results")
      let context = isList ? Context.results : try beginRoot(name, attributes)
      if isList || context == .root {
        if hasValue { leaveUnread("\(Self.shown(name)) beside its result") }
        hasValue = true
      }
      return context
    case .results: return try beginRoot(name, attributes)
    case .ignored: return try isInRow ? .ignored : besideResponse(name, attributes)
    }
  }

  // MARK: What nobody expects

  /// An element where none such belongs: a fault or a message, which counts wherever it stands, or one that is not read.
  private func unexpected(_ name: XMLName, _ attributes: XMLAttributes, in place: String) throws -> Context {
    if let told = try faultOrMessage(name, attributes) { return told }
    leaveUnread("\(Self.shown(name)) in \(place)")
    return .ignored
  }

  /// A block of the header, or what such a block holds: servers put there what they like, but no failure.
  private func besideResponse(_ name: XMLName, _ attributes: XMLAttributes) throws -> Context {
    if let told = try faultOrMessage(name, attributes) { return told }
    if ["error", "fault", "exception", "warning"].contains(name.local.lowercased()) {
      leaveUnread("\(Self.shown(name)) in its header")
    }
    return .ignored
  }

  private static func shown(_ name: XMLName) -> String { "<\(name.local.shortened(to: 40).printable)>" }

  /// A fault, an Error or a Warning by itself; nil for another element.
  private func faultOrMessage(_ name: XMLName, _ attributes: XMLAttributes) throws -> Context? {
    if name.matches(XMLNamespace.soap, orNone: "Fault") {
      hasBegun = true
      return try tree(name, attributes)
    }
    let (namespace, local) = name.parts
    guard local == "Error" || local == "Warning" else { return nil }
    let isMessage =
      [XMLNamespace.exception, XMLNamespace.legacyException].contains { $0.description == namespace }
      || attributes["", "ErrorCode"] != nil || attributes["", "WarningCode"] != nil
    return isMessage ? try tree(name, attributes) : nil
  }

  private func leaveUnread(_ what: String) { reply.unread = reply.unread ?? what }

  private func tree(_ name: XMLName, _ attributes: XMLAttributes) throws -> Context {
    let node = XMLNode(name, attributes)
    if isInRow, keptBytes + node.cost > Self.maximumKeptBytes { return cutTree() }
    try keep(node.cost)
    trees.append(node)
    return .tree
  }

  /// What a cell of elements holds is more than is kept: the rest of it is passed over.
  private func cutTree() -> Context {
    cellIsCut = true
    trees.removeAll()
    return .ignored
  }

  private func keep(_ bytes: Int) throws {
    keptBytes += bytes
    if keptBytes > Self.maximumKeptBytes { throw XMLFailure.tooLarge(what: "a part that is not rows") }
  }

  private func beginRoot(_ name: XMLName, _ attributes: XMLAttributes) throws -> Context {
    let (namespace, local) = name.parts
    guard local == "root" else { return try unexpected(name, attributes, in: "its response") }
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
    isFurther = false
    dataset = content == .dataset ? CellSetReader(maximumBytes: maximumCellSetBytes) : nil
    return .root
  }

  private func rootChild(_ name: XMLName, _ attributes: XMLAttributes) throws -> Context {
    if name.matches(XMLNamespace.rowset, "row"), reply.results.last?.content == .rowset {
      if values.count == columns.list.count {
        for index in values.indices { values[index] = .null }
      } else {
        values = Array(repeating: .null, count: columns.list.count)
      }
      cellIndex = -1
      keptBytesBeforeRow = keptBytes
      rowBytes = 0
      isInRow = true
      return .row
    }
    // In an empty result too (Mondrian): it declares that nothing follows.
    if name.matches(XMLNamespace.schema, "schema") { return try tree(name, attributes) }
    switch name.local {
    case "Messages": return try tree(name, attributes)
    case "Exception":
      editResult { $0.hasException = true }
      return .ignored
    case "Fault" where name.matches(XMLNamespace.soap, "Fault"): break
    case "row" where dataset == nil: editResult { $0.hasUnreadRows = true }
    default:
      guard let dataset else { break }
      try dataset.start(name, attributes)
      return .dataset
    }
    return try unexpected(name, attributes, in: "its result")
  }

  override func text(_ bytes: UnsafeBufferPointer<UInt8>) throws {
    switch stack.last {
    case .cell:
      contentBytes += Int64(bytes.count)
      let room = min(Self.maximumCellBytes - cell.count, Self.maximumRowBytes - rowBytes)
      guard bytes.count <= room else {
        cellIsCut = true
        cell.append(contentsOf: bytes.prefix(room))
        rowBytes += room
        return
      }
      rowBytes += bytes.count
      cell.append(contentsOf: bytes)
    case .tree:
      contentBytes += Int64(bytes.count)
      guard !trees.isEmpty else { return }
      if isInRow, keptBytes + bytes.count > Self.maximumKeptBytes { return _ = cutTree() }
      try keep(bytes.count)
      trees.last?.append(bytes)
    case .dataset:
      contentBytes += Int64(bytes.count)
      try dataset?.text(bytes)
    case .envelope, .header, .body, .method, .returnValue, .results, .root:
      if reply.unread == nil, !Self.isBlank(bytes) { leaveUnread("a text outside of its results") }
    case .row, .ignored, nil: break
    }
  }

  /// Whether nothing in it is above a blank; there may be very much of nothing.
  private static func isBlank(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard var rest = bytes.baseAddress.map(UnsafeRawPointer.init) else { return true }
    let end = rest + bytes.count
    while end - rest >= 8 {
      let word = rest.loadUnaligned(as: UInt64.self)
      guard (word &+ 0x5F5F_5F5F_5F5F_5F5F | word) & 0x8080_8080_8080_8080 == 0 else { return false }
      rest += 8
    }
    while rest < end {
      guard rest.load(as: UInt8.self) <= 0x20 else { return false }
      rest += 1
    }
    return true
  }

  override func end() throws {
    switch stack.removeLast() {
    case .cell: try endCell()
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
      columns.append(
        RowsetColumn(
          name: RowsetColumn.decoded(local), element: local, type: .untyped, isDeclared: false))
      values.append(.null)
      columnsAreAnnounced = false
    }
    cell.removeAll(keepingCapacity: true)
    cellMarkup = nil
    cellType = nil
    cellIsNil = false
    cellIsCut = false
    guard !attributes.isEmpty else { return }
    cellIsNil = attributes[XMLNamespace.instance, "nil"].map { $0 == "true" || $0 == "1" } ?? false
    cellType = attributes[XMLNamespace.instance, "type"].map(RowsetColumn.ColumnType.init(name:))
  }

  private func endCell() throws {
    guard !cellIsNil else { return }
    let declared = columns.types[cellIndex]
    var value =
      cellMarkup.map(Value.text)
      ?? CellReader.value(cell, declared == .untyped ? cellType ?? .untyped : declared)
    if cellIsCut { value = try cut(value) }
    if case .null = values[cellIndex] {
      values[cellIndex] = value
    } else {
      append(value)
    }
  }

  private func cut(_ value: Value) throws -> Value {
    try tell("a value is longer than any that is kept, and was cut: it ends in '\(Self.cutMark)'")
    return .text("\(value.text ?? "") \(Self.cutMark)")
  }

  /// A repeated element (facts/xmla.md j; nested rowsets do this too): all of its values are kept.
  private func append(_ value: Value) {
    guard let added = value.text, var text = values[cellIndex].text else { return }
    rowBytes += 2
    guard rowBytes <= Self.maximumRowBytes else { return }
    // In place: a copy for each of many would take for ever.
    values[cellIndex] = .null
    if cellMarkup == nil { text += ", " }
    text += added
    values[cellIndex] = .text(text)
  }

  private func endRow() throws {
    keptBytes = keptBytesBeforeRow
    isInRow = false
    try announceColumns()
    editResult { $0.rowCount += 1 }
    try sink?.row(values)
  }

  private func announceColumns() throws {
    // No columns are news where a root before had some: its rows must not be read by those.
    guard !columnsAreAnnounced, !columns.list.isEmpty || hasAnnounced else { return }
    columnsAreAnnounced = true
    hasAnnounced = true
    try isFurther ? sink?.furtherColumns(columns.list) : sink?.columns(columns.list)
    isFurther = true
  }

  // MARK: Trees

  private func endTree() throws {
    guard let node = trees.popLast() else { return }
    if let parent = trees.last { return parent.append(node) }
    switch (stack.last, node.local) {
    case (.cell, _):
      let error = CellError(node).map { "\(CellSet.Cell.errorMark) \($0.description)" }
      cellMarkup = (cellMarkup ?? "") + (error ?? node.markup(inside: XMLNamespace.rowset.description))
    case (_, "Fault"): reply.fault = reply.fault ?? Reply.Fault(node)
    case (.root, "schema"):
      columns = RowsetColumns(schema: node)
      guard columns.list.count <= Self.maximumColumns else {
        throw XMLFailure.tooLarge(what: "the number of columns")
      }
      columnsAreAnnounced = false
      isFurther = false
    case (.root, "Messages"):
      editResult { $0.messages += ServerMessage.all(in: node) }
      if let unread = ServerMessage.unread(in: node) { leaveUnread("\(unread) among its messages") }
    default: reply.strays += [ServerMessage(node)].compactMap(\.self)
    }
  }

  private func editResult(_ edit: (inout Reply.Result) -> Void) {
    guard !reply.results.isEmpty else { return }
    edit(&reply.results[reply.results.count - 1])
  }

  // MARK: The end

  /// Says something of the reply to the person, once.
  func tell(_ note: String) throws {
    guard !reply.notes.contains(note) else { return }
    reply.notes.append(note)
    try sink?.note(note)
  }

  /// The reply, once it has been read.
  ///
  /// - Parameter status: of HTTP.
  func reply(status: Int) -> Reply {
    var whole = reply
    if status > 0 { whole.status = status }
    return whole
  }
}
