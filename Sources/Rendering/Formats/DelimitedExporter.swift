internal import SessionControl

/// CSV and TSV: a header, then one line for each row. Streamed.
struct DelimitedExporter<Item: TableListable>: Exporter {
  enum Style {
    case csv, tsv

    var separator: UInt8 { self == .csv ? UInt8(ascii: ",") : UInt8(ascii: "\t") }
    var lineEnd: [UInt8] { self == .csv ? [0x0D, 0x0A] : [0x0A] }
  }

  private let style: Style
  private let write: ByteWriter
  private var keys: [String]?
  private var extras: RowShape?
  private var seenAt: String?
  /// One line; its memory serves all of them.
  private var line: [UInt8] = []

  init(_ style: Style, write: @escaping ByteWriter) {
    self.style = style
    self.write = write
  }

  mutating func look(at time: String) { seenAt = time }

  mutating func begin(target: String, extras: RowShape) throws {
    self.extras = extras
    let all =
      (seenAt == nil ? [] : [RowTime.key]) + (Item.namesTarget ? ["target"] : []) + Item.commonKeys
      + extras.keys
    if let keys {
      guard keys == all else {
        throw ControlError(
          .usage, "its columns differ from those of the \(seenAt == nil ? "targets" : "looks") before it",
          target: target,
          hint: "use -o ndjson, or list each kind of server by itself")
      }
      return
    }
    keys = all
    line.removeAll(keepingCapacity: true)
    for key in all { append(key) }
    try writeLine()
  }

  mutating func add(_ item: Item, target: String) throws {
    if item.extras.shape !== extras { try begin(target: target, extras: item.extras.shape) }
    line.removeAll(keepingCapacity: true)
    if let seenAt { append(seenAt) }
    if Item.namesTarget { append(target) }
    for value in item.commonValues { append(value.text) }
    for value in item.extras.values { append(value.text) }
    try writeLine()
  }

  func finish() {}

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
