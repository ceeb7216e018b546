import Testing

@testable import XMLASandbox

/// Dynamic management views: the statements that read rowsets.
struct ViewTests {
  private func query(_ text: String, _ server: TestServer) async throws -> TestServer.Answer {
    try await server.send(
      Messages.statement(text.replacing("<", with: "&lt;"), properties: "<Format>Tabular</Format>"))
  }

  private func values(_ column: String, _ body: String) throws -> [String] {
    try body.matches(of: Regex("<\(column)>([^<]*)</\(column)>")).map { String($0.output[1].substring ?? "") }
  }

  @Test("A view shows what the Discover shows")
  func same() async throws {
    try await TestServer.run { server in
      let discover = try await server.send(Messages.discover("DISCOVER_LOCKS"))
      let view = try await query("select * from $System.Discover_Locks", server)
      #expect(discover.rowCount > 1)
      #expect(view.rowCount == discover.rowCount)
      #expect(view.body.contains("sql:field=\"LOCK_OBJECT_ID\""))
      let rows = try await query("SELECT * FROM $SYSTEM.DISCOVER_SESSIONS", server)
      #expect(rows.body.contains("[Net] &gt; 10000 &amp;&amp; [Net] &lt; 250000"))
    }
  }

  @Test("Conditions, columns and order")
  func conditions() async throws {
    try await TestServer.run { server in
      let some = try await query(
        "SELECT [SESSION_SPID], SESSION_CURRENT_DATABASE FROM $SYSTEM.DISCOVER_SESSIONS "
          + "WHERE [SESSION_CURRENT_DATABASE] = 'sales dw' AND (SESSION_STATUS = 1 OR SESSION_STATUS = 2) "
          + "ORDER BY SESSION_SPID DESC", server)
      #expect(try values("SESSION_SPID", some.body) == ["1008", "1005", "1004", "1001"])
      #expect(!some.body.contains("SESSION_ID"))
      let others = try await query(
        "SELECT SESSION_SPID FROM $SYSTEM.DISCOVER_SESSIONS WHERE SESSION_USER_NAME <> 'CONTOSO\\anna' AND "
          + "SESSION_SPID <> 1012", server)
      #expect(try !values("SESSION_SPID", others.body).contains("1001"))
      #expect(try !values("SESSION_SPID", others.body).contains("1012"))
    }
  }

  @Test("A doubled quote is one, and nothing breaks out of a literal")
  func quotes() throws {
    let query = try ViewQuery("SELECT * FROM $SYSTEM.X WHERE A = 'o''hara' OR B = ''' OR 1 = ''1'")
    let row = ["A": "o'hara", "B": "x"]
    #expect(query.condition?.holds { row[$0] } == true)
    #expect(
      query.condition
        == .any([
          .comparison(column: "A", isEqual: true, value: "o'hara"),
          .comparison(column: "B", isEqual: true, value: "' OR 1 = '1"),
        ]))
  }

  @Test("To which values a condition limits a column, is found through AND and OR")
  func limits() throws {
    func values(_ condition: String) throws -> [String]? {
      try ViewQuery("SELECT * FROM $SYSTEM.X WHERE \(condition)").condition?.values(of: "D")
    }
    #expect(try values("D = 'a' AND E = 1") == ["a"])
    #expect(try values("(D = 'a' OR D = 'b') AND E = 1") == ["a", "b"])
    #expect(try values("D = 'a' OR E = 1") == nil)
    #expect(try values("D <> 'a'") == nil)
  }

  @Test(
    "What the language does not have is a syntax error",
    arguments: [
      "SELECT * FROM $SYSTEM.A JOIN $SYSTEM.B", "SELECT COUNT(*) FROM $SYSTEM.A",
      "SELECT * FROM $SYSTEM.A WHERE",
      "SELECT * FROM $SYSTEM.A WHERE X LIKE 'a'", "SELECT * FROM $SYSTEM.A WHERE X = 'a",
      "SELECT * FROM $SYSTEM.A GROUP BY X", "SELECT FROM $SYSTEM.A", "SELECT * FROM $SYSTEM.A ORDER BY",
    ])
  func syntax(_ text: String) {
    #expect(throws: SandboxFault.self) { try ViewQuery(text) }
  }

  private func isDenied(_ server: TestServer, _ text: String, as user: String) async throws -> Bool {
    try await server.send(Messages.statement(text), credentials: "\(user):pw").body.contains("3239575574")
  }

  @Test("Views have the rights of the Discover behind them")
  func rights() async throws {
    let access = AccessControl(
      users: [
        SandboxUser(name: "dora", role: .databaseAdministrator(databases: ["HR"])),
        SandboxUser(name: "rita", role: .reader),
      ], password: "pw")
    try await TestServer.run(SandboxConfiguration(access: access)) { server in
      let sessions = "SELECT * FROM $SYSTEM.DISCOVER_SESSIONS"
      // Outside the macro: the compiler would else take the closure for one that throws nothing.
      let unrestricted = try await isDenied(server, sessions, as: "dora")
      #expect(unrestricted)
      #expect(
        try await isDenied(server, sessions + " WHERE SESSION_CURRENT_DATABASE = 'Finance'", as: "dora"))
      #expect(
        try await isDenied(
          server, sessions + " WHERE SESSION_CURRENT_DATABASE = 'HR' OR SESSION_SPID = 1001", as: "dora"))
      #expect(try await !isDenied(server, sessions + " WHERE SESSION_CURRENT_DATABASE = 'HR'", as: "dora"))
      #expect(try await isDenied(server, sessions + " WHERE SESSION_CURRENT_DATABASE = 'HR'", as: "rita"))
      #expect(try await isDenied(server, "SELECT * FROM $SYSTEM.DISCOVER_LOCKS", as: "dora"))
      #expect(try await !isDenied(server, "SELECT * FROM $SYSTEM.DBSCHEMA_CATALOGS", as: "rita"))
    }
  }
}
