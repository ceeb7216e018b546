import Foundation
import TestSupport
import Testing

/// The built binary against the real Mondrian that the environment names: `XMLACTL_TEST_MONDRIAN_URL`, with the Shop
/// catalog of the rig that `.ci/run` starts. Beside its path, `-basic` asks for the login of `olap`, and `-session` for one
/// in a SOAP header.
@Suite(
  .startsServers, .serialized,
  .enabled(
    if: ProcessInfo.processInfo.environment["XMLACTL_TEST_MONDRIAN_URL"] != nil,
    "set XMLACTL_TEST_MONDRIAN_URL to the URL of a Mondrian with the rig's catalogs"))
struct MondrianTests {
  private static let url = ProcessInfo.processInfo.environment["XMLACTL_TEST_MONDRIAN_URL"] ?? ""
  private var url: String { Self.url }

  private func xmlactl(_ words: String...) async throws -> ProgramResult {
    try await Program.run([Program.path("xmlactl")] + words + ["-t", url])
  }

  /// What the server itself says, by another client.
  private func raw(discover rowset: String) async throws -> String {
    try await Program.run([
      "curl", "-s", "-m", "50", "-H", "Content-Type: text/xml", "--data-binary",
      """
      <Envelope xmlns="http://schemas.xmlsoap.org/soap/envelope/"><Body>\
      <Discover xmlns="urn:schemas-microsoft-com:xml-analysis"><RequestType>\(rowset)</RequestType>\
      <Restrictions><RestrictionList/></Restrictions><Properties><PropertyList/></Properties></Discover></Body></Envelope>
      """, url,
    ]).output
  }

  private func matches(_ pattern: String, in text: String) throws -> [String] {
    let expression = try NSRegularExpression(pattern: pattern)
    return expression.matches(in: text, range: NSRange(text.startIndex..., in: text)).compactMap {
      Range($0.range(at: 1), in: text).map { String(text[$0]) }
    }
  }

