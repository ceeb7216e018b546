internal import SessionControl

/// A multidimensional result for programs.
struct CellSetExport {
  let cells: CellSet
  let write: ByteWriter

  /// One line for each tuple of the rows, and of the pages before them: captions, then one value for each column.
  func lines(_ style: DelimitedExporter<ResultRow>.Style) throws {
    let others = cells.axes.indices.dropFirst().reversed()
    let shape = RowShape(
      keys: others.flatMap { cells.axes[$0].hierarchies }
        + (cells.axes.first.map { $0.tuples.map(CellSet.caption) } ?? ["value"]),
      besides: [])
    var exporter = DelimitedExporter<ResultRow>(style, write: write)
    try exporter.begin(target: "", extras: shape)
    for line in 0..<cells.lineCount {
      let captions = others.flatMap { cells.tuple(of: $0, inLine: line).map { Value.text($0.caption) } }
      let values = (0..<cells.columnCount).map { cells[$0, line].raw }
      try exporter.add(ResultRow(Row(shape: shape, values: captions + values)), target: "")
    }
    exporter.finish()
  }

  /// The unique names of the tuples of the rows, or of the columns where these are all there is.
  func names() throws {
    guard let axis = cells.axes.dropFirst().first ?? cells.axes.first else { return }
    for tuple in axis.tuples {
      let names = tuple.map(\.uniqueName).joined(separator: ",")
      try write(Array(((tuple.count == 1 ? names : "(\(names))").printable + "\n").utf8))
    }
  }

  // MARK: Objects

  /// One object for each cell, empty ones too: its members by axis and hierarchy, what all cells are restricted to, the
  /// value, the formatted value and the error.
  func objects(isArray: Bool) throws {
    let columns = cells.axes.first?.tuples.map { members($0, of: 0) } ?? [[]]
    let slicer = slicer
    var isFirst = true
    for line in 0..<cells.lineCount {
      let others = cells.axes.indices.dropFirst().flatMap {
        members(cells.tuple(of: $0, inLine: line), of: $0)
      }
      for column in 0..<cells.columnCount {
        var bytes: [UInt8] = []
        if isArray { bytes += (isFirst ? "[\n" : ",\n").utf8 }
        isFirst = false
        let cell = cells[column, line]
        bytes += "{".utf8
        bytes += columns[column]
        bytes += others
        bytes += slicer
        bytes += "\"value\":".utf8
        JSONText.append(cell.value, to: &bytes)
        bytes += ",\"formatted\":".utf8
        JSONText.append(Value(cell.formatted), to: &bytes)
        bytes += ",\"error\":".utf8
        JSONText.append(Value(cell.error), to: &bytes)
        bytes += (isArray ? "}" : "}\n").utf8
        try write(bytes)
      }
    }
    if isArray { try write(Array((isFirst ? "[]\n" : "\n]\n").utf8)) }
  }

  private func members(_ tuple: [CellSet.Member], of axis: Int) -> [UInt8] {
    Array("\"axis\(axis)\":".utf8) + object(Array(zip(cells.axes[axis].hierarchies, tuple))) + Array(",".utf8)
  }

  private var slicer: [UInt8] {
    Array("\"slicer\":[".utf8)
      + cells.restrictions.map { tuple in object(tuple.map { ($0.hierarchy, $0.member) }) }
      .joined(separator: Array(",".utf8)) + Array("],".utf8)
  }

  private func object(_ members: [(String, CellSet.Member)]) -> [UInt8] {
    let fields = members.map { hierarchy, member in
      JSONText.quoted(hierarchy) + Array(":{\"unique_name\":".utf8) + JSONText.quoted(member.uniqueName)
        + Array(",\"caption\":".utf8) + JSONText.quoted(member.caption) + Array("}".utf8)
    }
    return Array("{".utf8) + fields.joined(separator: Array(",".utf8)) + Array("}".utf8)
  }
}
