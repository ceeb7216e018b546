/// A grid as a rowset, flattened as MDX results are: a line for each row of each page, the captions of its members by
/// level, then a value for each column. Pages and rows come before what they hold.
struct GridRows: RowSource {
  let schema: RowsetSchema
  private let grid: Grid
  private let heads: [Column]
  private let values: [Column]
  private var following = 0

  init(_ grid: Grid) {
    self.grid = grid
    func head(_ level: String) -> Column { Column("\(level).[MEMBER_CAPTION]", .string) }
    heads =
      (grid.pages == nil ? [] : [head("[Product].[Category].[Category]")])
      + (grid.rows == nil
        ? [] : [head("[Geography].[Places].[Country]"), head("[Geography].[Places].[City]")])
    values =
      grid.columns.map { count in
        (0..<count).map { index in
          Column(
            grid.column(index).map(\.uniqueName).joined(separator: "."), index % 2 == 0 ? .double : .long)
        }
      } ?? [Column("[Measures].[Net Sales]", .double)]
    schema = RowsetSchema(heads + values)
  }

  mutating func appendRows(to bytes: inout [UInt8], upTo limit: Int) -> Bool {
    while following < grid.lineCount, bytes.count < limit {
      let line = following
      bytes.appendRow { row in
        for (column, caption) in zip(heads, captions(line)) {
          if let caption { row.appendCell(column, text: caption) }
        }
        for (index, column) in values.enumerated() {
          switch grid.cell(column: index, line: line) {
          case .empty: break
          case .sales(let hundredths): row.appendCell(column, text: GridText.decimal(hundredths))
          case .units(let number): row.appendCell(column, number: number)
          case .error:
            row.appendCell(
              column, markup: "<Error xmlns=\"\(Namespaces.exception)\">\(GridText.error)</Error>")
          }
        }
      }
      following += 1
    }
    guard following == grid.lineCount else { return true }
    if grid.isStandIn { bytes.appendText(Envelope.standInWarning) }
    return false
  }

  private func captions(_ line: Int) -> [String?] {
    let rowCount = grid.rows ?? 1
    let page = grid.pages.map { _ in [grid.page(line / rowCount).caption] as [String?] } ?? []
    guard grid.rows != nil else { return page }
    let index = line % rowCount
    let row = grid.row(index)
    return page + (row.depth == 1 ? [row.caption, nil] : [grid.row(index / 4 * 4).caption, row.caption])
  }
}