  private func objects(_ json: String) throws -> [[String: Any]] {
    try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [[String: Any]])
  }

  // MARK: Rowsets

  @Test("Every rowset that it offers is listed, whole, in every format")
  func rowsets() async throws {
    let names = try await xmlactl("discover", "DISCOVER_SCHEMA_ROWSETS", "-o", "name").output
      .split(separator: "\n").map(String.init)
    #expect(names.count >= 20)
    #expect(names.contains("MDSCHEMA_MEMBERS"))
    for name in names {
      let count = try await raw(discover: name).components(separatedBy: "<row>").count - 1
      let json = try await xmlactl("discover", name, "-o", "json")
      #expect(json.status == 0, "\(name): \(json.errors)")
      #expect(try objects(json.output).count == count, "\(name)")
    }
    // Some rows, deep columns, and none.
    for name in ["MDSCHEMA_HIERARCHIES", "DISCOVER_SCHEMA_ROWSETS", "MDSCHEMA_SETS"] {
      for format in ["table", "wide", "csv", "tsv", "ndjson"] {
        let result = try await xmlactl("discover", name, "-o", format)
        #expect(result.status == 0, "\(name), \(format): \(result.errors)")
        #expect(
          result.output.isEmpty == (format == "ndjson" && name == "MDSCHEMA_SETS"), "\(name), \(format)")
      }
    }
  }

  @Test("Restrictions, a database and what is beyond ASCII")
  func restrictions() async throws {
    let members = try await xmlactl(
      "discover", "MDSCHEMA_MEMBERS", "--database", "Shop", "--restrict", "CUBE_NAME=Sales", "--restrict",
      "LEVEL_UNIQUE_NAME=[Store].[Store Name]", "-o", "ndjson")
    #expect(
      try members.output.split(separator: "\n").flatMap {
        try matches("\"member_caption\":\"(.*?[^\\\\])\",", in: String($0))
      }
        == ["Berlin \\\"Mitte\\\"", "Köln <Süd>", "東京 1", "Bergen & Harbour", "Oslo Central"])
    let depot = try await xmlactl("discover", "MDSCHEMA_CUBES", "--database", "Depot", "-o", "ndjson")
    #expect(try matches("\"cube_name\":\"(.*?)\"", in: depot.output) == ["Depot Stock"])
  }

  @Test("A watch looks again, and a signal ends it")
  func watch() async throws {
    try await ScratchFolder.with { folder in
      let run = BackgroundRun(
        [
          Program.path("xmlactl"), "discover", "DISCOVER_DATASOURCES", "--watch", "200ms", "-o", "ndjson",
          "-t", url,
          "--trace",
        ], in: folder.path)
      try await run.says("DISCOVER_DATASOURCES")
      try await Eventually.holds("a second look") {
        let said = (try? String(contentsOfFile: "\(folder.path)/errors", encoding: .utf8)) ?? ""
        return said.components(separatedBy: "<RequestType>DISCOVER_DATASOURCES").count > 2
      }
      try await run.signal("INT")
      let result = try await run.end()
      #expect(result.status == 0)
      #expect(result.output.contains("\"data_source_name\":\"Rig Shop\""))
    }
  }

  // MARK: Queries

  private static let stores = """
    SELECT {[Measures].[Units], [Measures].[Price per Unit]} ON COLUMNS, {[Store].[Store Name].Members} \
    DIMENSION PROPERTIES [Store].[Store Name].[Floor Area m2] ON ROWS FROM [Sales] WHERE [Time].[2023] \
    CELL PROPERTIES VALUE, FORMATTED_VALUE, FORMAT_STRING
    """

  @Test("A query as a grid, with properties where everything is asked for")
  func grid() async throws {
    let table = try await xmlactl("run", Self.stores)
    #expect(
      table.output == """
        where Time: 2023
                           Units  Price per Unit
        Berlin "Mitte"    (null)          (null)
        Köln <Süd>           128           4.906
        東京 1               160           4.875
        Bergen & Harbour     112           4.929
        Oslo Central          96           4.958

        """)
    #expect(table.status == 0)
    let wide = try await xmlactl("run", Self.stores, "-o", "wide")
    #expect(
      wide.output == """
        where Time: 2023
                                          Units                 Price per Unit
                          Floor Area m2   VALUE  FORMAT_STRING           VALUE  FORMAT_STRING
        Berlin "Mitte"    (null)         (null)  #,##0                  (null)         (null)
        Köln <Süd>        700               128  #,##0                   4.906          0.000
        東京 1            1200              160  #,##0                   4.875          0.000
        Bergen & Harbour  410               112  #,##0                   4.929          0.000
        Oslo Central      900                96  #,##0                   4.958          0.000

        """)
  }

  @Test("Cells in csv and json, with the values and the properties that a raw reply has")
  func cells() async throws {
    let reply = try await RawXMLA.execute(
      "<Statement>\(Self.stores)</Statement>",
      catalog: "Shop</Catalog><Format>Multidimensional</Format><Catalog>Shop",
      at: url)
    let json = try await xmlactl("run", Self.stores, "-o", "json", "--property", "Format=Multidimensional")
    let cells = try objects(json.output)
    #expect(cells.count == 10)
    let values = try matches("<Value xsi:type=\"xsd:double\">(.*?)</Value>", in: reply).map(Double.init)
    #expect(cells.compactMap { $0["value"] as? Double } == values)
    #expect(values.count == 8)
    #expect(
      try cells.compactMap { ($0["properties"] as? [String: Any])?["FORMAT_STRING"] as? String }
        == matches("<FormatString>(.*?)</FormatString>", in: reply))
    let areas = cells.map { cell in
      let stores = cell["axis1"] as? [String: [String: Any]]
      return (stores?["Store"]?["properties"] as? [String: Any])?["Floor Area m2"] as? Int
    }
    #expect(areas == [nil, nil, 700, 700, 1200, 1200, 410, 410, 900, 900])
    let csv = try await xmlactl("run", Self.stores, "-o", "csv", "--property", "Format=Multidimensional")
    let lines = csv.output.components(separatedBy: "\r\n")
    #expect(
      lines[0]
        == "Store,Store.[Floor Area m2],Units,Units / FORMAT_STRING,Price per Unit,Price per Unit / FORMAT_STRING"
    )
    #expect(lines[2].hasPrefix("Köln <Süd>,700,128"))
    #expect(lines[2].hasSuffix(",\"#,##0\",4.90625,0.000"))
  }

  @Test("Programs get rows: types, texts and what is empty are those of the server")
  func rows() async throws {
    let result = try await xmlactl(
      "run",
      """
      WITH MEMBER [Measures].[B] AS 1 = 1 MEMBER [Measures].[S] AS "x & <y> 東" MEMBER [Measures].[None] AS NULL
      SELECT {[Measures].[Units], [Measures].[B], [Measures].[S], [Measures].[None]} ON 0
      FROM [Sales]
      """, "-o", "ndjson")
    let row = try #require(
      try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any], "\(result.errors)")
    #expect(row["[Measures].[Units]"] as? Double == 496)
    #expect(row["[Measures].[B]"] as? Bool == true)
    #expect(row["[Measures].[S]"] as? String == "x & <y> 東")
    #expect(row.keys.contains("[Measures].[None]"))
    #expect(row["[Measures].[None]"] is NSNull)
  }

  @Test("A name that makes its rows no XML is no result at all, and comes out right as cells")
  func brokenNames() async throws {
    let query = "SELECT {[Measures].[Größe & <Rest>]} ON 0 FROM [Sales]"
    let rows = try await xmlactl("run", query, "-o", "csv")
    #expect(rows.status == 76)
    #expect(rows.output == "")
    #expect(try await xmlactl("run", query).output == "Größe & <Rest>\n            13\n")
  }

  @Test("A query without axes prints a document in every format, and its value where cells are asked for")
  func noAxes() async throws {
    let query = "SELECT FROM [Sales]"
    let expected = [
      "json": "[\n{}\n]\n", "ndjson": "{}\n", "csv": "\r\n\r\n", "table": "496\n",
      "wide": "VALUE  FORMAT_STRING\n  496  #,##0\n",
    ]
    for (format, text) in expected {
      let result = try await xmlactl("run", query, "-o", format)
      #expect(result.status == 0)
      #expect(result.output == text, "\(format)")
      #expect(
        result.errors.contains("--property Format=Multidimensional") == !["table", "wide"].contains(format))
    }
    let json = try await xmlactl("run", query, "-o", "json", "--property", "Format=Multidimensional")
    #expect(try objects(json.output).map { $0["formatted"] as? String } == ["496"])
  }

  // MARK: Failures

  @Test(
    "A statement that it can't read, or a name that it does not know, is 65, in its own words",
    arguments: [
      ("SELEC nonsense", "Syntax error at line 1, column 1, token 'SELEC'"),
      ("SELECT FROM [Nope]", "MDX cube 'Nope' not found"),
      (
        "SELECT {[Measures].[Nope]} ON 0 FROM [Sales]",
        "MDX object '[Measures].[Nope]' not found in cube 'Sales'"
      ),
      (
        "WITH MEMBER [Measures].[N] AS StrToMember(\"[Nope]\").Name SELECT {[Measures].[N]} ON 0 FROM [Sales]",
        "Member '[Nope]' not found"
      ),
    ])
  func typos(_ statement: String, _ words: String) async throws {
    let result = try await xmlactl("run", statement)
    #expect(result.status == 65)
    #expect(result.output == "")
    #expect(result.errors.contains(words))
    #expect(!result.errors.contains("session administration"))
  }

  @Test("So are a database, a column to restrict by and a property; an empty value leaves one out")
  func names() async throws {
    for words in [["run", "SELECT FROM [Sales]"], ["discover", "MDSCHEMA_CUBES"]] {
      let result = try await Program.run(
        [Program.path("xmlactl")] + words + ["--database", "Nope", "-t", url])
      #expect(result.status == 65)
      #expect(result.errors.contains("there is no such database"))
    }
    let column = try await xmlactl("discover", "MDSCHEMA_CUBES", "--restrict", "FOO=1")
    #expect(column.status == 65)
    #expect(column.errors.contains("does not contain column 'FOO'"))
    let property = try await xmlactl("discover", "MDSCHEMA_CUBES", "--property", "FOO=1")
    #expect(property.status == 65)
    #expect(property.errors.contains("--property NAME= leaves it out"))
    #expect(try await xmlactl("discover", "MDSCHEMA_CUBES", "--property", "FOO=").status == 0)
  }

  @Test("That there is no session administration is told where some was asked for")
  func administration() async throws {
    for words in [
      ["sessions"], ["connections"], ["commands"], ["transactions"], ["locks", "--tree"],
      ["cancel", "spid", "5", "--yes"], ["cancel", "command", "--session", "ABC", "--yes"],
    ] {
      let result = try await Program.run([Program.path("xmlactl")] + words + ["-t", url])
      #expect(result.status == 69, "\(words): \(result.errors)")
      #expect(result.errors.contains("Mondrian and its kin have no session administration"), "\(words)")
      #expect(result.output == "")
    }
    let view = try await xmlactl("sessions", "--via-dmv")
    #expect(view.status == 69)
    #expect(view.errors.contains("leave out --via-dmv"))
    let batch = "<Batch xmlns=\"http://schemas.microsoft.com/analysisservices/2003/engine\"/>"
    for words in [
      ["begin", "--session", "ABC"], ["run", "--transaction", "SELECT FROM [Sales]"], ["run", batch],
    ] {
      let result = try await Program.run([Program.path("xmlactl")] + words + ["-t", url])
      #expect(result.status == 69, "\(words): \(result.errors)")
      #expect(result.errors.contains("run statements and nothing else"), "\(words)")
      #expect(!result.errors.contains("session administration"), "\(words)")
      #expect(!result.errors.contains("xmlactl transactions"), "\(words)")
    }
  }

  @Test("A cancel that it does not know ends in a hard one, and no hint sends anybody to that cancel again")
  func cancel() async throws {
    let result = try await xmlactl(
      "run", "WITH MEMBER [Measures].[Z] AS SleepMs(2000) SELECT {[Measures].[Z]} ON 0 FROM [Sales]",
      "--command-timeout", "300ms", "--cancellation-timeout", "300ms")
    #expect(result.status == 125)
    #expect(result.errors.contains("Mondrian and its kin have no session administration"))
    #expect(result.errors.contains("the server may still be working on the statement"))
    #expect(!result.errors.contains("xmlactl cancel"))
  }

  // MARK: Sessions and logins

  @Test("Sessions open, statements run in them, and their end is not claimed, since it answers in any")
  func sessions() async throws {
    let opened = try await xmlactl("session", "open")
    #expect(opened.status == 0, "\(opened.errors)")
    let id = opened.output.trimmingCharacters(in: .whitespacesAndNewlines)
    let run = try await xmlactl("run", "SELECT FROM [Sales]", "--session", id)
    #expect(run.output == "496\n")
    let closed = try await xmlactl("session", "close", id)
    #expect(closed.status == 4)
    #expect(closed.errors.contains("still answers in it"))
  }

  @Test("A login by HTTP, refused without a password and with a wrong one")
  func login() async throws {
    let place = try #require(url.components(separatedBy: "http://").last)
    let target = "http://olap@\(place)-basic"
    try await ScratchFolder.with { folder in
      let right = try folder.write("olap-pass\n", to: "right")
      let wrong = try folder.write("olap-fail\n", to: "wrong")
      for (file, status) in [(right, Int32(0)), (wrong, 77)] {
        let result = try await Program.xmlactl(
          "run", "SELECT FROM [Sales]", "-t", target, "--password-file", file)
        #expect(result.status == status, "\(result.errors)")
        #expect(result.output == (status == 0 ? "496\n" : ""))
      }
      let none = try await Program.xmlactl("discover", "DISCOVER_DATASOURCES", "-t", "http://\(place)-basic")
      #expect(none.status == 77)
      #expect(none.errors.contains("asks for a login"))
    }
  }

  @Test("Its own login in a SOAP header, which is not sent, refuses in its own words")
  func soapLogin() async throws {
    let result = try await Program.xmlactl("run", "SELECT FROM [Sales]", "-t", "\(url)-session")
    #expect(result.status != 0)
    #expect(result.errors.contains("There was a problem with the credentials"))
    #expect(!result.errors.contains("session administration"))
  }

  @Test(
    "A script in the shell: queries in one session, a failure tells its line, and the rest goes on where asked"
  )
  func shell() async throws {
    let script = """
      use \(url)
      run "SELECT FROM [Sales]"
      sessions
      run "SELECT FROM [Stock on Hand]" --database Shop
      run "SELEC"

      """
    let result = try await Program.run(
      [Program.path("xmlactl"), "shell", "--keep-going"], input: script)
    #expect(result.status == 69)
    #expect(result.output.hasPrefix("496\n"))
    #expect(result.output.split(separator: "\n").count == 2)
    #expect(result.errors.contains("line 3: 'sessions' failed (exit status 69)"))
    #expect(result.errors.contains("line 5: 'run' failed (exit status 65)"))
  }
}
