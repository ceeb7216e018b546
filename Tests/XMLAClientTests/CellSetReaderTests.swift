import SessionControl
import Testing

@testable import XMLAClient

/// Multidimensional results.
@Suite struct CellSetReaderTests {
  private func cells(_ name: String) throws -> CellSet {
    let (reply, rows) = try Fixture.read(name)
    #expect(reply.results.map(\.content) == [.dataset])
    #expect(rows.announcements == 0)
    return try #require(rows.cells.first)
  }

  private func captions(_ axis: CellSet.Axis) -> [[String]] { axis.tuples.map { $0.map(\.caption) } }

  @Test("Axes with their hierarchies, members and levels; the slicer apart from them")
  func axes() throws {
    let set = try cells("execute-mddataset")
    #expect(
      set.axes.map(\.hierarchies) == [["[Date].[Calendar]", "[Measures]"], ["[Geography].[Places]"]])
    #expect(captions(set.axes[0]) == [["2025", "Net Sales"], ["2025", "Units"], ["2026", "Net Sales"]])
    #expect(
      set.axes[1].tuples[1] == [
        CellSet.Member(
          uniqueName: "[Geography].[Places].[City].&[3]", caption: "Jena <Paradies>",
          levelName: "[Geography].[Places].[City]", levelNumber: 2)
      ])
    #expect(set.slicer.hierarchies == ["[Product].[Category]", "[Customer].[Segment]"])
    #expect(captions(set.slicer) == [["Bikes", "All"]])
  }

  @Test("Cells have their own types, missing ones are empty, and an error stands in place of a value")
  func values() throws {
    let set = try cells("execute-mddataset")
    #expect(set.count == 6)
    #expect(
      set[0, 0]
        == CellSet.Cell(
          value: .decimal("1.23456789E4"), formatted: "12,345.68 €", properties: [.unsigned(255)]))
    #expect(set[1, 0] == CellSet.Cell(value: .integer(50), formatted: "50"))
    #expect(set[2, 0] == .empty)
    #expect(
      set[0, 1] == CellSet.Cell(value: .null, error: "0xC10A0055: Read access to the cell is denied."))
    #expect(set[1, 1] == .empty)
    // The digits of a decimal, which a floating-point number would not keep.
    #expect(set[2, 1] == CellSet.Cell(value: .decimal("0.1"), formatted: ""))
  }

  @Test("Clusters are cross products one after the other, the last hierarchy fastest; prefixes mean nothing")
  func clusters() throws {
    let set = try cells("execute-mddataset-clusters")
    #expect(set.axes.map(\.hierarchies) == [["[Time]", "[Category]"]])
    #expect(
      captions(set.axes[0]) == [
        ["1999", "Actual"], ["1999", "Budget"], ["2000", "Actual"], ["2000", "Budget"], ["2001", "Budget"],
      ])
  }

  @Test("A cell without an ordinal follows the one before it")
  func ordinals() throws {
    let set = try cells("execute-mddataset-clusters")
    #expect(set.cells.mapValues(\.value) == [1: .integer(7), 2: .integer(8)])
  }

  @Test("Tuples that refer to lists of members")
  func references() throws {
    let set = try cells("execute-mddataset-normalized")
    #expect(set.axes.map(\.hierarchies) == [["[Date].[Year]", "[Measures]"]])
    #expect(captions(set.axes[0]) == [["2025", "Net"], ["2025", "Units"], ["2026", "Net"]])
    #expect(set[2, 0].value == .decimal("2.5"))
    #expect(set.slicer.tuples.isEmpty)
  }

  @Test("Of a result that failed half-way nothing is handed over: what is missing is not empty")
  func failure() throws {
    let (reply, rows) = try Fixture.read("execute-mddataset-failed")
    #expect(rows.cells.isEmpty)
    #expect(reply.failure?.code == .cancelled)
  }

  // MARK: Documents of our own

  private func read(_ inner: String) throws -> CollectedRows {
    try Fixture.read(document(inner), step: 1 << 16).rows
  }

  private func document(_ inner: String) -> [UInt8] {
    let text = """
      <s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>\
      <ExecuteResponse xmlns="urn:schemas-microsoft-com:xml-analysis"><return>\
      <root xmlns="urn:schemas-microsoft-com:xml-analysis:mddataset" xmlns:x="http://www.w3.org/2001/XMLSchema" \
      xmlns:m="http://schemas.microsoft.com/analysisservices/2003/xmla" \
      xmlns:i="http://www.w3.org/2001/XMLSchema-instance">\(inner)</root></return></ExecuteResponse></s:Body></s:Envelope>
      """
    return Array(text.utf8)
  }

  private func axis(_ number: Int, members: Int) -> String {
    let tuples = (0..<members).map {
      "<Tuple><Member Hierarchy=\"[H]\"><UName>\($0)</UName></Member></Tuple>"
    }
    return "<Axis name=\"Axis\(number)\"><Tuples>\(tuples.joined())</Tuples></Axis>"
  }

  @Test("Without axes the whole is one cell")
  func noAxes() throws {
    let slicer = "<Axis name=\"SlicerAxis\"><Tuples/></Axis>"
    let rows = try read(
      "<Axes>\(slicer)</Axes><CellData><Cell CellOrdinal=\"0\"><Value i:type=\"x:int\">5</Value></Cell></CellData>"
    )
    let set = try #require(rows.cells.first)
    #expect(set.axes.isEmpty)
    #expect(set.count == 1)
    #expect(set[0, 0].value == .integer(5))
  }

  @Test("Three axes: rows count before pages, and an axis may be empty")
  func manyAxes() throws {
    let axes = axis(0, members: 2) + axis(1, members: 3) + axis(2, members: 2)
    let rows = try read(
      "<Axes>\(axes)</Axes><CellData><Cell CellOrdinal=\"9\"><Value>v</Value></Cell></CellData>")
    let set = try #require(rows.cells.first)
    #expect(set.tuples(at: 9).map { $0.map(\.uniqueName) } == [["1"], ["1"], ["1"]])
    #expect(set[1, 4].value == .text("v"))
    // A member without a caption is shown by its name.
    #expect(set.axes[1].tuples[2][0].caption == "2")
    let empty = try read("<Axes>\(axis(0, members: 2))\(axis(1, members: 0))</Axes><CellData/>")
    #expect(empty.cells.first?.count == 0)
  }

  private static let columns = "<Axis name=\"Axis0\"><Tuples>\(tuple("c1"))\(tuple("c2"))</Tuples></Axis>"
  private static let rows =
    "<Axis name=\"Axis1\"><Tuples>\(tuple("r1"))\(tuple("r2"))\(tuple("r3"))</Tuples></Axis>"
  private static let slicer = "<Axis name=\"SlicerAxis\"><Tuples>\(tuple("s"))</Tuples></Axis>"

  private static func tuple(_ name: String) -> String {
    "<Tuple><Member Hierarchy=\"[H]\"><UName>\(name)</UName></Member></Tuple>"
  }

  @Test(
    "Axes stand where their names say, whatever order they come in",
    arguments: [
      [columns, rows, slicer], [rows, columns, slicer], [slicer, rows, columns], [rows, slicer, columns],
    ])
  func order(_ axes: [String]) throws {
    let rows = try read(
      "<Axes>\(axes.joined())</Axes><CellData><Cell CellOrdinal=\"3\"><Value>x</Value></Cell></CellData>")
    let set = try #require(rows.cells.first)
    #expect(set.axes.map { $0.tuples.map { $0[0].uniqueName } } == [["c1", "c2"], ["r1", "r2", "r3"]])
    #expect(set.slicer.tuples.first?.first?.uniqueName == "s")
    #expect(set.tuples(at: 3).map { $0[0].uniqueName } == ["c2", "r2"])
  }

  @Test(
    "A gap, an axis that comes twice or that says no place is an error that says so",
    arguments: [
      (rows + slicer, "it has no Axis0"),
      (columns + rows.replacing("Axis1", with: "Axis2"), "it has no Axis1"),
      (columns + columns, "it has Axis0 twice"), (rows + columns + rows, "it has Axis1 twice"),
      (columns + slicer + slicer, "it has SlicerAxis twice"),
      (columns.replacing("Axis0", with: "Axis00"), "'Axis00', which says no place"),
      (columns.replacing("Axis0", with: "Axis-1"), "'Axis-1', which says no place"),
      (columns.replacing("Axis0", with: "Axis99999999999999999999"), "which says no place"),
      (columns.replacing("Axis0", with: ""), "'', which says no place"),
    ])
  func misplaced(_ axes: String, _ words: String) throws {
    let error = #expect(throws: ControlError.self) { try read("<Axes>\(axes)</Axes><CellData/>") }
    #expect(error?.code.exitStatus == .protocolViolation)
    #expect(error?.detail?.contains(words) == true, "\(error?.detail ?? "")")
  }

  @Test("An axis that is announced and does not come is a gap too")
  func announced() throws {
    let info =
      "<OlapInfo><AxesInfo><AxisInfo name=\"Axis0\"/><AxisInfo name=\"Axis1\"/></AxesInfo></OlapInfo>"
    let error = #expect(throws: ControlError.self) {
      try read("\(info)<Axes>\(Self.columns)</Axes><CellData/>")
    }
    #expect(error?.detail == "it has no Axis1, so that no value can be put in its place")
  }

  // MARK: Properties

  @Test("Properties of members, as announced and as they come, by their own types; a missing one is null")
  func memberProperties() throws {
    let info = """
      <OlapInfo><AxesInfo><AxisInfo name="Axis0"><HierarchyInfo name="Store">\
      <UName name="[Store].[MEMBER_UNIQUE_NAME]"/><DisplayInfo name="[Store].[DISPLAY_INFO]"/>\
      <Floor_x0020_Area name="[Store].[Floor Area]" type="x:unsignedInt"/>\
      <MEMBER_KEY name="[Store].[MEMBER_KEY]" type="x:string"/></HierarchyInfo></AxisInfo></AxesInfo></OlapInfo>
      """
    func member(_ name: String, _ properties: String) -> String {
      "<Tuple><Member Hierarchy=\"Store\"><UName>\(name)</UName><DisplayInfo>3</DisplayInfo>\(properties)</Member></Tuple>"
    }
    let tuples =
      member("a", "<MEMBER_KEY>7</MEMBER_KEY>") + member("b", "<Floor_x0020_Area>410</Floor_x0020_Area>")
      + member("c", "<Since i:type=\"x:dateTime\">2026-01-02T00:00:00</Since><MEMBER_KEY i:nil=\"true\"/>")
    let set = try #require(
      try read("\(info)<Axes><Axis name=\"Axis0\"><Tuples>\(tuples)</Tuples></Axis></Axes><CellData/>").cells
        .first)
    #expect(set.axes[0].properties == [["Floor Area", "MEMBER_KEY", "Since"]])
    let values = set.axes[0].tuples.map { tuple in (0..<3).map(tuple[0].property) }
    #expect(
      values == [
        [.null, .text("7"), .null], [.unsigned(410), .null, .null],
        [.null, .null, .timestamp("2026-01-02T00:00:00Z")],
      ])
  }

  @Test("A property that comes twice keeps both values, and each hierarchy has properties of its own")
  func repeatedProperties() throws {
    let tuple = """
      <Tuple><Member Hierarchy="A"><UName>a</UName><P>1</P><P>2</P></Member>\
      <Member Hierarchy="B"><UName>b</UName><Q>3</Q></Member></Tuple>
      """
    let set = try #require(
      try read("<Axes><Axis name=\"Axis0\"><Tuples>\(tuple)</Tuples></Axis></Axes><CellData/>").cells.first)
    #expect(set.axes[0].properties == [["P", "P_2"], ["Q"]])
    #expect(set.axes[0].tuples[0].map(\.properties) == [[.text("1"), .text("2")], [.text("3")]])
  }

  @Test("In a cross product and in lists the members' properties are those of their hierarchy")
  func clusteredProperties() throws {
    func members(_ hierarchy: String, _ property: String) -> String {
      "<Members Hierarchy=\"\(hierarchy)\"><Member><UName>\(hierarchy)</UName><\(property)>1</\(property)></Member></Members>"
    }
    let product = "<CrossProduct>\(members("A", "P"))<Union>\(members("B", "Q"))</Union></CrossProduct>"
    let lists = """
      <m:NormTupleSet><m:NormTuples><m:NormTuple><m:MemberRef><m:MemberOrdinal>0</m:MemberOrdinal></m:MemberRef>\
      <m:MemberRef><m:MemberOrdinal>0</m:MemberOrdinal></m:MemberRef></m:NormTuple></m:NormTuples>\
      <m:MembersLookup>\(members("A", "P"))\(members("B", "Q"))</m:MembersLookup></m:NormTupleSet>
      """
    for inner in [product, lists] {
      let set = try #require(
        try read("<Axes><Axis name=\"Axis0\">\(inner)</Axis></Axes><CellData/>").cells.first)
      #expect(set.axes[0].properties == [["P"], ["Q"]])
      #expect(set.axes[0].tuples.map { $0.map(\.properties) } == [[[.text("1")], [.text("1")]]])
    }
  }

  @Test(
    "Properties of cells: as announced, by their defaults, and what comes unannounced; the ordinal is none")
  func cellProperties() throws {
    let info = """
      <OlapInfo><CellInfo><Value name="VALUE"/><FmtValue name="FORMATTED_VALUE"/><CellOrdinal name="CELL_ORDINAL"/>\
      <FormatString name="FORMAT_STRING"><Default>#,##0</Default></FormatString>\
      <ForeColor name="FORE_COLOR"/></CellInfo></OlapInfo>
      """
    let cells = """
      <Cell CellOrdinal="0"><Value i:type="x:int">1</Value><ForeColor>255</ForeColor></Cell>\
      <Cell CellOrdinal="1"><FormatString>0.0</FormatString><Note>new</Note><CellOrdinal>1</CellOrdinal></Cell>
      """
    let set = try #require(
      try read("\(info)<Axes>\(axis(0, members: 3))</Axes><CellData>\(cells)</CellData>").cells.first)
    #expect(set.cellProperties == ["FORMAT_STRING", "FORE_COLOR", "Note"])
    #expect((0..<3).map(set[0, 0].property) == [.text("#,##0"), .integer(255), .null])
    #expect((0..<3).map(set[1, 0].property) == [.text("0.0"), .null, .text("new")])
    // A cell that did not come is empty, and has none.
    #expect((0..<3).map(set[2, 0].property) == [.null, .null, .null])
  }

  @Test("Real shape: a colour beside a value, announced with its type")
  func colour() throws {
    let set = try cells("execute-mddataset")
    #expect(set.cellProperties == ["FORE_COLOR"])
    #expect(set[0, 0].property(0) == .unsigned(255))
    #expect(set[1, 0].property(0) == .null)
  }

  @Test("Rows in place of cells are refused, with what to do")
  func rowsForCells() throws {
    let error = #expect(throws: ControlError.self) { try read("<x:schema/><row/>") }
    #expect(error?.detail?.contains("--property Format=Tabular") == true)
  }

  @Test("A union inside a cross product")
  func nested() throws {
    func members(_ hierarchy: String, _ names: String) -> String {
      "<Members Hierarchy=\"\(hierarchy)\">\(names.map { "<Member><UName>\($0)</UName></Member>" }.joined())</Members>"
    }
    let rows = try read(
      "<Axes><Axis name=\"Axis0\"><CrossProduct><Union>\(members("A", "ab"))\(members("A", "c"))</Union>"
        + "\(members("B", "xy"))</CrossProduct></Axis></Axes><CellData/>")
    let axis = try #require(rows.cells.first?.axes.first)
    #expect(axis.hierarchies == ["A", "B"])
    #expect(axis.tuples.map { $0.map(\.uniqueName).joined() } == ["ax", "ay", "bx", "by", "cx", "cy"])
  }

  @Test("A default of CellInfo stands for the properties that a cell does not have")
  func defaults() throws {
    let rows = try read(
      "<OlapInfo><CellInfo><Value name=\"VALUE\"><Default i:type=\"x:int\">0</Default></Value></CellInfo></OlapInfo>"
        + "<Axes>\(axis(0, members: 4))</Axes><CellData><Cell CellOrdinal=\"0\"/><Cell><Value i:nil=\"true\"/></Cell>"
        + "<Cell><Value i:type=\"x:string\"></Value></Cell></CellData>")
    let set = try #require(rows.cells.first)
    #expect((0..<4).map { set[$0, 0].value } == [.integer(0), .null, .text(""), .null])
  }

  @Test("An error in the formatted value leaves the value, and its attributes count as its children do")
  func formattedError() throws {
    let rows = try read(
      "<Axes>\(axis(0, members: 2))</Axes><CellData><Cell CellOrdinal=\"0\"><Value i:type=\"x:int\">3</Value>"
        + "<FmtValue><Error ErrorCode=\"-1056309163\" Description=\"no format\"/></FmtValue></Cell>"
        + "<Cell><e:Error xmlns:e=\"urn:schemas-microsoft-com:xml-analysis:exception\"/></Cell></CellData>")
    let set = try #require(rows.cells.first)
    #expect(set[0, 0] == CellSet.Cell(value: .integer(3), error: "0xC10A0055: no format"))
    #expect(set[1, 0].error == "the server tells no more")
  }

  @Test("A schema alone is no result")
  func schemaOnly() throws { #expect(try read("<x:schema/>").cells.isEmpty) }

  @Test(
    "What can't be put on the axes is refused",
    arguments: [
      "<Axes/><CellData><Cell CellOrdinal=\"1\"/></CellData>",
      "<Axes/><CellData><Cell CellOrdinal=\"-1\"/></CellData>",
      "<Axes/><CellData><Cell CellOrdinal=\"x\"/></CellData>",
      "<Axes/><CellData><CellSet><Data>AAAA</Data></CellSet></CellData>",
      "<Axes><Axis name=\"Axis0\"><Tuples><Tuple><Member/></Tuple><Tuple/></Tuples></Axis></Axes><CellData/>",
      "<Axes><Axis name=\"Axis0\"><m:NormTupleSet><m:NormTuples><m:NormTuple><m:MemberRef><m:MemberOrdinal>1"
        + "</m:MemberOrdinal></m:MemberRef></m:NormTuple></m:NormTuples><m:MembersLookup><Members><Member/>"
        + "</Members></m:MembersLookup></m:NormTupleSet></Axis></Axes><CellData/>",
    ])
  func broken(_ inner: String) throws {
    let error = #expect(throws: ControlError.self) { try read(inner) }
    #expect(error?.code == .protocolViolation)
  }

  @Test("Axes that make more cells than memory should hold are refused at once, with a way out")
  func tooMany() throws {
    let members = String(repeating: "<Member/>", count: 200)
    let list = "<Members Hierarchy=\"H\">\(members)</Members>"
    let product = "<CrossProduct>\(String(repeating: list, count: 9))</CrossProduct>"
    let axes = (0..<8).map { axis($0, members: 200) }.joined()
    for inner in ["<Axes><Axis name=\"Axis0\">\(product)</Axis></Axes>", "<Axes>\(axes)</Axes><CellData/>"] {
      let error = #expect(throws: ControlError.self) { try read(inner) }
      #expect(error?.hint?.contains("--property Format=Tabular") == true)
    }
  }

  @Test(
    "What a server repeats without an end is counted, whatever it is",
    arguments: [
      ("<OlapInfo><AxesInfo><AxisInfo name=\"Axis0\">", "<HierarchyInfo name=\"h\"/>"),
      ("<OlapInfo><AxesInfo>", "<AxisInfo name=\"a\"/>"),
      ("<OlapInfo><AxesInfo><AxisInfo name=\"Axis0\"><HierarchyInfo name=\"h\">", "<P name=\"p\"/>"),
      ("<OlapInfo><CellInfo>", "<P name=\"p\"/>"),
      ("<Axes><Axis name=\"Axis0\"><Tuples><Tuple><Member>", "<P>1</P>"),
      ("<Axes/><CellData><Cell CellOrdinal=\"0\">", "<P>1</P>"),
      ("<Axes><Axis name=\"Axis0\"><Tuples>", "<Tuple/>"),
      ("<Axes><Axis name=\"Axis0\"><Tuples><Tuple>", "<Member Hierarchy=\"h\"/>"),
      ("<Axes><Axis name=\"Axis0\"><CrossProduct>", "<Members Hierarchy=\"h\"/>"),
      ("<Axes><Axis name=\"Axis0\"><NormTupleSet><MembersLookup>", "<Members/>"),
      ("<Axes><Axis name=\"Axis0\"><NormTupleSet><NormTuples>", "<NormTuple/>"),
      ("<Axes/><CellData><Cell CellOrdinal=\"0\">", "<Error ErrorCode=\"1\" Description=\"no no no no\"/>"),
      (
        "<Axes/><CellData><Cell CellOrdinal=\"0\">",
        "<Error><Description>no no no no no no no no no</Description></Error>"
      ),
    ])
  func endless(_ start: String, _ part: String) throws {
    let bytes = document(start + String(repeating: part, count: 20_000))
    let error = #expect(throws: ControlError.self) {
      let decoder = ReplyDecoder(reader: ReplyReader(sink: CollectedRows(), maximumCellSetBytes: 200_000))
      try bytes.withUnsafeBytes { try decoder.feed($0) }
    }
    #expect(error?.message == "the multidimensional result is too large to be kept in memory")
  }

  @Test("Hierarchies that the server does not name, or names twice, are told apart by a number")
  func unnamedHierarchies() throws {
    func axis(_ name: String, _ hierarchies: String...) -> String {
      let members = hierarchies.map { "<Member \($0)><UName>u</UName></Member>" }.joined()
      return "<Axis name=\"\(name)\"><Tuples><Tuple>\(members)</Tuple></Tuples></Axis>"
    }
    let axes =
      axis("Axis0", "", "") + axis("Axis1", "", "Hierarchy=\"hierarchy_4\"")
      + axis("Axis2", "Hierarchy=\"[H]\"", "Hierarchy=\"[H]\"")
    let set = try #require(try read("<Axes>\(axes)</Axes><CellData/>").cells.first)
    #expect(
      set.axes.map(\.hierarchies) == [
        ["hierarchy_1", "hierarchy_2"], ["hierarchy_3", "hierarchy_4"], ["[H]", "[H]_4"],
      ])
  }

  @Test(
    "What is no finite number stays as the server wrote it",
    arguments: ["1e400", "-1E999", "INF", "-INF", "NaN"])
  func notFinite(_ text: String) {
    #expect(CellReader.value(Array(text.utf8), .double) == .text(text))
    #expect(CellReader.value(Array("1e300".utf8), .double) == .decimal("1e300"))
  }
}
