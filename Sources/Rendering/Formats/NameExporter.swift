internal import SessionControl

/// Ids only, one on a line. Streamed.
struct NameExporter<Item: TableListable>: Exporter {
  let write: ByteWriter

  func begin(target: String, extras: RowShape) {}

  /// An id with a line end in it would be read as two: shown escaped, it is refused later instead.
  func add(_ item: Item, target: String) throws {
    guard !item.name.isEmpty else { return }
    try write(Array((item.name.printable + "\n").utf8))
  }

  func finish() {}
}
