import Foundation
import TestSupport
import Testing

/// `commands`, `transactions`, `locks` and `discover` by the built binary, against replies in the shapes that
/// servers send.
@Suite(.startsServers) struct RowsetListingTests {
  private static let commands = RogueServer.rowset(
    """
    <row><SESSION_SPID>1</SESSION_SPID><COMMAND_START_TIME>2026-09-30T09:00:00</COMMAND_START_TIME>\
    <COMMAND_ELAPSED_TIME_MS>90000</COMMAND_ELAPSED_TIME_MS><COMMAND_TEXT>EVALUATE Sales</COMMAND_TEXT></row>
    """,
    """
    <row><SESSION_SPID>2</SESSION_SPID><COMMAND_TEXT>over</COMMAND_TEXT>\
    <COMMAND_END_TIME>2026-09-30T09:00:00</COMMAND_END_TIME></row>
    """,
    "<row><SESSION_SPID>9</SESSION_SPID><COMMAND_TEXT>nobody's</COMMAND_TEXT></row>")
  private static let sessions = RogueServer.rowset(
    session("A", 1, user: "anna", database: "Sales", status: 1, statement: "EVALUATE Sales"),
    session("B", 2, user: "bert", database: "HR", status: 0, statement: "over"),
    session("C", 3, user: "etl", database: "Sales", status: 2, statement: "PROCESS"))
  private static let locks = RogueServer.rowset(
    lock(1, status: 1, type: 8, object: "<Object><DatabaseID>Sales</DatabaseID></Object>"),
    lock(3, status: 0, type: 16, object: "<Object><DatabaseID>Sales</DatabaseID></Object>"))
  /// The same object as text.
  private static let escapedLocks = RogueServer.rowset(
    lock(1, status: 1, type: 8, object: "&lt;Object>&lt;DatabaseID>Sales&lt;/DatabaseID>&lt;/Object>"),
    lock(3, status: 0, type: 16, object: "&lt;Object>&lt;DatabaseID>Sales&lt;/DatabaseID>&lt;/Object>"))
  private static let denied = fault(
    code: "3239575574", "The 'anna' user does not have permission to call the Discover method.")

  private static func session(
    _ id: String, _ spid: Int, user: String, database: String, status: Int, statement: String
  ) -> String {
    """
    <row><SESSION_ID>\(id)</SESSION_ID><SESSION_SPID>\(spid)</SESSION_SPID>\
    <SESSION_CONNECTION_ID>4\(spid)</SESSION_CONNECTION_ID><SESSION_USER_NAME>\(user)</SESSION_USER_NAME>\
    <SESSION_CURRENT_DATABASE>\(database)</SESSION_CURRENT_DATABASE><SESSION_STATUS>\(status)</SESSION_STATUS>\
    <SESSION_START_TIME>2026-09-30T08:00:00</SESSION_START_TIME>\
    <SESSION_ELAPSED_TIME_MS>3660000</SESSION_ELAPSED_TIME_MS>\
    <SESSION_LAST_COMMAND>\(statement)</SESSION_LAST_COMMAND></row>
    """
  }

  private static func lock(_ spid: Int, status: Int, type: Int, object: String) -> String {
    """
    <row><SPID>\(spid)</SPID><LOCK_ID>L\(spid)</LOCK_ID><LOCK_TRANSACTION_ID>T\(spid)</LOCK_TRANSACTION_ID>\
    <LOCK_OBJECT_ID>\(object)</LOCK_OBJECT_ID><LOCK_STATUS>\(status)</LOCK_STATUS><LOCK_TYPE>\(type)</LOCK_TYPE>\
    <LOCK_CREATION_TIME>2026-09-30T09:00:0\(spid)</LOCK_CREATION_TIME></row>
    """
  }

