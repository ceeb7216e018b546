internal import SessionControl

/// Every column that holds something, common and extra, nothing cut; for people who want to see all of it.
struct WideExporter<Item: TableListable>: Exporter {
  let layout: TableLayout
  let write: ByteWriter
  private var items: [(item: Item, target: String, mark: RowMark?)] = []
  private var shape = RowShape.empty
  private var extraKeys: [String] = []

  init(layout: TableLayout, write: @escaping ByteWriter) {
    self.layout = layout
    self.write = write
  }

  mutating func begin(target: String, extras: RowShape) {
    shape = extras
    extraKeys += extras.keys.filter { !extraKeys.contains($0) }
  }

  mutating func add(_ item: Item, target: String) { add(item, target: target, mark: nil) }

  mutating func add(_ item: Item, target: String, mark: RowMark?) {
    if item.extras.shape !== shape { begin(target: target, extras: item.extras.shape) }
    items.append((item, target, mark))
  }

  func finish() throws {
    let leading = LeadingColumns(layout, targets: items.map(\.target), marks: items.map(\.mark))
    let keys = Item.commonKeys + extraKeys
    let values = items.map { row in
      row.item.commonValues + extraKeys.map { row.item.extras[$0] ?? .null }
    }
    // The statement, which may be long, goes last.
    let order =
      keys.indices.filter { keys[$0] != "statement" } + keys.indices.filter { keys[$0] == "statement" }
    let columns = order.map { index in
      TableText.Column(
        title: keys[index].uppercased(), isRight: values.contains { $0[index].isNumber })
    }
    let table = TableText(
      columns: leading.columns + columns,
      rows: values.enumerated().map { row, values in
        leading.texts(at: row)
          + order.map { index in
            let text = values[index].text ?? ""
            return keys[index] == BlockingLine.branchKey ? text : text.folded
          }
      },
      rowColors: items.map { RowColor.code(for: $0.item.emphasis, $0.mark) }, usesColor: layout.usesColor,
      edge: layout.cutsLines ? layout.width : nil)
    try write(table.lines())
  }
}
