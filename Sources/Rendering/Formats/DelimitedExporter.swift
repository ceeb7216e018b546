internal import SessionControl

/// CSV and TSV: a header, then one line for each row. Streamed.
///
/// Where the server does not declare its columns, the header waits for those of the first rows, and what comes later is
/// gathered in one last column: a header can't be changed, and all rows can't be kept. What a row brings beside columns
/// that are all declared has no place, and that is told.
struct DelimitedExporter<Item: TableListable>: Exporter {
  enum Style {
    case csv, tsv

    var separator: UInt8 { self == .csv ? UInt8(ascii: ",") : UInt8(ascii: "\t") }
    var lineEnd: [UInt8] { self == .csv ? [0x0D, 0x0A] : [0x0A] }
  }

  /// A row that waits for the header.
  private struct HeldRow {
    var item: Item
    var target: String
  }

  private let style: Style
  private let note: NoteWriter
  private let write: ByteWriter
  private var hasToldSurplus = false
  private var columns: DelimitedColumns?
  private var extras: RowShape?
  /// Where the values of the current shape stand; nil where they stand as they come.
  private var places: DelimitedColumns.Places?
  private var seenAt: String?
  private var held: [HeldRow] = []
  private var heldKeys: [String] = []
  private var heldBytes = 0
  /// One line; its memory serves all of them.
  private var line: [UInt8] = []

  init(_ style: Style, note: @escaping NoteWriter = { _ in }, write: @escaping ByteWriter) {
    self.style = style
    self.note = note
    self.write = write
  }

  mutating func look(at time: String) { seenAt = time }

  mutating func begin(target: String, extras: RowShape) throws {
    self.extras = extras
    guard let columns else {
      // Whoever watches wants to see each look as it comes.
      guard seenAt == nil, extras.isOpen || !held.isEmpty else {
        return try writeHeader(extras.keys, hasFurther: extras.isOpen)
      }
      heldKeys += extras.keys.filter { !heldKeys.contains($0) }
      return
    }
    places = columns.places(of: extras)
    guard places == nil || extras.isOpen || columns.hasFurther else {
      throw ControlError(
        .usage, "its columns differ from those of the \(seenAt == nil ? "targets" : "looks") before it",
        target: target,
        hint: "use -o ndjson, or list each kind of server by itself")
    }
  }

  private mutating func writeHeader(_ keys: [String], hasFurther: Bool) throws {
    let leading =
      (seenAt == nil ? [] : [RowTime.key]) + (Item.namesTarget ? ["target"] : []) + Item.commonKeys
    let columns = DelimitedColumns(keys, after: leading, hasFurther: hasFurther)
    self.columns = columns
    places = extras.flatMap(columns.places)
    line.removeAll(keepingCapacity: true)
    for key in leading + columns.titles { append(key) }
    try writeLine()
  }

  mutating func add(_ item: Item, target: String) throws {
    if item.extras.shape !== extras { try begin(target: target, extras: item.extras.shape) }
    guard let columns else { return try hold(item, target) }
    line.removeAll(keepingCapacity: true)
    if let seenAt { append(seenAt) }
    if Item.namesTarget { append(target) }
    for value in item.commonValues { append(value.text) }
    if let places {
      for place in places.known { append(place.flatMap { item.extras.values[$0].text }) }
      let further = places.further(of: item.extras)
      if columns.hasFurther { append(further) } else if further != nil { tellSurplus(target) }
    } else {
      for value in item.extras.values { append(value.text) }
      if columns.hasFurther { append(nil) }
    }
    try writeLine()
  }

  private mutating func tellSurplus(_ target: String) {
    guard !hasToldSurplus else { return }
    hasToldSurplus = true
    note(
      (target.isEmpty ? "" : "\(target): ")
        + "a row brings columns that the header does not have, which are left out; -o ndjson shows them")
  }

  private mutating func hold(_ item: Item, _ target: String) throws {
    held.append(HeldRow(item: item, target: target))
    heldBytes += item.extras.values.reduce(0) { $0 + ($1.text?.utf8.count ?? 0) }
    if held.count >= DelimitedColumns.maximumHeldRows || heldBytes >= DelimitedColumns.maximumHeldBytes {
      try release(hasFurther: true)
    }
  }

  private mutating func release(hasFurther: Bool) throws {
    try writeHeader(heldKeys, hasFurther: hasFurther)
    let rows = held
    held = []
    for row in rows { try add(row.item, target: row.target) }
  }

  mutating func finish() throws {
    if !held.isEmpty { try release(hasFurther: false) }
  }

  /// Ends the line, whose last separator is one too many.
  private mutating func writeLine() throws {
    if !line.isEmpty { line.removeLast() }
    line += style.lineEnd
    try write(line)
  }

  /// Appends a value and a separator; nil is nothing at all.
  private mutating func append(_ text: String?) {
    if let text {
      switch style {
      case .csv: appendCSV(text)
      case .tsv: appendTSV(text)
      }
    }
    line.append(style.separator)
  }

  /// Quoted where needed; an empty text is quoted to differ from no value.
  private mutating func appendCSV(_ text: String) {
    guard text.isEmpty || text.utf8.contains(where: { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D })
    else {
      line += text.utf8
      return
    }
    line.append(0x22)
    for byte in text.utf8 {
      if byte == 0x22 { line.append(0x22) }
      line.append(byte)
    }
    line.append(0x22)
  }

  private mutating func appendTSV(_ text: String) {
    guard text.utf8.contains(where: { $0 == 0x09 || $0 == 0x0A || $0 == 0x0D || $0 == 0x5C }) else {
      line += text.utf8
      return
    }
    for byte in text.utf8 {
      switch byte {
      case 0x09: line += "\\t".utf8
      case 0x0A: line += "\\n".utf8
      case 0x0D: line += "\\r".utf8
      case 0x5C: line += "\\\\".utf8
      default: line.append(byte)
      }
    }
  }
}
