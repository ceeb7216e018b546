import Testing

@testable import XMLASandbox

/// Grids: what statements ask for, and what goes over the wire.
struct GridTests {
  @Test("GRID takes columns and rows")
  func language() throws {
    #expect(try Statement("grid 3 20") == .grid(Grid(columns: 3, rows: 20)))
    #expect(try Statement("GRID 0 0") == .grid(Grid(columns: 0, rows: 0)))
  }

  @Test(
    "Anything else after GRID is a syntax fault",
    arguments: ["GRID", "GRID 3", "GRID 3 x", "GRID -1 3", "GRID 1 2 3", "GRID 1001 1", "GRID 1000 4294968"])
  func syntax(_ text: String) {
    #expect(throws: SandboxFault.syntax(of: text)) { try Statement(text) }
  }

  @Test("A query gets as many axes as it names, three at most")
  func standIns() throws {
    for (count, axes) in [(0, []), (1, [4]), (2, [4, 6]), (3, [4, 6, 2]), (5, [4, 6, 2])] {
      let grid = Grid(cube: "Sales", axisCount: count, isSliced: false)
      #expect([grid.columns, grid.rows, grid.pages].compactMap(\.self) == axes && grid.isStandIn)
    }
    let slice = Grid(cube: "Staff", axisCount: 2, isSliced: true)
    #expect(try Statement("SELECT {[A]} ON 0, {[B]} ON 1 FROM [Staff] WHERE ([C])") == .grid(slice))
  }

  @Test("The last of several cells is an error, and some are empty")
  func cells() {
    let grid = Grid(columns: 4, rows: 6)
    let all = (0..<6).flatMap { line in (0..<4).map { grid.cell(column: $0, line: line) } }
    #expect(all.last == .error)
    #expect(all.count { $0 == .error } == 1)
    #expect(all.count { $0 == .empty } == 4)
    #expect(Grid().cell(column: 0, line: 0) == .sales(hundredths: 12_345))
  }

  @Test("Numbers as a server formats them")
  func texts() {
    #expect(GridText.decimal(5) == "0.05")
    #expect(GridText.grouped("999") == "999")
    #expect(GridText.grouped("1234567.05") == "1,234,567.05")
  }

  private func answer(_ text: String, format: String?, content: String = "SchemaData") async throws
    -> TestServer.Answer
  {
    var answer: TestServer.Answer?
    try await TestServer.run { server in
      answer = try await server.send(
        Messages.statement(
          text,
          properties: (format.map { "<Format>\($0)</Format>" } ?? "") + "<Content>\(content)</Content>"))
    }
    return try #require(answer)
  }

  @Test("A grid is multidimensional where it is not asked for as rows", arguments: ["Multidimensional", nil])
  func dataset(_ format: String?) async throws {
    let body = try await answer("GRID 2 2", format: format).body
    #expect(body.contains("<root xmlns=\"urn:schemas-microsoft-com:xml-analysis:mddataset\""))
    #expect(body.contains("targetNamespace=\"urn:schemas-microsoft-com:xml-analysis:mddataset\""))
    #expect(body.contains("<UName>[Geography].[Places].[Country].&amp;[1]</UName>"))
    #expect(body.matches(of: /<Cell\b/).count == 4)
    #expect(body.contains("<Value><Error><ErrorCode>3238658133</ErrorCode>"))
    #expect(!body.contains("<Messages"), "it was asked for")
  }

  @Test("A query says that nobody read it")
  func standIn() async throws {
    for format in ["Multidimensional", "Tabular"] {
      let body = try await answer("SELECT {[A]} ON 0 FROM [Sales]", format: format).body
      #expect(body.contains("a model and does not read MDX"))
    }
  }

  @Test("Content says what is in it")
  func content() async throws {
    let data = try await answer("GRID 2 2", format: nil, content: "Data").body
    #expect(!data.contains("xsd:schema"))
    #expect(data.contains("<CellData>"))
    let schema = try await answer("GRID 2 2", format: nil, content: "Schema").body
    #expect(schema.contains("mddataset") && schema.contains("xsd:schema"))
    #expect(!schema.contains("<CellData>"))
    #expect(try await answer("GRID 2 2", format: nil, content: "None").body.contains("xml-analysis:empty"))
  }

  @Test("As rows it is flattened: captions by level, then a column for each tuple")
  func flattened() async throws {
    let answer = try await answer("GRID 2 5", format: "Tabular")
    #expect(answer.rowCount == 5)
    #expect(answer.body.contains("sql:field=\"[Geography].[Places].[City].[MEMBER_CAPTION]\""))
    #expect(answer.body.contains("sql:field=\"[Date].[Year].&amp;[2020].[Measures].[Net Sales]\""))
    #expect(answer.body.contains("_x005B_Measures_x005D__x002E__x005B_Net_x0020_Sales_x005D_>123.45<"))
  }

  @Test("Views and everything else are rows whatever the format")
  func others() async throws {
    for text in ["SELECT * FROM $SYSTEM.DBSCHEMA_CATALOGS", "EVALUATE 'Sales'", "ROWS 2"] {
      let body = try await answer(text, format: "Multidimensional").body
      #expect(body.contains("<root xmlns=\"urn:schemas-microsoft-com:xml-analysis:rowset\""))
    }
  }

  @Test("A large grid is streamed, and one that is cancelled half-way ends well-formed, with the exception")
  func cancelled() async throws {
    try await TestServer.run { server in
      let connection = try RawConnection(port: server.port)
      let session = try await server.beginSession()
      connection.post(Messages.statement("GRID 4 1000000000", session: session))
      // Into the rows; far from the cells.
      _ = await connection.read(atLeast: 1_000_000)
      let cancel = try await server.send(Messages.cancel("", session: session))
      #expect(cancel.body.contains("xml-analysis:empty"))
      let rest = await connection.read(untilEnd: "</soap:Envelope>\r\n0\r\n\r\n")
      #expect(rest.contains("</Tuples></Axis></Axes><Exception"))
      #expect(rest.contains("3239837698"))
    }
  }
}