  private static func fault(code: String, _ text: String) -> [UInt8] {
    RogueServer.soap(
      """
      <s:Fault><faultcode>XMLAnalysisError</faultcode><faultstring>\(text)</faultstring><detail>\
      <Error ErrorCode="\(code)" Description="\(text)"/></detail></s:Fault>
      """)
  }

  /// Runs the program against a server that gives these answers, one after the other.
  private func run(
    _ answers: [[UInt8]], _ words: String..., check: (ProgramResult, RogueServer, String) throws -> Void
  ) async throws {
    try await RogueServer.with(.converses(answers)) { server in
      let target = "http://127.0.0.1:\(server.port)/xmla"
      let result = try await Program.run(
        [Program.path("xmlactl")] + words + ["-t", target], within: .seconds(30))
      try check(result, server, target)
    }
  }

  private func objects(_ text: String) throws -> [[String: Any]] {
    try text.split(separator: "\n").map {
      try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
  }

  // MARK: commands

  @Test("Commands that run are listed with their sessions; one whose session is gone is shown with nulls")
  func commands() async throws {
    try await run([Self.commands, Self.sessions], "commands", "-o", "ndjson") { result, _, _ in
      #expect(result.status == 0, "\(result.errors)")
      #expect(result.errors == "")
      let rows = try objects(result.output)
      #expect(rows.map { $0["spid"] as? Int } == [1, 9])
      #expect(rows[0]["user"] as? String == "anna")
      #expect(rows[0]["database"] as? String == "Sales")
      #expect(rows[0]["session_id"] as? String == "A")
      #expect(rows[0]["connection_id"] as? Int == 41)
      #expect(rows[0]["elapsed_ms"] as? Int == 90_000)
      #expect(rows[0]["status"] as? String == "active")
      #expect(rows[1]["user"] is NSNull)
      #expect(rows[1]["statement"] as? String == "nobody's")
    }
  }

  @Test("Names are SPIDs as cancel takes them; a filter is sent with the sessions and applied to them")
  func commandsFiltered() async throws {
    try await run([Self.commands, Self.sessions], "commands", "-o", "name", "--user", "ANNA") {
      result, server, _ in
      #expect(result.output.hasPrefix("1/") && result.output.split(separator: "\n").count == 1)
      #expect(server.receivedText.contains("<SESSION_USER_NAME>ANNA</SESSION_USER_NAME>"))
    }
    try await run([Self.commands, Self.sessions], "commands", "-o", "name", "--database", "HR") {
      result, _, _ in
      #expect(result.status == 0)
      #expect(result.output == "")
    }
  }

  @Test("A database administrator sees the active sessions' own commands, and is told so")
  func commandsOfDatabase() async throws {
    try await run([Self.denied, Self.sessions], "commands", "--database", "Sales", "-o", "ndjson") {
      result, server, target in
      #expect(result.status == 0, "\(result.errors)")
      #expect(result.errors.hasPrefix("xmlactl: \(target): this user may not list commands; shown is"))
      #expect(result.errorLines.count == 1)
      let rows = try objects(result.output)
      #expect(rows.map { $0["spid"] as? Int } == [1, 3])
      #expect(rows[1]["statement"] as? String == "PROCESS")
      #expect(
        server.receivedText.contains("<SESSION_CURRENT_DATABASE>Sales</SESSION_CURRENT_DATABASE>"))
    }
  }

  @Test("Who may not list is offered both ways out")
  func deniedHint() async throws {
    for verb in ["sessions", "commands", "transactions", "locks"] {
      try await run([Self.denied], verb) { result, _, target in
        #expect(result.status == 77)
        #expect(result.errorLines.count == 1)
        #expect(result.errors.hasPrefix("xmlactl: \(target): this user may not list that (0xC1180016: "))
        #expect(result.errors.contains("--database NAME"))
        #expect(result.errors.contains("--via-dmv"))
      }
    }
    try await run([Self.denied], "sessions", "--via-dmv") { result, _, _ in
      #expect(result.errors.contains("--database NAME"))
      #expect(!result.errors.contains("--via-dmv"))
    }
  }

