internal import SessionControl

/// A table fitted to the terminal. Keeps the rows until the end, since widths depend on all of them.
struct TableExporter<Item: TableListable>: Exporter {
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
    let hasTargets = layout.showsTargets || Set(items.map(\.target)).count > 1
    let columns = Item.tableColumns(extras: extraKeys)
    let table = TableText(
      columns: (hasTargets ? [TableText.Column(title: "TARGET")] : [])
        + columns.map {
          TableText.Column(
            title: $0.title, isRight: $0.alignment == .right, dispensability: $0.dispensability,
            isFlexible: $0.isFlexible)
        },
      rows: items.map { item, target in
        (hasTargets ? [target] : [])
          + columns.map { $0.keepsSpaces ? $0.text(item) : $0.text(item).folded }
      },
      rowColors: items.map { RowColor.code(for: $0.item.emphasis) }, usesColor: layout.usesColor,
      width: layout.width)
    try write(table.lines())
  }
}

/// Colours of rows: what needs a look stands out, what rests recedes.
enum RowColor {
  static func code(for status: SessionStatus?) -> String? {
    switch status {
    case .blocked: "33"
    case .cancelled: "31"
    case .idle: "2"
    case .active, .other, nil: nil
    }
  }
}
