internal import SessionControl

/// Every column that holds something, common and extra, nothing cut; for people who want to see all of it.
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
    let hasTargets = layout.showsTargets || Set(items.map(\.target)).count > 1
    let keys = Item.commonKeys + extraKeys
    let values = items.map { item, _ in
      item.commonValues + extraKeys.map { item.extras[$0] ?? .null }
    }
    // The statement, which may be long, goes last.
    let order =
      keys.indices.filter { keys[$0] != "statement" } + keys.indices.filter { keys[$0] == "statement" }
    let columns = order.map { index in
      TableText.Column(
        title: keys[index].uppercased(), isRight: values.contains { $0[index].isNumber })
    }
    let table = TableText(
      columns: (hasTargets ? [TableText.Column(title: "TARGET")] : []) + columns,
      rows: zip(items, values).map { item, values in
        (hasTargets ? [item.target] : [])
          + order.map { index in
            let text = values[index].text ?? ""
            return keys[index] == BlockingLine.branchKey ? text : text.folded
          }
      },
      rowColors: items.map { RowColor.code(for: $0.item.emphasis) }, usesColor: layout.usesColor)
    try write(table.lines())
  }
}
