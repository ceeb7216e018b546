internal import SessionControl

/// Reads a multidimensional result: what stands inside a root of the mddataset namespace, by local names.
///
/// It is kept until it is whole, so its size is bounded. Not Sendable: one thread feeds it.
///
/// Sources: the schema of [MS-SSAS] mddataset; learn.microsoft.com, "Cell Element (MDDataSet) (XMLA)" and "Error
/// Element (XMLA)".
final class CellSetReader {
  /// Of all members and cells in memory, about.
  static let maximumBytes = 256 << 20
  /// Of cells, empty ones too: each of them is shown.
  static let maximumCount = 4 << 20

  private enum Context {
    case olapInfo, axesInfo, axisInfo, hierarchyInfo, cellInfo
    /// What CellInfo says of a property of all cells.
    case cellProperty(Leaf)
    case axes
    case set, tuple, member
    /// The parts of a NormTupleSet.
    case normSet, normTuples, normTuple, memberReference, lists, list
    case cellData, cell, error
    /// An element of text.
    case leaf(Leaf)
    case ignored
  }

  private enum Leaf {
    case uniqueName, caption, levelName, levelNumber, memberOrdinal
    /// By its place among those of the hierarchy.
    case memberProperty(Int)
    case value, formatted, defaultValue, defaultFormatted
    /// By its place among those of all cells.
    case cellProperty(Int), defaultCellProperty(Int)
    case errorCode, errorText
  }

  private let maximumBytes: Int
  private var stack: [Context] = []
  private var keptBytes = 0
  private var leaf: [UInt8] = []

  /// What OlapInfo says of an axis: its hierarchies, and their members' properties.
  private struct Announcement {
    var hierarchies: [String] = []
    var properties: [PropertyColumns] = []
  }

  private var announced: [String: Announcement] = [:]
  private var axisName = ""
  private var axisProperties: [PropertyColumns] = []
  /// Which of the axis's hierarchies the member is of.
  private var memberPlace = 0
  /// The axis that is being read, and the sets in it that have begun.
  private var sets: [TupleSet] = []
  private var tuple: [CellSet.Member] = []
  private var tupleHierarchies: [String] = []
  private var member = CellSet.Member(uniqueName: "", caption: "")

  private var ordinal = -1
  private var cell = CellSet.Cell.empty
  private var cellError: CellError?
  private var leafType: RowsetColumn.ColumnType?
  private var isNil = false
  /// What stands for the properties that a cell does not have.
  private var defaultCell = CellSet.Cell.empty
  private var cellProperties = PropertyColumns()
  private var properties: [Value] = []
  /// Those of the cell before: most cells have the same, and share them.
  private var lastProperties: [Value] = []

  /// How many hierarchies of all axes have got a number.
  private var repeatCount = 0

  private var axes = CellSetAxes()
  private var hasData = false
  private var result = CellSet(axes: [], cells: [:])

  init(maximumBytes: Int = CellSetReader.maximumBytes) { self.maximumBytes = maximumBytes }

  /// What was read, once the root has ended; nil when it holds a schema only.
  ///
  /// - Throws: ``ControlError`` when an axis is missing, or a cell lies outside of the axes.
  func cells() throws -> CellSet? {
    guard hasData else { return nil }
    try placeAxes()
    result.cellProperties = cellProperties.names
    if let last = result.cells.keys.max(), last >= result.count {
      throw broken("its axes make \(result.count) cells, and one has the ordinal \(last)")
    }
    return result
  }

  // MARK: Elements

  func start(_ name: XMLName, _ attributes: XMLAttributes) throws {
    stack.append(try context(of: name.local, attributes))
  }

