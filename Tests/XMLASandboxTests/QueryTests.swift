import Testing

@testable import XMLASandbox

/// What has the shape of a query, and what a fault names in what has not.
struct QueryTests {
  @Test(
    "MDX gets as many axes as it names",
    arguments: [
      ("SELECT FROM [Sales]", Query.mdx(cube: "Sales", axisCount: 0, isSliced: false)),
      (
        "select [Measures].members on columns from Sales;", .mdx(cube: "Sales", axisCount: 1, isSliced: false)
      ),
      (
        "SELECT {[ON ROWS]} ON 0, 'from [x] on rows' ON AXIS(1) FROM [A]]B]",
        .mdx(cube: "A]B", axisCount: 2, isSliced: false)
      ),
      (
        "WITH MEMBER [Measures].[X] AS '1', FORMAT_STRING = \"#,##0\" SET [S] AS {[A].&[1]&[2]:[A].[B]}\n"
          + "SELECT NON EMPTY {[X]} DIMENSION PROPERTIES MEMBER_CAPTION, [A].[B] ON ROWS, {[Y]} ON 0,\n"
          + "Descendants([Z], , LEAVES) ON PAGES -- the end\n"
          + "FROM (SELECT [Q] ON 0 FROM [B] WHERE ([C])) WHERE ([D]) CELL PROPERTIES VALUE, FORMAT_STRING",
        .mdx(cube: "B", axisCount: 3, isSliced: true)
      ),
      (
        "SELECT CASE WHEN [A] > -1 THEN \"a\" ELSE 'b' END ON 0 FROM /* not [that] */ [C] CELL PROPERTIES VALUE",
        .mdx(cube: "C", axisCount: 1, isSliced: false)
      ),
    ])
  func mdx(_ text: String, _ query: Query) throws {
    #expect(try Query(text) == query)
  }

  @Test(
    "DAX is known by its words",
    arguments: [
      "EVALUATE 'Sales'", "evaluate t", "EVALUATE 1 < 2",
      "DEFINE MEASURE 'S'[M] = SUM(S[x]) VAR v = \"a\"\"b\" EVALUATE ROW(\"M\", [M]) ORDER BY [M]\nEVALUATE {v, 1}",
    ])
  func dax(_ text: String) throws {
    #expect(try Query(text) == .dax)
  }

  @Test(
    "What has another shape is a syntax fault that names where it begins",
    arguments: [
      ("SELCT {[A]} ON 0 FROM [Sales]", "SELCT"), ("x", "x"), ("SELECT 1", "1"), ("SELECT * FROM t", "FROM"),
      ("SELECT {[A]} ON 0", "0"), ("SELECT {[A]} WHERE ([B]) FROM [Sales]", "WHERE"),
      ("SELECT {[A]} ON 0 FORM [Sales]", "FORM"),
      ("SELECT {[A]} ON FROM [Sales]", "FROM"),
      ("SELECT {[A] ON 0 FROM [Sales]", "{"), ("SELECT {[A])} ON 0 FROM [Sales]", ")"),
      ("SELECT {[A] [B]} ON 0 FROM [Sales]", "[B]"), ("SELECT {[A]} {[B]} ON 0 FROM [Sales]", "{"),
      ("SELECT ON 0 FROM [Sales]", "ON"), ("SELECT {[A]} ON 0, FROM [Sales]", "FROM"),
      ("SELECT {[A]} ON ROWS FROM [Sales]", "FROM"), ("SELECT {[A]} ON 0 FROM", "FROM"),
      ("SELECT {[A]} ON 0 FROM WHERE ([B])", "WHERE"), ("SELECT {[A]} ON 0 FROM [Sales] WHERE", "WHERE"),
      ("SELECT {[A]} ON 0 FROM [Sales] [Other]", "[Other]"), ("SELECT {[A]} ON 0 FROM [Sales] x", "x"),
      ("SELECT {[A]} ON 0 FROM [Sal", "[Sal"), ("SELECT {'A} ON 0 FROM [Sales]", "'A} ON 0 FROM [Sales]"),
      ("SELECT {[A]} ON 0 FROM [Sales] /* and", "/*"), ("SELECT {[A]} ON 0 FROM (SELECT {[B]} ON 0)", ")"),
      ("WITH SELECT {[A]} ON 0 FROM [Sales]", "SELECT"),
      ("WITH MEMBER [A] SELECT {[A]} ON 0 FROM [S]", "SELECT"),
      ("EVALUATE", "EVALUATE"), ("EVALUATE FILTER('T', ", "("), ("EVALUATE ORDER BY [x]", "ORDER"),
      ("DEFINE MEASURE a FROM", "FROM"), ("DEFINE x EVALUATE t", "x"), ("EVALUAT t", "EVALUAT"), (";", ";"),
      ("WAIT for it", "WAIT"),
    ])
  func faults(_ text: String, _ part: String) throws {
    #expect(throws: SandboxFault.syntax(of: part)) { try Query(text) }
    #expect(throws: SandboxFault.syntax(of: part)) { try Statement(text) }
  }

  @Test("All that the population runs has the shape of a query, on a cube of its database")
  func population() throws {
    for (database, texts) in zip(Population.databases, PopulationTexts.queries) {
      for text in texts {
        guard case .mdx(let cube, _, _) = try Query(text) else { continue }
        #expect(Cube.all.contains { $0.name == cube && $0.database == database }, "\(text)")
      }
    }
  }

  @Test("Over the wire: 0xC10E0002 for a typo, 0xC10A0006 for a cube that the database does not have")
  func wire() async throws {
    try await TestServer.run { server in
      func answer(_ text: String, _ database: String? = nil) async throws -> String {
        let properties = database.map { "<Catalog>\($0)</Catalog>" } ?? ""
        return try await server.send(Messages.statement(text, properties: properties)).body
      }
      let typo = try await answer("SELECT {[Measures].Members} ON COLUMS FROM [Sales]")
      #expect(typo.contains("<faultcode>XMLAnalysisError.0xc10e0002</faultcode>"))
      #expect(typo.contains("<faultstring>Parser: The syntax for 'COLUMS' is incorrect.</faultstring>"))
      let query = "SELECT {[Measures].Members} ON COLUMNS FROM "
      let missing = try await answer(query + "[Sale]")
      #expect(missing.contains("<faultcode>XMLAnalysisError.0xc10a0006</faultcode>"))
      #expect(missing.contains("The 'Sale' cube either does not exist or has not been processed."))
      #expect(try await answer(query + "[sales]").contains("mddataset"), "the first database, in any case")
      #expect(try await answer(query + "[Staff]").contains("0xc10a0006"))
      #expect(try await answer(query + "[Staff]", "HR").contains("mddataset"))
      #expect(try await answer(query + "[Sales]", "HR").contains("0xc10a0006"))
    }
  }
}