  // MARK: transactions and locks

  @Test("Transactions have the user and SPID of their session, however its id is written")
  func transactions() async throws {
    let rows = RogueServer.rowset(
      """
      <row><TRANSACTION_ID>T1</TRANSACTION_ID><TRANSACTION_SESSION_ID>{c}</TRANSACTION_SESSION_ID>\
      <TRANSACTION_ELAPSED_TIME_MS>5000</TRANSACTION_ELAPSED_TIME_MS></row>
      """,
      "<row><TRANSACTION_ID>T2</TRANSACTION_ID><TRANSACTION_SESSION_ID>gone</TRANSACTION_SESSION_ID></row>")
    try await run([rows, Self.sessions], "transactions", "-o", "ndjson") { result, _, _ in
      #expect(result.status == 0, "\(result.errors)")
      let rows = try objects(result.output)
      #expect(rows.map { $0["id"] as? String } == ["T1", "T2"])
      #expect(rows[0]["user"] as? String == "etl")
      #expect(rows[0]["spid"] as? Int == 3)
      #expect(rows[0]["elapsed_ms"] as? Int == 5_000)
      #expect(rows[1]["user"] is NSNull)
      #expect(rows[1]["session_id"] as? String == "gone")
    }
    try await run([rows, Self.sessions], "transactions", "-o", "name") { result, _, _ in
      let ids = result.output.split(separator: "\n").map { $0.prefix { $0 != "/" } }
      #expect(ids.count == 2 && ids[0].lowercased() == "c" && ids[1] == "gone", "\(result.output)")
    }
  }

  @Test("Locks have words for their types, a path for their object, and how long they have been waited for")
  func locks() async throws {
    for locks in [Self.locks, Self.escapedLocks] {
      try await run([locks, Self.sessions], "locks", "-o", "ndjson") { result, _, _ in
        #expect(result.status == 0, "\(result.errors)")
        let rows = try objects(result.output)
        #expect(rows.map { $0["spid"] as? Int } == [1, 3])
        #expect(rows.map { $0["type"] as? String } == ["commit-read", "commit-write"])
        #expect(rows.map { $0["status"] as? String } == ["granted", "waiting"])
        #expect(rows.map { $0["object"] as? String } == ["Sales", "Sales"])
        #expect(rows.map { $0["user"] as? String } == ["anna", "etl"])
        // By the server's clock, 09:01:00.
        #expect(rows[1]["waiting_ms"] as? Int == 57_000)
        #expect(rows[0]["waiting_ms"] is NSNull)
      }
    }
  }