  /// Decides what an element means where it stands.
  private func context(of name: String, _ attributes: XMLAttributes) throws -> Context {
    switch (stack.last, name) {
    case (nil, "OlapInfo"): return .olapInfo
    case (.olapInfo, "AxesInfo"): return .axesInfo
    case (.axesInfo, "AxisInfo"):
      axisName = try kept(attributes["", "name"]) ?? ""
      announced[axisName] = announced[axisName] ?? Announcement()
      return .axisInfo
    case (.axisInfo, "HierarchyInfo"):
      announced[axisName]?.hierarchies.append(try kept(attributes["", "name"]) ?? "")
      announced[axisName]?.properties.append(PropertyColumns())
      return .hierarchyInfo
    case (.hierarchyInfo, _):
      try announceProperty(name, attributes)
      return .ignored
    case (.olapInfo, "CellInfo"): return .cellInfo
    case (.cellInfo, "Value"): return .cellProperty(.defaultValue)
    case (.cellInfo, "FmtValue"): return .cellProperty(.defaultFormatted)
    // The ordinal is an attribute of the cells.
    case (.cellInfo, "CellOrdinal"): return .ignored
    case (.cellInfo, _):
      try keepProperty(name, cellProperties)
      cellProperties.add(name, name: attributes["", "name"], type: attributes["", "type"])
      return .cellProperty(.defaultCellProperty(cellProperties.count - 1))
    case (.cellProperty(let property), "Default"): return begin(property, attributes)

    case (nil, "Axes"):
      hasData = true
      return .axes
    case (.axes, "Axis"):
      axisName = try kept(attributes["", "name"]) ?? ""
      axisProperties = announced[axisName]?.properties ?? []
      return try begin(TupleSet(.union))
    case (.set, "Tuples"), (.set, "Union"): return try begin(TupleSet(.union))
    case (.set, "Members"):
      return try begin(TupleSet(.union, hierarchies: [try kept(attributes["", "Hierarchy"]) ?? ""]))
    case (.set, "CrossProduct"): return try begin(TupleSet(.product))
    case (.set, "Tuple"):
      try keep(Self.overhead)
      tuple = []
      tupleHierarchies = []
      return .tuple
    case (.set, "Member"), (.tuple, "Member"), (.list, "Member"):
      member = CellSet.Member(uniqueName: "", caption: "")
      memberPlace = placeOfMember
      // The first tuple tells for all.
      if case .tuple = stack.last, sets[sets.count - 1].tuples.isEmpty {
        tupleHierarchies.append(try kept(attributes["", "Hierarchy"]) ?? "")
      }
      return .member
    case (.member, _): return try memberProperty(name, attributes)

    case (.set, "NormTupleSet"):
      _ = try begin(TupleSet(.references))
      return .normSet
    case (.normSet, "NormTuples"): return .normTuples
    case (.normTuples, "NormTuple"):
      try keep(Self.overhead)
      sets[sets.count - 1].beginReferences()
      return .normTuple
    case (.normTuple, "MemberRef"): return .memberReference
    case (.memberReference, "MemberOrdinal"): return begin(.memberOrdinal, attributes)
    case (.normSet, "MembersLookup"): return .lists
    case (.lists, "Members"):
      try keep(Self.overhead)
      sets[sets.count - 1].beginList()
      return .list

    case (nil, "row"): throw broken("it holds rows in place of cells; --property Format=Tabular reads them")

    case (nil, "CellData"):
      hasData = true
      try placeAxes()
      return .cellData
    case (.cellData, "Cell"):
      try beginCell(attributes)
      return .cell
    case (.cellData, "CellSet"): throw broken("its cells come in a binary form that was not asked for")
    case (.cell, "Value"): return begin(.value, attributes)
    case (.cell, "FmtValue"): return begin(.formatted, attributes)
    case (.cell, "Error"), (.leaf(.value), "Error"), (.leaf(.formatted), "Error"):
      let error = CellError(attributes)
      for text in [error.code, error.text] { try keep(text?.utf8.count ?? 0) }
      cellError = error
      return .error
    case (.cell, "CellOrdinal"): return .ignored
    case (.cell, _):
      let place = cellProperties.place(of: name, in: properties)
      try keepProperty(name, cellProperties)
      return begin(.cellProperty(place), attributes)
    case (.error, "ErrorCode"): return begin(.errorCode, attributes)
    case (.error, "Description"): return begin(.errorText, attributes)
    default: return .ignored
    }
  }

  func text(_ bytes: UnsafeBufferPointer<UInt8>) throws {
    guard case .leaf = stack.last else { return }
    guard leaf.count + bytes.count <= ReplyReader.maximumCellBytes else {
      throw XMLFailure.tooLarge(what: "a cell")
    }
    leaf.append(contentsOf: bytes)
  }

