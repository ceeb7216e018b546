/// What a multidimensional result begins with. Its schema is the least that clients need: any element may follow.
struct DatasetSchema: ResultSchema {
  var root: String { Self.root(Namespaces.dataset) }

  let text = """
    <xsd:schema targetNamespace="urn:schemas-microsoft-com:xml-analysis:mddataset" elementFormDefault="qualified">\
    <xsd:element name="root"><xsd:complexType><xsd:sequence><xsd:any processContents="skip" minOccurs="0" \
    maxOccurs="unbounded"/></xsd:sequence></xsd:complexType></xsd:element></xsd:schema>
    """
}

/// A grid as a multidimensional result: OlapInfo, axes of tuples, cells; an empty cell is left out.
///
/// Sources: [MS-SSAS] mddataset; learn.microsoft.com, "Cell Element (MDDataSet) (XMLA)".
struct GridDataset: RowSource {
  private enum Part {
    case head
    /// The tuples of the rows from here on.
    case rows(Int)
    /// The cells from this line on.
    case cells(Int)
    case end
  }

  private let grid: Grid
  private var part = Part.head

  init(_ grid: Grid) {
    self.grid = grid
  }

  var closing: String {
    switch part {
    case .head, .end: ""
    case .rows: "</Tuples></Axis></Axes>"
    case .cells: "</CellData>"
    }
  }

  mutating func appendRows(to bytes: inout [UInt8], upTo limit: Int) -> Bool {
    while bytes.count < limit {
      switch part {
      case .head:
        appendHead(to: &bytes)
        part = .rows(0)
      case .rows(let index):
        if index < grid.rows ?? 0 {
          Self.append([grid.row(index)], to: &bytes)
          part = .rows(index + 1)
        } else {
          appendOtherAxes(to: &bytes)
          part = .cells(0)
        }
      case .cells(let line):
        if line < grid.lineCount {
          appendCells(line: line, to: &bytes)
          part = .cells(line + 1)
        } else {
          bytes.appendText("</CellData>" + (grid.isStandIn ? Envelope.standInWarning : ""))
          part = .end
        }
      case .end: return false
      }
    }
    return true
  }

  // MARK: Axes

  private func appendHead(to bytes: inout [UInt8]) {
    let grid = grid
    let examples = [grid.columns.map { _ in grid.column(0) }, grid.rows.map { _ in [grid.row(0)] }]
    let axes =
      (examples + [grid.pages.map { _ in [grid.page(0)] }]).enumerated().compactMap { index, members in
        members.map { Self.info("Axis\(index)", $0) }
      }
    bytes.appendText("<OlapInfo><CubeInfo><Cube><CubeName>")
    bytes.appendEscaped(grid.cube)
    bytes.appendText(
      "</CubeName></Cube></CubeInfo><AxesInfo>" + axes.joined() + Self.info("SlicerAxis", grid.slicer)
        + "</AxesInfo><CellInfo><Value name=\"VALUE\"/><FmtValue name=\"FORMATTED_VALUE\" type=\"xsd:string\"/>"
        + "<CellOrdinal name=\"CELL_ORDINAL\" type=\"xsd:unsignedInt\"/></CellInfo></OlapInfo>\n<Axes>")
    if let columns = grid.columns { Self.append("Axis0", (0..<columns).map(grid.column), to: &bytes) }
    bytes.appendText(grid.rows == nil ? "" : "<Axis name=\"Axis1\"><Tuples>")
  }

  private func appendOtherAxes(to bytes: inout [UInt8]) {
    bytes.appendText(grid.rows == nil ? "" : "</Tuples></Axis>\n")
    if let pages = grid.pages { Self.append("Axis2", (0..<pages).map { [grid.page($0)] }, to: &bytes) }
    Self.append("SlicerAxis", [grid.slicer], to: &bytes)
    bytes.appendText("</Axes>\n<CellData>")
  }

  /// What OlapInfo says of an axis.
  private static func info(_ axis: String, _ members: [Grid.Member]) -> String {
    let hierarchies = members.map { member in
      let properties = [
        ("UName", "MEMBER_UNIQUE_NAME", "string"), ("Caption", "MEMBER_CAPTION", "string"),
        ("LName", "LEVEL_UNIQUE_NAME", "string"), ("LNum", "LEVEL_NUMBER", "int"),
        ("DisplayInfo", "DISPLAY_INFO", "unsignedInt"),
      ].map { "<\($0) name=\"\(member.hierarchy).[\($1)]\" type=\"xsd:\($2)\"/>" }
      return "<HierarchyInfo name=\"\(member.hierarchy)\">\(properties.joined())</HierarchyInfo>"
    }
    return "<AxisInfo name=\"\(axis)\">\(hierarchies.joined())</AxisInfo>"
  }

  private static func append(_ axis: String, _ tuples: [[Grid.Member]], to bytes: inout [UInt8]) {
    bytes.appendText("<Axis name=\"\(axis)\"><Tuples>")
    for tuple in tuples { append(tuple, to: &bytes) }
    bytes.appendText("</Tuples></Axis>\n")
  }

  private static func append(_ tuple: [Grid.Member], to bytes: inout [UInt8]) {
    bytes.appendText("<Tuple>")
    for member in tuple {
      bytes.appendText("<Member Hierarchy=\"\(member.hierarchy)\"><UName>")
      bytes.appendEscaped(member.uniqueName)
      bytes.appendText("</UName><Caption>\(member.caption)</Caption><LName>\(member.level)</LName>")
      bytes.appendText("<LNum>\(member.depth)</LNum><DisplayInfo>0</DisplayInfo></Member>")
    }
    bytes.appendText("</Tuple>\n")
  }

  // MARK: Cells

  private func appendCells(line: Int, to bytes: inout [UInt8]) {
    for column in 0..<grid.columnCount {
      let cell = grid.cell(column: column, line: line)
      guard cell != .empty else { continue }
      bytes.appendText("<Cell CellOrdinal=\"\(line * grid.columnCount + column)\">")
      switch cell {
      case .empty: break
      case .sales(let hundredths):
        let text = GridText.decimal(hundredths)
        bytes.appendText("<Value xsi:type=\"xsd:double\">\(text)</Value>")
        bytes.appendText("<FmtValue>\(GridText.grouped(text))</FmtValue>")
      case .units(let number):
        bytes.appendText("<Value xsi:type=\"xsd:int\">\(number)</Value>")
        bytes.appendText("<FmtValue>\(GridText.grouped(String(number)))</FmtValue>")
      case .error:
        bytes.appendText("<Value><Error>\(GridText.error)</Error></Value>")
        bytes.appendText("<FmtValue><Error>\(GridText.error)</Error></FmtValue>")
      }
      bytes.appendText("</Cell>\n")
    }
  }
}
