import TestSupport
import Testing

/// Results of MDX by the built binary.
@Suite(.startsServers) struct MultidimensionalRunTests {
  private static let query =
    "SELECT {[Measures].Members} ON COLUMNS, {[Geography].Members} ON ROWS FROM [Sales] WHERE ([Product].[Bikes])"

  private static let grid = """
    where [Product].[Category]: Category 1
                    2020               2021
               Net Sales   Units  Net Sales   Units
    Country 1     123.45      11     128.45      13
      City 1      246.90      21     251.90  (null)
      City 2      370.35      31     (null)      33
      City 3      493.80  (null)     498.80      43
    Country 2     (null)      51     622.25      53
      City 5      740.70      61     745.70  #ERROR
    #ERROR at 2021 / Units, City 5: 0xC10A0055: Read access to the cell is denied.

    """

  @Test("A query is shown as a grid, and the server's remark is told")
  func grid() async throws {
    try await TestServers.withSandbox { url in
      for format in ["table", "wide"] {
        let result = try await Program.xmlactl("run", Self.query, "-t", url, "-o", format)
        #expect(result.status == 0)
        #expect(result.output == Self.grid)
        #expect(result.errors.contains("does not read MDX"))
      }
    }
  }

  @Test("A narrow terminal gets blocks of columns")
  func narrow() async throws {
    try await TestServers.withSandbox { url in
      let result = try await Program.xmlactl("run", Self.query, "-t", url, environment: ["COLUMNS": "36"])
      #expect(result.output.contains("\ncolumns 3 to 4 of 4\n"))
      // The lines of the blocks; what stands above and below is never cut.
      let lines = result.output.split(separator: "\n").filter { !$0.hasPrefix("#") && !$0.hasPrefix("where") }
      #expect(lines.count == 18)
      #expect(lines.map(\.count).max() ?? 0 <= 36)
    }
  }

  @Test("Programs get rows, unless they ask for cells")
  func formats() async throws {
    try await TestServers.withSandbox { url in
      let rows = try await Program.xmlactl("run", Self.query, "-t", url, "-o", "csv")
      #expect(rows.output.hasPrefix("[Geography].[Places].[Country].[MEMBER_CAPTION],"))
      #expect(rows.output.hasSuffix(",#ERROR 0xC10A0055: Read access to the cell is denied.\r\n"))
      let cells = try await Program.xmlactl(
        "run", "GRID 1 2", "-t", url, "-o", "csv", "--property", "Format=Multidimensional")
      #expect(
        cells.output == "[Geography].[Places],2020 / Net Sales\r\nCountry 1,123.45\r\n"
          + "City 1,#ERROR 0xC10A0055: Read access to the cell is denied.\r\n")
      let tabular = try await Program.xmlactl("run", Self.query, "-t", url, "--property", "Format=Tabular")
      #expect(tabular.output.contains("[MEMBER_CAPTION]"))
    }
  }

  @Test("Results follow one another, whatever their form")
  func several() async throws {
    try await TestServers.withSandbox { url in
      let result = try await Program.run(
        [Program.path("xmlactl"), "run", "-", "-t", url],
        input: "select from [Sales]\nGO\nROWS 1\nGO\nselect [a] on 0 from [Sales]\n")
      #expect(result.status == 0)
      #expect(result.output.hasPrefix("where [Measures]: Net Sales\n123.45\n\nid  name"))
      #expect(
        result.output.hasSuffix(
          "\n\n     2020              2021\nNet Sales  Units  Net Sales   Units\n   123.45     11     128.45  #ERROR\n#ERROR at 2021 / Units: 0xC10A0055: Read access to the cell is denied.\n"
        ))
    }
  }

  @Test("More cells than memory should hold are refused before they come, with what to do")
  func tooLarge() async throws {
    try await TestServers.withSandbox { url in
      let result = try await Program.xmlactl(
        "run", "GRID 1000 5000", "-t", url, "--property", "Format=Multidimensional")
      #expect(result.status == 64)
      #expect(result.output == "")
      #expect(result.errors.contains("too large to be kept in memory"))
      #expect(result.errors.contains("--property Format=Tabular streams it"))
    }
  }

  @Test("A grid that is cancelled half-way is not shown: what is missing would look empty")
  func cancelled() async throws {
    try await TestServers.withSandbox { url in
      let result = try await Program.xmlactl(
        "run", "GRID 2 100000000", "-t", url, "--property", "Format=Multidimensional", "--command-timeout",
        "200ms", "--cancellation-timeout", "30s")
      #expect(result.status == 124)
      #expect(result.output == "")
    }
  }
}
