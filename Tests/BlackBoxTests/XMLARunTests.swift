import Foundation
import TestSupport
import Testing

/// `xmlactl run`, the built binary, on XMLA: statements, documents, sessions and results, against the sandbox.
@Suite(.startsServers) struct XMLARunTests {
  private static let engine = "http://schemas.microsoft.com/analysisservices/2003/engine"

  static func batch(_ attributes: String = "", _ children: String...) -> String {
    "<Batch xmlns=\"\(engine)\" \(attributes)>\(children.joined())</Batch>"
  }

  static func process(_ database: String) -> String {
    "<Process><Object><DatabaseID>\(database)</DatabaseID></Object><Type>ProcessFull</Type></Process>"
  }

  static let discover =
    "<Discover xmlns=\"urn:schemas-microsoft-com:xml-analysis\"><RequestType>DBSCHEMA_CATALOGS</RequestType>"
    + "<Restrictions/><Properties/></Discover>"

  private func sessions(_ url: String) async throws -> [String] {
    try await Program.xmlactl("sessions", "-t", url, "-o", "name").output.split(separator: "\n").map {
      String($0.prefix { $0 != "/" })
    }
  }

  @Test("Rows come in every format with the server's own names; the session is ended afterwards")
  func rows() async throws {
    try await TestServers.withSandbox("--sessions", "0") { url in
      let csv = try await Program.xmlactl("run", "-t", url, "ROWS 2", "-o", "csv")
      #expect(csv.status == 0, "\(csv.errors)")
      #expect(csv.output.hasPrefix("id,name,value,moment\r\n0,row 0,0.0,"))
      #expect(csv.errors == "")
      let ndjson = try await Program.xmlactl("run", "-t", url, "ROWS 1", "-o", "ndjson")
      #expect(ndjson.output.hasPrefix("{\"id\":0,\"name\":\"row 0\",\"value\":0"))
      let table = try await Program.xmlactl("run", "-t", url, "EVALUATE {\"a; b & <c>\"}")
      #expect(table.output == "Statement\nEVALUATE {\"a; b & <c>\"}\n")
      #expect(try await sessions(url).isEmpty)
    }
  }

  @Test("What a failed statement says is told; its session is ended too")
  func failure() async throws {
    try await TestServers.withSandbox("--sessions", "0") { url in
      let result = try await Program.xmlactl("run", "-t", url, "FAIL it broke")
      #expect(result.status == 69)
      #expect(result.errors.contains("0xC1000007: it broke"))
      let database = try await Program.xmlactl("run", "-t", url, "ROWS 1", "--database", "Nix")
      #expect(database.status == 65)
      #expect(database.errors.contains("there is no database 'Nix'"))
      #expect(try await sessions(url).isEmpty)
    }
  }

  @Test(
    "A typo is 65, a lock that somebody else holds 75, a server's own failure 69",
    arguments: [
      (3_238_920_194, "Parser: The syntax for 'SELEC' is incorrect.", 65),
      (3_238_658_054, "Either the user does not have access to the 'X' database, or it does not exist.", 65),
      (3_238_658_057, "The member '[X]' was not found in the cube.", 65),
      (3_239_837_705, "Lock conflict.", 75), (3_238_002_695, "Internal error.", 69),
    ] as [(UInt32, String, Int32)])
  func statuses(_ code: UInt32, _ text: String, _ status: Int32) async throws {
    let fault = RogueServer.soap(
      "<s:Fault><faultcode>XMLAnalysisError</faultcode><faultstring>x</faultstring><detail>"
        + "<Error ErrorCode=\"\(code)\" Description=\"\(text)\"/></detail></s:Fault>")
    try await RogueServer.with(.converses([fault])) { server in
      let result = try await Program.xmlactl("run", "SELEC", "-t", "http://127.0.0.1:\(server.port)/xmla")
      #expect(result.status == status, "\(result.errors)")
      #expect(result.errors.contains(text))
      #expect(result.errors.contains("locks --tree") == (status == 75))
    }
  }

