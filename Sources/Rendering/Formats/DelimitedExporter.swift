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
    try writeLine(all.map(Value.text))
  }

  mutating func add(_ item: Item, target: String) throws {
    if item.extras.shape !== extras { try begin(target: target, extras: item.extras.shape) }
    try writeLine(
      (seenAt.map { [.timestamp($0)] } ?? []) + (Item.namesTarget ? [.text(target)] : []) + item.commonValues
        + item.extras.values)
  }

  func finish() {}

  private func writeLine(_ values: [Value]) throws {
    var line: [UInt8] = []
    for (index, value) in values.enumerated() {
      if index > 0 { line.append(style.separator) }
      guard let text = value.text else { continue }
      switch style {
      case .csv: Self.appendCSV(text, to: &line)
      case .tsv: Self.appendTSV(text, to: &line)
      }
    }
    try write(line + style.lineEnd)
  }

  /// Quoted where needed; an empty text is quoted to differ from no value.
  private static func appendCSV(_ text: String, to line: inout [UInt8]) {
    guard text.isEmpty || text.utf8.contains(where: { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }) else {
      line += Array(text.utf8)
      return
    }
    line.append(0x22)
    for byte in text.utf8 {
      if byte == 0x22 { line.append(0x22) }
      line.append(byte)
    }
    line.append(0x22)
  }

  private static func appendTSV(_ text: String, to line: inout [UInt8]) {
    for byte in text.utf8 {
      switch byte {
      case 0x09: line += Array("\\t".utf8)
      case 0x0A: line += Array("\\n".utf8)
      case 0x0D: line += Array("\\r".utf8)
      case 0x5C: line += Array("\\\\".utf8)
      default: line.append(byte)
      }
    }
  }
}