  @Test("The tree shows who waits for whom, with user, statement and for how long")
  func tree() async throws {
    try await run([Self.locks, Self.sessions], "locks", "--tree") { result, _, _ in
      #expect(result.status == 0, "\(result.errors)")
      #expect(
        result.output == """
          SPID  USER  DATABASE  STATUS   HOLDING  WAITING  BEHIND  LOCK          OBJECT  STATEMENT
          1     anna  Sales     active       59s                1  commit-read   Sales   EVALUATE Sales
          └─ 3  etl   Sales     blocked               57s          commit-write  Sales   PROCESS

          """)
    }
    try await run([Self.locks, Self.sessions], "locks", "--tree", "-o", "name") { result, _, _ in
      #expect(result.output.hasPrefix("1/") && result.output.split(separator: "\n").count == 1)
    }
  }

  @Test("For scripts the tree is one row for each wait")
  func edges() async throws {
    try await run([Self.locks, Self.sessions], "locks", "--tree", "-o", "ndjson") { result, _, _ in
      let rows = try objects(result.output)
      #expect(rows.count == 1)
      #expect(rows[0]["waiter"] as? Int == 3)
      #expect(rows[0]["holder"] as? Int == 1)
      #expect(rows[0]["object"] as? String == "Sales")
      #expect(rows[0]["possible"] as? Bool == false)
      #expect(rows[0]["waiter_user"] as? String == "etl")
      #expect(rows[0]["holder_statement"] as? String == "EVALUATE Sales")
    }
    try await run([Self.locks, Self.sessions], "locks", "--tree", "-o", "csv") { result, _, _ in
      #expect(result.output.hasPrefix("target,waiter,holder,object,possible,"))
      #expect(result.output.contains(",3,1,Sales,false,57000,59000,commit-write,commit-read,"))
    }
    for (option, count) in [("anna", 1), ("bert", 0)] {
      try await run([Self.locks, Self.sessions], "locks", "--tree", "-o", "ndjson", "--user", option) {
        result, _, _ in
        let rows = try objects(result.output)
        #expect(rows.count == count)
      }
    }
  }

  // MARK: discover

  @Test("Any rowset is listed; restrictions and properties are sent")
  func discover() async throws {
    let jobs = RogueServer.rowset(
      "<row><SPID>7</SPID><JOB_ID>1</JOB_ID><Note><a>b</a></Note></row>", "<row><SPID>8</SPID></row>")
    try await run(
      [jobs], "discover", "DISCOVER_JOBS", "--restrict", "SPID=7", "--restrict", "SPID=8", "--restrict",
      "JOB_DESCRIPTION=a<b", "--property", "Timeout=60", "--database", "Sales DW", "-o", "ndjson"
    ) { result, server, target in
      #expect(result.status == 0, "\(result.errors)")
      #expect(
        result.output == """
          {"target":"\(target)","spid":"7","job_id":"1","note":"<a>b</a>"}
          {"target":"\(target)","spid":"8","job_id":null,"note":null}

          """)
      let sent = server.receivedText
      #expect(sent.contains("<RequestType>DISCOVER_JOBS</RequestType>"))
      #expect(sent.contains("<SPID><Value>7</Value><Value>8</Value></SPID>"))
      #expect(sent.contains("<JOB_DESCRIPTION>a&lt;b</JOB_DESCRIPTION>"))
      #expect(sent.contains("<Timeout>60</Timeout>"))
      #expect(sent.contains("<Catalog>Sales DW</Catalog>"))
    }
    try await run([jobs], "discover", "DISCOVER_JOBS", "-o", "name") { result, _, _ in
      #expect(result.output == "7\n8\n")
    }
    try await run([jobs], "discover", "DISCOVER_JOBS") { result, _, _ in
      #expect(result.output == "SPID  JOB_ID  NOTE\n7     1       <a>b</a>\n8\n")
    }
  }

  @Test(
    "The sandbox's rowsets are listed with the types that it declares, and one that it does not have is told")
  func discoverSandbox() async throws {
    try await TestServers.withSandbox { url in
      let names = try await Program.xmlactl("discover", "DISCOVER_SCHEMA_ROWSETS", "-t", url, "-o", "name")
      #expect(names.status == 0, "\(names.errors)")
      #expect(names.output.split(separator: "\n").contains("DISCOVER_SESSIONS"))

      let two = try await Program.xmlactl(
        "discover", "DISCOVER_SESSIONS", "--restrict", "SESSION_SPID=1001", "--restrict", "SESSION_SPID=1002",
        "-t", url, "-o", "ndjson")
      let rows = try objects(two.output)
      #expect(rows.map { $0["session_spid"] as? Int } == [1001, 1002])
      #expect(rows.allSatisfy { ($0["session_start_time"] as? String)?.hasSuffix("Z") == true })
      let sessions = try await Program.xmlactl("sessions", "-t", url, "-o", "ndjson")
      #expect(try objects(sessions.output).first?["id"] as? String == rows.first?["session_id"] as? String)

      let nonsense = try await Program.xmlactl("discover", "DISCOVER_NONSENSE", "-t", url)
      #expect(nonsense.status == 65)
      #expect(nonsense.errorLines.count == 1)
      #expect(nonsense.errors.contains("this server has no DISCOVER_NONSENSE (0xC10C0021: "))
      #expect(nonsense.errors.contains("; it offers DISCOVER_"))
    }
  }

  @Test(
    "What can't be a name is refused before anything is sent",
    arguments: [
      ["X", "--restrict", "a b=1"], ["X", "--restrict", "SPID"], ["X", "--property", "a><b=1"],
      ["X", "--restrict", "A=\u{1}"], ["$SYSTEM.X"], ["X", "--property", "Catalog=a", "--database", "b"],
    ])
  func discoverUsage(words: [String]) async throws {
    try await RogueServer.with(.silent) { server in
      let result = try await Program.run(
        [Program.path("xmlactl"), "discover"] + words + ["-t", "http://127.0.0.1:\(server.port)/xmla"])
      #expect(result.status == 64)
      #expect(result.errorLines.count == 1, "\(result.errors)")
      #expect(server.receivedText == "")
    }
  }

  @Test("discover and --via-dmv are no verbs for MySQL; nothing is sent")
  func mysql() async throws {
    try await RogueServer.with(.silent) { server in
      let target = "mysql://root@127.0.0.1:\(server.port)/"
      for words in [
        ["discover", "DISCOVER_LOCKS"], ["sessions", "--via-dmv"], ["kill", "query", "1", "--via-dmv"],
      ] {
        let result = try await Program.run([Program.path("xmlactl")] + words + ["-t", target])
        #expect(result.status == 64)
        #expect(result.errors.contains("is for XMLA servers"), "\(result.errors)")
      }
    }
  }

  // MARK: Other servers

  private static let mondrian = RogueServer.soap(
    """
    <s:Fault><faultcode>SOAP-ENV:Client.00HSBB04</faultcode><faultstring>XMLA SOAP bad Discover RequestType \
    element</faultstring><faultactor>Mondrian</faultactor><detail><XA:error \
    xmlns:XA="http://mondrian.sourceforge.net"><code>00HSBB04</code><desc>The Mondrian XML: No enum constant \
    mondrian.xmla.RowsetDefinition.DISCOVER_SESSIONS</desc></XA:error></detail></s:Fault>
    """)
  private static let overview = RogueServer.rowset(
    "<row><SchemaName>MDSCHEMA_CUBES</SchemaName></row>",
    "<row><SchemaName>DISCOVER_PROPERTIES</SchemaName></row>")

  @Test("A server that does not have a rowset is asked what it has, and that is told on one line")
  func capabilities() async throws {
    let unknown = Self.fault(code: "3238789153", "The 'X' request type was not recognized by the server.")
    let generic = RogueServer.soap(
      "<s:Fault><faultcode>s:Server</faultcode><faultstring>Error</faultstring></s:Fault>",
      status: "500 Internal Server Error")
    for answer in [unknown, Self.mondrian, generic] {
      for verb in [["sessions"], ["commands"], ["cancel", "spid", "1"]] {
        try await RogueServer.with(.converses([answer, Self.overview])) { server in
          let target = "http://127.0.0.1:\(server.port)/xmla"
          let result = try await Program.run([Program.path("xmlactl")] + verb + ["-t", target])
          #expect(result.status == 69)
          #expect(result.errorLines.count == 1, "\(result.errors)")
          let rowset = verb == ["commands"] ? "DISCOVER_COMMANDS" : "DISCOVER_SESSIONS"
          #expect(result.errors.hasPrefix("xmlactl: \(target): "))
          #expect(result.errors.contains("this server has no \(rowset) ("))
          #expect(result.errors.hasSuffix("; it offers DISCOVER_PROPERTIES, MDSCHEMA_CUBES\n"))
          #expect(!result.errors.contains("<"))
          #expect(server.receivedText.contains("<RequestType>DISCOVER_SCHEMA_ROWSETS</RequestType>"))
        }
      }
    }
  }

  @Test("A server that does not tell what it has is quoted as it is")
  func noOverview() async throws {
    try await run([Self.mondrian], "sessions") { result, _, _ in
      #expect(result.status == 69)
      #expect(result.errorLines.count == 1)
      #expect(result.errors.contains("No enum constant"))
    }
  }

  // MARK: Views

  @Test("By view each request is a SELECT in Tabular format, with the database as Catalog")
  func views() async throws {
    try await run([Self.sessions], "sessions", "--via-dmv", "--database", "O'Brien", "-o", "name") {
      result, server, _ in
      #expect(result.status == 0, "\(result.errors)")
      let sent = server.receivedText
      #expect(sent.contains("SOAPAction: \"urn:schemas-microsoft-com:xml-analysis:Execute\""))
      #expect(
        sent.contains(
          "<Statement>SELECT * FROM $SYSTEM.DISCOVER_SESSIONS WHERE "
            + "[SESSION_CURRENT_DATABASE] = &apos;O&apos;&apos;Brien&apos;</Statement>"))
      #expect(sent.contains("<Format>Tabular</Format>"))
      #expect(sent.contains("<Catalog>O&apos;Brien</Catalog>"))
    }
    try await run([Self.locks, Self.sessions], "locks", "--via-dmv", "--database", "Sales", "-o", "name") {
      result, server, _ in
      let ids = result.output.split(separator: "\n").map { $0.prefix { $0 != "/" } }
      #expect(ids == ["1", "3"], "\(result.output)")
      #expect(server.receivedText.contains("SELECT * FROM $SYSTEM.DISCOVER_LOCKS</Statement>"))
      #expect(!server.receivedText.contains("RequestType"))
      #expect(server.receivedText.contains("<Catalog>Sales</Catalog>"))
    }
  }

  @Test("A cancel looks by view too")
  func cancelByView() async throws {
    try await run([Self.sessions], "cancel", "spid", "1", "-n", "--via-dmv") { result, server, _ in
      #expect(result.status == 0, "\(result.errors)")
      #expect(result.output.contains("<SPID>1</SPID>"))
      #expect(
        server.receivedText.contains("SELECT * FROM $SYSTEM.DISCOVER_SESSIONS WHERE [SESSION_SPID] = 1<"))
      #expect(!server.receivedText.contains("RequestType"))
    }
  }

  @Test("The statement that lists the commands is not listed itself")
  func ownStatement() async throws {
    let own = RogueServer.rowset(
      """
      <row><SESSION_SPID>77</SESSION_SPID>\
      <COMMAND_TEXT>SELECT * FROM $SYSTEM.DISCOVER_COMMANDS</COMMAND_TEXT></row>
      """, "<row><SESSION_SPID>1</SESSION_SPID><COMMAND_TEXT>EVALUATE Sales</COMMAND_TEXT></row>")
    try await run([own, Self.sessions], "commands", "--via-dmv", "-o", "name") { result, _, _ in
      #expect(result.output.hasPrefix("1/") && result.output.split(separator: "\n").count == 1)
    }
  }

  @Test("An unknown rowset by view: what the server has is asked by view as well")
  func missingByView() async throws {
    let unknown = Self.fault(code: "3238658054", "The table was not found.")
    try await run(
      [unknown, Self.overview], "discover", "DISCOVER_NONSENSE", "--via-dmv", "--database", "Sales DW"
    ) { result, server, _ in
      #expect(result.status == 65)
      #expect(result.errors.contains("this server has no DISCOVER_NONSENSE"))
      #expect(server.receivedText.contains("SELECT * FROM $SYSTEM.DISCOVER_SCHEMA_ROWSETS<"))
      #expect(server.receivedText.components(separatedBy: "<Catalog>Sales DW</Catalog>").count == 3)
    }
  }
}