  @Test(
    "Parameters travel with each statement, typed; what can't take them is refused before anything is sent")
  func parameters() async throws {
    try await TestServers.withSandbox("--sessions", "0") { url in
      let result = try await Program.xmlactl(
        "run", "ROWS 1\nGO\nROWS 2", "-t", url, "--param", "@Year=2026", "--param", "Code:string=007",
        "--trace")
      #expect(result.status == 0, "\(result.errors)")
      let sent = result.errors.components(separatedBy: "<Parameters ")
      #expect(sent.count == 3, "\(result.errors)")
      for block in sent.dropFirst() {
        #expect(block.contains("<Name>Year</Name>"))
        #expect(block.contains("<Value xsi:type=\"xsd:int\">2026</Value>"))
        #expect(block.contains("<Value xsi:type=\"xsd:string\">007</Value>"))
      }
      let document = try await Program.xmlactl("run", Self.batch(), "-t", url, "--param", "a=1", "--trace")
      #expect(document.status == 64)
      #expect(
        document.errors.contains("--param is for statements, and the command at line 1 is an XML document"))
      #expect(!document.errors.contains("Envelope"))
      let twice = try await Program.xmlactl("run", "ROWS 1", "-t", url, "--param", "a=1", "--param", "A=2")
      #expect(twice.status == 64)
    }
    let mysql = try await Program.xmlactl("run", "SELECT 1", "-t", "mysql://127.0.0.1:1/", "--param", "a=1")
    #expect(mysql.status == 64)
    #expect(mysql.errors.contains("--param are for XMLA targets"))
  }

  @Test("A script as SSMS saves it, in UTF-16 with a byte order mark, from a file and from stdin")
  func utf16() async throws {
    try await TestServers.withSandbox("--sessions", "0") { url in
      try await ScratchFolder.with { folder in
        let path = "\(folder.path)/script.mdx"
        try "\u{FEFF}ROWS 1\r\nGO\r\nEVALUATE { \"東 & <c>\" }\r\n".data(using: .utf16LittleEndian)?.write(
          to: URL(fileURLWithPath: path))
        let file = try await Program.xmlactl("run", "-f", path, "-t", url, "-o", "ndjson")
        #expect(file.status == 0, "\(file.errors)")
        #expect(file.output.hasPrefix("{\"id\":0,"))
        #expect(file.output.hasSuffix("東 & <c>\\\" }\"}\n"), "\(file.output)")
        let piped = try await Program.shell("xmlactl run - -t '\(url)' -o ndjson <'\(path)'")
        #expect(piped.output.hasSuffix("東 & <c>\\\" }\"}\n"))
        try Data([0xFF, 0xFE, 0x41]).write(to: URL(fileURLWithPath: path))
        let half = try await Program.xmlactl("run", "-f", path, "-t", url)
        #expect(half.status == 65)
        #expect(half.errors.contains("neither UTF-8 nor UTF-16"))
      }
    }
  }

  @Test("A session that is given is used, and stays; one that is not there is told, and nothing runs")
  func givenSession() async throws {
    try await TestServers.withSandbox("--sessions", "0") { url in
      let opened = try await Program.xmlactl("session", "open", "-t", url, "--database", "HR")
      let session = opened.output.trimmingCharacters(in: .whitespacesAndNewlines)
      let written = try await Program.xmlactl("run", "-t", url, "--session", session, "PUT k v")
      #expect(written.status == 0, "\(written.errors)")
      let read = try await Program.xmlactl("run", "-t", url, "--session", session, "GET", "-o", "csv")
      #expect(read.output.contains("k,v"))
      #expect(try await sessions(url) == [session])

      let missing = try await Program.xmlactl("run", "-t", url, "--session", "ABC", "PUT k w")
      #expect(missing.status == 69)
      #expect(missing.errors.contains("0xC10C000A"))
      #expect(missing.errors.contains("nothing was run"))
    }
  }

  @Test("A Batch's results come one after the other; those without rows are OK lines for who looks")
  func batchResults() async throws {
    try await TestServers.withSandbox { url in
      let batch = Self.batch("Transaction=\"false\"", Self.discover, Self.process("HR"), Self.discover)
      let result = try await Program.xmlactl("run", "-t", url, batch, "-o", "csv")
      #expect(result.status == 0, "\(result.errors)")
      #expect(result.output.components(separatedBy: "CATALOG_NAME").count == 3, "two headers")
      #expect(result.output.contains("\r\n\n"))
      #expect(result.errors == "", "no terminal")
      let status = try await PseudoTerminal.run(
        "xmlactl run -t '\(url)' '\(Self.batch("", Self.process("HR")))'"
      ) {
        try await $0.expect("OK, ")
      }
      #expect(status == 0)
    }
  }

  @Test(
    "A command that fails in a Batch that is not transactional is told with its number; the others are shown")
  func failedCommand() async throws {
    try await TestServers.withSandbox { url in
      let batch = Self.batch(
        "Transaction=\"false\"", Self.process("HR"), Self.process("Nix"), Self.discover, Self.process("Nada"))
      let result = try await Program.xmlactl("run", "-t", url, batch, "-o", "csv")
      #expect(result.status == 65)
      #expect(result.output.contains("Sales DW"))
      #expect(result.errors.contains("command 2, 4 of the Batch's 4 failed"))
      #expect(result.errors.contains("command 4: 0x"))
      #expect(result.errors.contains("was not transactional: what ran of it stays"))
      #expect(result.errorLines.count == 1)
    }
  }

  @Test("A file is cut at GO lines and not at semicolons; an error says where its command is")
  func script() async throws {
    try await TestServers.withSandbox { url in
      let script = """
        \u{FEFF}PUT k a;b
        go
        <?xml version="1.0" encoding="utf-8"?>
        <!-- a transaction -->
        <BeginTransaction xmlns="\(Self.engine)"/>
        GO
        PUT k c
          GO
        GET\r
        GO\r
        <RollbackTransaction xmlns="\(Self.engine)"/>
        GO
        GET
        GO
        FAIL here
        GO
        GET
        """
      let result = try await Program.run(
        [Program.path("xmlactl"), "run", "-t", url, "--database", "HR", "-o", "csv", "-"], input: script)
      #expect(result.status == 69)
      let values = result.output.matches(of: /k,(a;b|c)/).map(\.output.1)
      #expect(values == ["c", "a;b"], "\(result.output)")
      #expect(result.errors.contains("line 15: the server refused (0xC1000007: here)"), "\(result.errors)")
      #expect(result.errors.contains("the statement after it was not run"))
    }
  }

  @Test("Documents that can't be sent are refused before a connection is made")
  func wrongDocuments() async throws {
    let cases = [
      ("<a>", "ends in the middle (line 1"), ("\n\n<a>\n</b>", "is not well-formed XML (line 4"),
      ("<a/><b/>", "is not well-formed XML"), ("</Command><a/>", "is not well-formed XML"),
      ("<!DOCTYPE a [<!ENTITY e 'x'>]><a>&e;</a>", "document type declaration"),
      ("<soap:Envelope xmlns:soap='http://schemas.xmlsoap.org/soap/envelope/'/>", "a whole SOAP message"),
      ("<Execute xmlns='urn:schemas-microsoft-com:xml-analysis'/>", "a whole Execute request"),
      (Self.discover, "'xmlactl discover' asks for rowsets"),
      (Self.batch("", "<Statement>x</Statement>"), "a Batch with a Statement"),
      ("a\u{1}b", "control character"), ("  \n GO\n-- nothing", "there is no statement"),
    ]
    for (text, words) in cases {
      let result = try await Program.run(
        [Program.path("xmlactl"), "run", "-t", "http://127.0.0.1:1/xmla", "-"], input: text)
      #expect(result.status == 65, "\(text): \(result.errors)")
      #expect(result.errors.contains(words), "\(text): \(result.errors)")
      #expect(result.errorLines.count == 1)
    }
  }

  @Test("Properties go along, and each only once; on MySQL they and --session are usage errors")
  func properties() async throws {
    try await TestServers.withSandbox { url in
      let result = try await Program.xmlactl(
        "run", "-t", url, "select from staff", "--property", "Roles=A & B", "--trace", "--database", "HR")
      #expect(result.status == 0, "\(result.errors)")
      #expect(result.errors.contains("<Roles>A &amp; B</Roles>"))
      #expect(result.errors.contains("<Catalog>HR</Catalog>"))
      let twice = try await Program.xmlactl(
        "run", "-t", url, "x", "--property", "Catalog=HR", "--database", "HR")
      #expect(twice.status == 64)
    }
    for words in [["--session", "A"], ["--property", "Roles=A"]] {
      let result = try await Program.run(
        [Program.path("xmlactl"), "run", "-t", "mysql://127.0.0.1:1/", "DO 0"] + words)
      #expect(result.status == 64)
      #expect(result.errors.contains("are for XMLA targets"))
    }
  }

  @Test(
    "Only people are shown cells: a query in MDX is asked for as a grid for a table, as rows for the rest",
    arguments: [
      ("/* q */ with member x as 1 select x on 0 from sales", "table", "Multidimensional"),
      ("SELECT x ON 0 FROM [Sales]", "csv", "Tabular"),
      ("SELECT * FROM $SYSTEM.DISCOVER_SESSIONS", "table", "Tabular"), ("EVALUATE t", "wide", "Tabular"),
      ("select from sales", "wide", "Multidimensional"),
    ])
  func formats(_ statement: String, _ output: String, _ format: String) async throws {
    try await TestServers.withSandbox { url in
      let result = try await Program.xmlactl("run", "-t", url, statement, "-o", output, "--trace")
      #expect(result.errors.contains("<Format>\(format)</Format>"))
      let given = try await Program.xmlactl(
        "run", "-t", url, statement, "-o", output, "--trace", "--property", "Format=Tabular")
      #expect(!given.errors.contains("<Format>Multidimensional</Format>"))
    }
  }

  @Test("A closed pipe ends the statement quietly, and the server does not go on")
  func closedPipe() async throws {
    try await TestServers.withSandbox("--sessions", "0") { url in
      let result = try await Program.shell(
        "{ xmlactl run -t '\(url)' 'ROWS 100000000' -o csv; echo \"status $?\" >&2; } | head -n 1")
      #expect(result.output == "id,name,value,moment\r\n")
      #expect(result.errors == "status 0\n")
      #expect(try await sessions(url).isEmpty)
    }
  }

  @Test("A statement may take longer than any answer; a reply that has begun and stops is given up")
  func patience() async throws {
    try await TestServers.withSandbox { url in
      let result = try await Program.xmlactl("run", "-t", url, "SLEEP 2", "--timeout", "500ms")
      #expect(result.status == 0, "\(result.errors)")
    }
    // The first Execute opens the session.
    try await TestServers.withSandbox("--fault", "stall-mid-body:execute:2") { url in
      let result = try await Program.xmlactl("run", "-t", url, "ROWS 5", "--timeout", "100ms")
      #expect(result.status == 69)
      #expect(result.errors.contains("no answer within 1.0s"))
      #expect(result.errors.contains("the server may still be working on it"))
    }
  }

  @Test("Without explicit sessions it runs in an implicit one, and says what that means")
  func implicit() async throws {
    try await TestServers.withSandbox("--begin-session", "none") { url in
      let result = try await Program.xmlactl("run", "-t", url, "ROWS 1", "-o", "name")
      #expect(result.status == 0, "\(result.errors)")
      #expect(result.output == "0\n")
      #expect(result.errors.contains("runs in an implicit session, where it can't be soft cancelled"))
    }
  }
}