  func end() throws {
    switch stack.removeLast() {
    case .leaf(let kind): try endLeaf(kind)
    case .member: try endMember()
    case .tuple: sets[sets.count - 1].add(tuple, hierarchies: tupleHierarchies)
    case .set: try endSet()
    case .normSet:
      guard sets[sets.count - 1].resolve() else {
        throw broken("a tuple refers to a member that is not there")
      }
      try endSet()
    case .cell: try endCell()
    default: break
    }
  }

  private func begin(_ set: TupleSet) throws -> Context {
    try keep(Self.overhead + MemoryLayout<TupleSet>.stride)
    sets.append(set)
    return .set
  }

  private func begin(_ kind: Leaf, _ attributes: XMLAttributes) -> Context {
    leaf.removeAll(keepingCapacity: true)
    switch kind {
    case .value, .defaultValue: cell.value = .null
    case .formatted: cell.formatted = nil
    case .memberProperty, .cellProperty, .defaultCellProperty: break
    default: return .leaf(kind)
    }
    leafType = attributes[XMLNamespace.instance, "type"].map(RowsetColumn.ColumnType.init(name:))
    isNil = attributes[XMLNamespace.instance, "nil"] == "true"
    return .leaf(kind)
  }

  private func memberProperty(_ name: String, _ attributes: XMLAttributes) throws -> Context {
    switch name {
    case "UName": return begin(.uniqueName, attributes)
    case "Caption": return begin(.caption, attributes)
    case "LName": return begin(.levelName, attributes)
    case "LNum": return begin(.levelNumber, attributes)
    case "DisplayInfo": return .ignored
    default:
      while axisProperties.count <= memberPlace { axisProperties.append(PropertyColumns()) }
      let place = axisProperties[memberPlace].place(of: name, in: member.properties)
      try keepProperty(name, axisProperties[memberPlace])
      return begin(.memberProperty(place), attributes)
    }
  }

  /// A property of a hierarchy's members, beside what all members have.
  private func announceProperty(_ name: String, _ attributes: XMLAttributes) throws {
    guard !["UName", "Caption", "LName", "LNum", "DisplayInfo"].contains(name),
      var columns = announced[axisName]?.properties.popLast()
    else { return }
    try keepProperty(name, columns)
    columns.add(name, type: attributes["", "type"])
    announced[axisName]?.properties.append(columns)
  }

  private func keepProperty(_ name: String, _ columns: PropertyColumns) throws {
    guard columns.count < ReplyReader.maximumColumns else { throw tooLarge() }
    try keep(MemoryLayout<Value>.stride + name.utf8.count)
  }

  /// Which hierarchy of its axis the member that begins is of: those of cross products count one after the other.
  private var placeOfMember: Int {
    let before = sets.reduce(0) { $1.kind == .product ? $0 + $1.hierarchies.count : $0 }
    return switch stack.last {
    case .tuple: before + tuple.count
    case .list: before + sets[sets.count - 1].listCount - 1
    default: before
    }
  }

  private func endLeaf(_ kind: Leaf) throws {
    try keep(leaf.count)
    func text() -> String { String(decoding: leaf, as: UTF8.self) }
    switch kind {
    case .uniqueName: member.uniqueName = text()
    case .caption: member.caption = text()
    case .levelName: member.levelName = text()
    case .levelNumber: member.levelNumber = Int(text())
    case .memberOrdinal:
      guard let place = Int(text()) else { throw broken("a tuple refers to a member by no number") }
      try keep(MemoryLayout<CellSet.Member>.stride)
      sets[sets.count - 1].addReference(place)
    case .memberProperty(let place):
      member.properties.set(value(axisProperties[memberPlace].type(at: place)), at: place)
    case .value: if cellError == nil { cell.value = value(.untyped) }
    case .formatted: if cellError == nil { cell.formatted = text() }
    case .cellProperty(let place): properties.set(value(cellProperties.type(at: place)), at: place)
    case .defaultValue: defaultCell.value = value(.untyped)
    case .defaultFormatted: defaultCell.formatted = text()
    case .defaultCellProperty(let place):
      defaultCell.properties.set(value(cellProperties.type(at: place)), at: place)
    case .errorCode: cellError?.code = text()
    case .errorText: cellError?.text = text()
    }
  }

  /// What an element holds: its own type counts for more than the one that was declared.
  private func value(_ declared: RowsetColumn.ColumnType) -> Value {
    isNil ? .null : CellReader.value(leaf, leafType ?? declared)
  }

  // MARK: Axes

