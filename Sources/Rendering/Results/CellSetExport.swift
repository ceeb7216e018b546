internal import SessionControl

/// A multidimensional result for programs.
struct CellSetExport {
  let cells: CellSet
  let write: ByteWriter

  /// One line for each tuple of the rows, and of the pages before them: captions, each with its member's properties, then
  /// for each column a value, with its cell's properties. Those of the columns' members have no place in a line.
  func lines(_ style: DelimitedExporter<ResultRow>.Style) throws {
    let others = cells.axes.indices.dropFirst().reversed()
    let columns = cells.axes.first.map { $0.tuples.map(CellSet.caption) } ?? ["value"]
    let shape = RowShape(
      keys: others.flatMap { cells.axes[$0].memberKeys }
        + columns.flatMap { caption in
          [caption] + cells.cellProperties.map { cells.axes.isEmpty ? $0 : "\(caption) / \($0)" }
        }, besides: [])
    var exporter = DelimitedExporter<ResultRow>(style, write: write)
    try exporter.begin(target: "", extras: shape)
    for line in 0..<cells.lineCount {
      var values = others.flatMap { cells.axes[$0].memberValues(cells.tuple(of: $0, inLine: line)) }
      for column in 0..<cells.columnCount {
        let cell = cells[column, line]
        values.append(cell.raw)
        values += cells.cellProperties.indices.map(cell.property)
      }
      try exporter.add(ResultRow(Row(shape: shape, values: values)), target: "")
    }
    try exporter.finish()
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
  /// value, the formatted value and the error; properties, of members too, where the result has some.
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
        bytes += properties(cells.cellProperties.enumerated().map { ($1, cell.property($0)) })
        bytes += (isArray ? "}" : "}\n").utf8
        try write(bytes)
      }
    }
    if isArray { try write(Array((isFirst ? "[]\n" : "\n]\n").utf8)) }
  }

  private func members(_ tuple: [CellSet.Member], of axis: Int) -> [UInt8] {
    Array("\"axis\(axis)\":".utf8) + object(cells.axes[axis].places(of: tuple)) + Array(",".utf8)
  }

  private var slicer: [UInt8] {
    Array("\"slicer\":[".utf8) + cells.restrictions.map(object).joined(separator: Array(",".utf8))
      + Array("],".utf8)
  }

  private func object(_ places: [CellSet.Place]) -> [UInt8] {
    let fields = places.map { place in
      JSONText.quoted(place.hierarchy) + Array(":{\"unique_name\":".utf8)
        + JSONText.quoted(place.member.uniqueName) + Array(",\"caption\":".utf8)
        + JSONText.quoted(place.member.caption) + properties(place.properties) + Array("}".utf8)
    }
    return Array("{".utf8) + fields.joined(separator: Array(",".utf8)) + Array("}".utf8)
  }

  private func properties(_ properties: [(name: String, value: Value)]) -> [UInt8] {
    guard !properties.isEmpty else { return [] }
    var bytes = Array(",\"properties\":{".utf8)
    for (index, property) in properties.enumerated() {
      if index > 0 { bytes += ",".utf8 }
      JSONText.append(property.name, to: &bytes)
      bytes += ":".utf8
      JSONText.append(property.value, to: &bytes)
    }
    return bytes + Array("}".utf8)
  }
}
