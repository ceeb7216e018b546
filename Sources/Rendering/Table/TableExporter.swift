internal import SessionControl

/// A table fitted to the terminal. Keeps the texts of the rows until the end, since widths depend on all of them.
struct TableExporter<Item: TableListable>: Exporter {
  let layout: TableLayout
  let write: ByteWriter
  private var shape = RowShape.empty
  private var extraKeys: [String] = []
  private var columns: [TableColumn<Item>] = []
  private var rows: [[String]] = []
  private var rowColors: [String?] = []
  private var targets: [String] = []
  private var marks: [RowMark?] = []

  init(layout: TableLayout, write: @escaping ByteWriter) {
    self.layout = layout
    self.write = write
  }

  mutating func begin(target: String, extras: RowShape) {
    shape = extras
    let new = extras.keys.filter { !extraKeys.contains($0) }
    guard columns.isEmpty || !new.isEmpty else { return }
    extraKeys += new
    let old = columns.map(\.title)
    columns = Item.tableColumns(extras: extraKeys)
    let places = columns.map { old.firstIndex(of: $0.title) }
    // Rows of a target that lacks a column have nothing there.
    rows = rows.map { row in places.map { $0.map { row[$0] } ?? "" } }
  }

  mutating func add(_ item: Item, target: String) { add(item, target: target, mark: nil) }

  mutating func add(_ item: Item, target: String, mark: RowMark?) {
    if item.extras.shape !== shape { begin(target: target, extras: item.extras.shape) }
    rows.append(columns.map { $0.keepsSpaces ? $0.text(item) : $0.text(item).folded })
    rowColors.append(RowColor.code(for: item.emphasis, mark))
    targets.append(target)
    marks.append(mark)
  }

  func finish() throws {
    let leading = LeadingColumns(layout, targets: targets, marks: marks)
    let table = TableText(
      columns: leading.columns
        + columns.map {
          TableText.Column(
            title: $0.title, isRight: $0.alignment == .right, dispensability: $0.dispensability,
            isFlexible: $0.isFlexible)
        },
      rows: rows.enumerated().map { leading.texts(at: $0) + $1 }, rowColors: rowColors,
      usesColor: layout.usesColor, width: layout.width, edge: layout.cutsLines ? layout.width : nil)
    try write(table.lines())
  }
}
