internal import SessionControl

/// A table fitted to the terminal. Keeps the texts of the rows until the end, since widths depend on all of them.
struct TableExporter<Item: TableListable>: Exporter {
  let layout: TableLayout
  let write: ByteWriter
  private var extraKeys: [String] = []
  private var columns: [TableColumn<Item>] = []
  private var rows: [[String]] = []
  private var rowColors: [String?] = []
  private var targets: [String] = []

  init(layout: TableLayout, write: @escaping ByteWriter) {
    self.layout = layout
    self.write = write
  }

  mutating func begin(target: String, extras: RowShape) {
    let new = extras.keys.filter { !extraKeys.contains($0) }
    guard columns.isEmpty || !new.isEmpty else { return }
    extraKeys += new
    let old = columns.map(\.title)
    columns = Item.tableColumns(extras: extraKeys)
    let places = columns.map { old.firstIndex(of: $0.title) }
    // Rows of a target that lacks a column have nothing there.
    rows = rows.map { row in places.map { $0.map { row[$0] } ?? "" } }
  }

  mutating func add(_ item: Item, target: String) {
    rows.append(columns.map { $0.keepsSpaces ? $0.text(item) : $0.text(item).folded })
    rowColors.append(RowColor.code(for: item.emphasis))
    targets.append(target)
  }

  func finish() throws {
    let hasTargets = layout.showsTargets || Set(targets).count > 1
    let table = TableText(
      columns: (hasTargets ? [TableText.Column(title: "TARGET")] : [])
        + columns.map {
          TableText.Column(
            title: $0.title, isRight: $0.alignment == .right, dispensability: $0.dispensability,
            isFlexible: $0.isFlexible)
        },
      rows: hasTargets ? zip(targets, rows).map { [$0] + $1 } : rows, rowColors: rowColors,
      usesColor: layout.usesColor,
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