  private func endMember() throws {
    try keep(MemoryLayout<CellSet.Member>.stride)
    if member.caption.isEmpty { member.caption = member.uniqueName }
    switch stack.last {
    case .tuple: tuple.append(member)
    case .list: sets[sets.count - 1].addToList(member)
    default: sets[sets.count - 1].add([member])
    }
  }

  private func endSet() throws {
    let set = sets.removeLast()
    guard let outer = sets.last else { return try endAxis(set) }
    let count = outer.count(adding: set)
    guard count <= Self.maximumCount else { throw tooLarge() }
    // What a product makes of few members.
    if outer.kind == .product {
      let size = (outer.tuples.first?.count ?? 0) + (set.tuples.first?.count ?? 0)
      try keep(count * (32 + size * MemoryLayout<CellSet.Member>.stride))
    }
    sets[sets.count - 1].add(set)
  }

  private func endAxis(_ set: TupleSet) throws {
    let width = set.tuples.first?.count ?? 0
    guard set.tuples.allSatisfy({ $0.count == width }) else {
      throw broken("the tuples of an axis differ in size")
    }
    let names = [announced[axisName]?.hierarchies ?? [], set.hierarchies].first {
      set.tuples.isEmpty || $0.count == width
    }
    let axis = CellSet.Axis(
      hierarchies: distinct(names ?? Array(repeating: "", count: width)), tuples: set.tuples,
      properties: axisProperties.map(\.names))
    try axes.add(axis, name: axisName)
  }

  /// The hierarchies of an axis are keys where programs read them. Those without a name are numbered, and what repeats a
  /// name before it too.
  private func distinct(_ names: [String]) -> [String] {
    var taken = Set(names)
    var seen: Set<String> = []
    var result: [String] = []
    for name in names {
      if !name.isEmpty, seen.insert(name).inserted {
        result.append(name)
      } else {
        result.append(numbered(name.isEmpty ? "hierarchy" : name, besides: taken))
        taken.insert(result[result.count - 1])
      }
    }
    return result
  }

  private func numbered(_ stem: String, besides taken: Set<String>) -> String {
    while true {
      repeatCount += 1
      let name = "\(stem)_\(repeatCount)"
      if !taken.contains(name) { return name }
    }
  }

  /// Before the cells: their number is that of the tuples of all axes, multiplied.
  private func placeAxes() throws {
    try axes.place(into: &result, announced: announced.keys)
    var count = 1
    for axis in result.axes {
      let (product, isOverflow) = count.multipliedReportingOverflow(by: axis.tuples.count)
      guard !isOverflow, product <= Self.maximumCount else { throw tooLarge() }
      count = product
    }
  }

  // MARK: Cells

  private func beginCell(_ attributes: XMLAttributes) throws {
    if let text = attributes["", "CellOrdinal"] {
      guard let number = Int(text), number >= 0 else { throw broken("a cell has the ordinal '\(text)'") }
      ordinal = number
    } else {
      ordinal += 1
    }
    cell = defaultCell
    cellError = nil
    properties.removeAll(keepingCapacity: true)
  }

  private func endCell() throws {
    cell.error = cellError?.description
    if cellProperties.count > 0 { takeProperties() }
    // With its place in a dictionary, which grows by doubling.
    try keep(3 * MemoryLayout<CellSet.Cell>.stride)
    result.cells[ordinal] = cell
  }

  private func takeProperties() {
    for (place, value) in defaultCell.properties.enumerated()
    where !properties.indices.contains(place) || properties[place] == .null {
      properties.set(value, at: place)
    }
    if properties != lastProperties { lastProperties = properties }
    cell.properties = lastProperties
  }

  // MARK: Limits

  /// Of an array or a text in memory beside what it holds, about.
  private static let overhead = 64

  private func kept(_ text: String?) throws -> String? {
    try keep(Self.overhead + (text?.utf8.count ?? 0))
    return text
  }

  private func keep(_ bytes: Int) throws {
    keptBytes += bytes
    if keptBytes > maximumBytes { throw tooLarge() }
  }

  private func tooLarge() -> ControlError {
    ControlError(
      .usage, "the multidimensional result is too large to be kept in memory",
      hint: "--property Format=Tabular streams it as rows")
  }

  private func broken(_ what: String) -> ControlError { .brokenCellSet(what) }
}
