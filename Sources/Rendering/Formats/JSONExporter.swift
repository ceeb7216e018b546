internal import SessionControl

/// Objects in the order of the columns: target, common fields, then what else the server sent. Streamed.
struct JSONExporter<Item: TableListable>: Exporter {
  private let isArray: Bool
  private let write: ByteWriter
  private var isFirst = true
  private let commonKeys = Item.commonKeys.map { JSONText.quoted($0) }
  private var extras = RowShape.empty
  private var extraKeys: [[UInt8]] = []

  init(isArray: Bool, write: @escaping ByteWriter) {
    self.isArray = isArray
    self.write = write
  }

  mutating func begin(target: String, extras: RowShape) {
    self.extras = extras
    extraKeys = extras.keys.map { JSONText.quoted($0) }
  }

  mutating func add(_ item: Item, target: String) throws {
    if item.extras.shape !== extras { begin(target: target, extras: item.extras.shape) }
    var line: [UInt8] = Array((isArray ? (isFirst ? "[\n" : ",\n") : "").utf8)
    isFirst = false
    line += Array("{\"target\":".utf8)
    JSONText.append(target, to: &line)
    func append(_ keys: [[UInt8]], _ values: [Value]) {
      for (key, value) in zip(keys, values) {
        line.append(UInt8(ascii: ","))
        line += key
        line.append(UInt8(ascii: ":"))
        JSONText.append(value, to: &line)
      }
    }
    append(commonKeys, item.commonValues)
    append(extraKeys, item.extras.values)
    line.append(UInt8(ascii: "}"))
    if !isArray { line.append(UInt8(ascii: "\n")) }
    try write(line)
  }

  mutating func finish() throws {
    guard isArray else { return }
    try write(Array((isFirst ? "[]\n" : "\n]\n").utf8))
  }
}
