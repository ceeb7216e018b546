internal import SessionControl

/// Every column, common and extra, nothing cut; for people who want to see all of it.
struct WideExporter<Item: TableListable>: Exporter {
  let layout: TableLayout
  let write: ByteWriter
  private var items: [(item: Item, target: String)] = []
  private var extraKeys: [String] = []

  init(layout: TableLayout, write: @escaping ByteWriter) {
    self.layout = layout
    self.write = write
  }

  mutating func begin(target: String, extras: RowShape) {
    extraKeys += extras.keys.filter { !extraKeys.contains($0) }
  }

  mutating func add(_ item: Item, target: String) { items.append((item, target)) }

  func finish() throws {
    let hasTargets = Set(items.map(\.target)).count > 1
    let keys = Item.commonKeys + extraKeys
    let table = TableText(
      columns: ((hasTargets ? ["target"] : []) + keys).map { TableText.Column(title: $0.uppercased()) },
      rows: items.map { item, target in
        let extras = extraKeys.map { item.extras[$0] ?? .null }
        let values = (item.commonValues + extras).map { ($0.text ?? "").folded }
        return (hasTargets ? [target] : []) + values
      },
      rowColors: items.map { RowColor.code(for: $0.item.emphasis) }, usesColor: layout.usesColor)
    try write(Array(table.lines().utf8))
  }
}
