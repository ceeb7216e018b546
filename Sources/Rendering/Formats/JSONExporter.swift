internal import SessionControl

/// Objects in the order of the columns: target, common fields, then what else the server sent. Streamed.
struct JSONExporter<Item: TableListable>: Exporter {
  private let isArray: Bool
  private let write: ByteWriter
  private var isFirst = true
  private var seenAt: String?
  private let commonKeys = Self.members(Item.commonKeys)
  private var extras = RowShape.empty
  private var extraKeys: [[UInt8]] = []
  /// One object; its memory serves all of them.
  private var line: [UInt8] = []

  init(isArray: Bool, write: @escaping ByteWriter) {
    self.isArray = isArray
    self.write = write
  }

  mutating func look(at time: String) { seenAt = time }

  mutating func begin(target: String, extras: RowShape) {
    self.extras = extras
    extraKeys = Self.members(extras.keys)
    if !Item.namesTarget, commonKeys.isEmpty, !extraKeys.isEmpty { extraKeys[0].removeFirst() }
  }

  /// What stands before the value of each key but the first.
  private static func members(_ keys: [String]) -> [[UInt8]] {
    keys.map { Array(",".utf8) + JSONText.quoted($0) + Array(":".utf8) }
  }

  mutating func add(_ item: Item, target: String) throws {
    if item.extras.shape !== extras { begin(target: target, extras: item.extras.shape) }
    line.removeAll(keepingCapacity: true)
    if isArray { line += (isFirst ? "[\n" : ",\n").utf8 }
    isFirst = false
    line.append(UInt8(ascii: "{"))
    if let seenAt {
      line += "\"\(RowTime.key)\":".utf8
      JSONText.append(seenAt, to: &line)
      line.append(UInt8(ascii: ","))
    }
    if Item.namesTarget {
      line += "\"target\":".utf8
      JSONText.append(target, to: &line)
    }
    append(commonKeys, item.commonValues)
    append(extraKeys, item.extras.values)
    line.append(UInt8(ascii: "}"))
    if !isArray { line.append(UInt8(ascii: "\n")) }
    try write(line)
  }

  private mutating func append(_ keys: [[UInt8]], _ values: [Value]) {
    for index in keys.indices {
      line += keys[index]
      JSONText.append(values[index], to: &line)
    }
  }

  mutating func finish() throws {
    guard isArray else { return }
    try write(Array((isFirst ? "[]\n" : "\n]\n").utf8))
  }
}
