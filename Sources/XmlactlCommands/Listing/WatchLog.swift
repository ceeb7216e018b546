internal import Rendering
internal import SessionControl

/// Writes one look after the other. What people read has the time above each table, what programs read in each row.
struct WatchLog<Item: TableListable & Watchable>: Sendable {
  private let format: OutputFormat
  private let layout: TableLayout
  private let write: @Sendable ([UInt8]) throws -> Void
  /// Of all looks, where they make one document.
  private let whole: ListingRenderer<Item>?
  private var isFirst = true

  init(
    format: OutputFormat, layout: TableLayout, note: @escaping @Sendable (String) -> Void,
    write: @escaping @Sendable ([UInt8]) throws -> Void
  ) {
    self.format = format
    self.layout = layout
    self.write = write
    whole =
      [.table, .wide].contains(format)
      ? nil : ListingRenderer(format: format, layout: layout, note: note, write: write)
  }

  mutating func write(_ seen: WatchFrame<Item>.Seen, from target: String) throws {
    if let whole {
      whole.look(at: seen.time.utc)
      return try write(seen, from: target, to: whole)
    }
    try write(Array("\(isFirst ? "" : "\n")\(seen.time.utc)\n".utf8))
    isFirst = false
    let table = ListingRenderer<Item>(format: format, layout: layout, write: write)
    try write(seen, from: target, to: table)
    try table.finish()
  }

  private func write(
    _ seen: WatchFrame<Item>.Seen, from target: String, to renderer: ListingRenderer<Item>
  ) throws {
    try renderer.receive(.columns(seen.findings.shape), from: target)
    for (item, mark) in zip(seen.findings.items, seen.changes.marks) {
      try renderer.receive(item, from: target, mark: mark)
    }
  }
}
