import Foundation
import Testing

@testable import XMLASandbox

/// The whole server, over HTTP.
struct SandboxServerTests {
  @Test("The two listings, with and without schema")
  func listings() async throws {
    try await TestServer.run { server in
      let sessions = try await server.send(Messages.discover("DISCOVER_SESSIONS"))
      #expect(sessions.status == 200)
      #expect(sessions.headers["content-type"] == "text/xml; charset=utf-8")
      #expect(sessions.headers["x-transport-caps-negotiation-flags"] == "0,0,0,0,0")
      // The population and the session that this request runs in.
      #expect(sessions.rowCount == 13)
      #expect(sessions.body.contains("<SESSION_LAST_COMMAND>DISCOVER_SESSIONS</SESSION_LAST_COMMAND>"))
      #expect(sessions.body.contains("sql:field=\"SESSION_SPID\""))

      let data = try await server.send(
        Messages.discover("DISCOVER_CONNECTIONS", properties: "<Content>Data</Content>"))
      #expect(data.rowCount == 6)
      #expect(!data.body.contains("xsd:schema"))
      let schema = try await server.send(
        Messages.discover("DISCOVER_CONNECTIONS", properties: "<Content>Schema</Content>"))
      #expect(schema.rowCount == 0)
      #expect(schema.body.contains("xsd:schema"))
      // Each of them ended with its request.
      #expect(try await server.send(Messages.discover("DISCOVER_SESSIONS")).rowCount == 13)
    }
  }

  @Test("The server says that it is a model, and what it answers")
  func identity() async throws {
    try await TestServer.run { server in
      let properties = try await server.send(Messages.discover("DISCOVER_PROPERTIES"))
      #expect(properties.body.contains("<Value>xmla-sandbox</Value>"))
      #expect(properties.body.contains("a model, not Analysis Services"))
      let version = try await server.send(
        Messages.discover("DISCOVER_PROPERTIES", "<PropertyName>DBMSVersion</PropertyName>"))
      #expect(version.rowCount == 1)
      let rowsets = try await server.send(Messages.discover("DISCOVER_SCHEMA_ROWSETS"))
      #expect(rowsets.rowCount == Rowset.allCases.count)
      #expect(
        rowsets.body.contains("<Restrictions><Name>SESSION_SPID</Name><Type>xsd:int</Type></Restrictions>"))
      let unknown = try await server.send(Messages.discover("MDSCHEMA_KPIS"))
      #expect(unknown.status == 200)
      #expect(unknown.body.contains("<faultcode>XMLAnalysisError.0xc10f0014</faultcode>"))
      #expect(unknown.body.contains("ErrorCode=\"3238789153\""))
    }
  }

  @Test("A session is opened, used, shown and ended")
  func sessions() async throws {
    try await TestServer.run { server in
      let session = try await server.beginSession()
      let echo = try await server.send(
        Messages.statement("EVALUATE 1 &lt; 2", session: session, properties: "<Catalog>hr</Catalog>"))
      #expect(echo.body.contains("<row><Statement>EVALUATE 1 &lt; 2</Statement></row>"))
      let row = try #require(try await server.row(ofCommand: "EVALUATE 1 &lt; 2"))
      #expect(row.contains("<SESSION_ID>\(session)</SESSION_ID>"))
      #expect(row.contains("<SESSION_CURRENT_DATABASE>HR</SESSION_CURRENT_DATABASE>"))
      #expect(row.contains("<SESSION_STATUS>0</SESSION_STATUS>"))
      #expect(row.contains("<SESSION_COMMAND_COUNT>1</SESSION_COMMAND_COUNT>"))

      let end = try await server.send(
        Messages.execute("<Statement/>", header: Messages.header("EndSession", session)))
      #expect(end.body.contains("xml-analysis:empty"))
      let after = try await server.send(Messages.statement("", session: session))
      #expect(after.body.contains("XMLAnalysisError.0xc10c000a"))
      #expect(after.body.contains("The '\(session)' session ID cannot be found."))
    }
  }

  @Test("A database that is not there is a fault")
  func catalog() async throws {
    try await TestServer.run { server in
      let answer = try await server.send(Messages.statement("ROWS 1", properties: "<Catalog>No</Catalog>"))
      #expect(answer.body.contains("XMLAnalysisError.0xc10a0006"))
    }
  }

  @Test("A slow request that is cancelled from another connection gets the fault at once")
  func cancelWhileWaiting() async throws {
    try await TestServer.run { server in
      let session = try await server.beginSession()
      for statement in ["WAIT", "SLEEP 500"] {
        async let slow = server.send(Messages.statement(statement, session: session))
        _ = try await server.waitForRow(ofCommand: statement) { $0?.contains("<SESSION_STATUS>1<") == true }
        let busy = try await server.send(Messages.statement("ROWS 1", session: session))
        #expect(busy.body.contains("is already running a command"))

        let start = ContinuousClock.now
        let cancel = try await server.send(Messages.cancel("", session: session))
        #expect(cancel.body.contains("<root xmlns=\"urn:schemas-microsoft-com:xml-analysis:empty\"/>"))
        let answer = try await slow
        #expect(ContinuousClock.now - start < .seconds(20), "long before the 500 seconds are over")
        #expect(answer.status == 200)
        #expect(answer.body.contains("<faultcode>XMLAnalysisError.0xc11c0002</faultcode>"))
        #expect(try await server.row(ofCommand: statement)?.contains("<SESSION_STATUS>0<") == true)
      }
      let again = try await server.send(Messages.cancel("", session: session))
      #expect(
        again.body.contains(
          "<Messages xmlns=\"urn:schemas-microsoft-com:xml-analysis:exception\">"
            + "<Warning WarningCode=\"1091829763\" Description=\"Errors in the metadata manager. The command "
            + "cannot be cancelled because there is no command currently running on the session.\""))
    }
  }

  @Test("Cancel by SPID reaches a command without a session; by session and connection, the session ends")
  func cancelForms() async throws {
    try await TestServer.run { server in
      async let implicit = server.send(Messages.statement("WAIT"))
      let row = try await server.waitForRow(ofCommand: "WAIT") { $0 != nil }
      let spid = try #require(TestServer.spid(row))
      _ = try await server.send(Messages.cancel("<SPID>\(spid)</SPID>"))
      #expect(try await implicit.body.contains("0xc11c0002"))
      _ = try await server.waitForRow(ofCommand: "WAIT") { $0 == nil }

      for form in ["SessionID", "ConnectionID", "Associated", "EndSession"] {
        let session = try await server.beginSession()
        async let slow = server.send(Messages.statement("WAIT", session: session))
        let found = try #require(try await server.waitForRow(ofCommand: "WAIT") { $0 != nil })
        let connection = try #require(found.firstMatch(of: /<SESSION_CONNECTION_ID>(\d+)</)).1
        let spid = try #require(TestServer.spid(found))
        switch form {
        case "SessionID":
          _ = try await server.send(Messages.cancel("<SessionID>\(session)</SessionID>"))
        case "ConnectionID":
          _ = try await server.send(Messages.cancel("<ConnectionID>\(connection)</ConnectionID>"))
        case "Associated":
          _ = try await server.send(
            Messages.cancel("<SPID>\(spid)</SPID><CancelAssociated>true</CancelAssociated>"))
        default:
          _ = try await server.send(
            Messages.execute("<Statement/>", header: Messages.header("EndSession", session)))
        }
        #expect(try await slow.body.contains("0xc11c0002"))
        let after = try await server.send(Messages.statement("ROWS 1", session: session))
        #expect(after.body.contains("0xc10c000a"))
        #expect(try await server.row(ofCommand: "WAIT") == nil)
      }
      let unknown = try await server.send(Messages.cancel("<SPID>99999</SPID>"))
      #expect(unknown.body.contains("The session with SPID 99999 cannot be found."))
    }
  }

  @Test("SLEEP answers after its time; FAIL, a wrong number and the Timeout property are faults")
  func statements() async throws {
    try await TestServer.run { server in
      let start = ContinuousClock.now
      let slept = try await server.send(Messages.statement("SLEEP 0.2"))
      #expect(ContinuousClock.now - start >= .milliseconds(200))
      #expect(slept.body.contains("xml-analysis:empty"))
      #expect(
        try await server.send(Messages.statement("FAIL so it is")).body.contains("so it is</faultstring>"))
      #expect(try await server.send(Messages.statement("SLEEP soon")).body.contains("0xc10e0002"))
      let late = try await server.send(
        Messages.statement("WAIT", properties: "<Timeout>1</Timeout>"))
      #expect(late.body.contains("0xc10c0031"))
      let odd = try await server.send(
        Messages.statement("SLEEP 0", properties: "<Timeout>9223372036854775807</Timeout>"))
      #expect(odd.body.contains("xml-analysis:empty"))
    }
  }

  @Test("Many rows are streamed whole")
  func streaming() async throws {
    try await TestServer.run(SandboxConfiguration(sessionCount: 20_000)) { server in
      let rows = try await server.send(Messages.statement("ROWS 50000"))
      #expect(rows.headers["transfer-encoding"]?.lowercased() == "chunked")
      #expect(rows.rowCount == 50_000)
      #expect(rows.body.hasSuffix("</root></return></ExecuteResponse></soap:Body></soap:Envelope>"))
      let sessions = try await server.send(Messages.discover("DISCOVER_SESSIONS"))
      #expect(sessions.rowCount == 20_001)
      let one = try await server.send(
        Messages.discover("DISCOVER_SESSIONS", "<SESSION_SPID>20000</SESSION_SPID>"))
      #expect(one.rowCount == 1)
    }
  }

  @Test("A result that is cancelled after its first rows ends with an exception in it")
  func cancelMidstream() async throws {
    try await TestServer.run { server in
      let connection = try RawConnection(port: server.port)
      connection.post(Messages.statement("ROWS 1000000000"))
      let first = await connection.read(atLeast: 100_000)
      #expect(first.hasPrefix("HTTP/1.1 200"))
      let row = try await server.waitForRow(ofCommand: "ROWS 1000000000") { $0 != nil }
      let spid = try #require(TestServer.spid(row))
      _ = try await server.send(Messages.cancel("<SPID>\(spid)</SPID>"))
      let rest = await connection.read(untilEnd: "\r\n0\r\n\r\n").suffix(1_000)
      #expect(
        rest.contains(
          "<Exception xmlns=\"urn:schemas-microsoft-com:xml-analysis:exception\"/>"
            + "<Messages xmlns=\"urn:schemas-microsoft-com:xml-analysis:exception\">"
            + "<Error ErrorCode=\"3239837698\" Description=\"Server: The operation has been cancelled.\""))
      #expect(rest.hasSuffix("</soap:Envelope>\r\n0\r\n\r\n"))
    }
  }

  @Test("A client that goes away stops its rows, and nothing else")
  func clientGoesAway() async throws {
    try await TestServer.run { server in
      try await {
        let connection = try RawConnection(port: server.port)
        connection.post(Messages.statement("ROWS 1000000000"))
        _ = await connection.read(atLeast: 10_000)
      }()
      _ = try await server.waitForRow(ofCommand: "ROWS 1000000000") { $0 == nil }

      // A command that does not write goes on, as on a real server, until it is cancelled.
      try await {
        let connection = try RawConnection(port: server.port)
        connection.post(Messages.statement("WAIT"))
        _ = try await server.waitForRow(ofCommand: "WAIT") { $0 != nil }
      }()
      try await Task.sleep(for: .milliseconds(200))
      let spid = try #require(TestServer.spid(try await server.row(ofCommand: "WAIT")))
      _ = try await server.send(Messages.cancel("<SPID>\(spid)</SPID>"))
      _ = try await server.waitForRow(ofCommand: "WAIT") { $0 == nil }
    }
  }

  @Test("One connection serves several requests")
  func keepAlive() async throws {
    try await TestServer.run { server in
      let connection = try RawConnection(port: server.port)
      for _ in 0..<3 {
        connection.post(Messages.discover("DISCOVER_SESSIONS"))
        let answer = await connection.read(untilEnd: "</soap:Envelope>")
        #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\n"))
      }
    }
  }

  @Test("Only POST /xmla is XMLA")
  func otherRequests() async throws {
    try await TestServer.run { server in
      let get = try await server.send(nil, method: "GET")
      #expect(get.status == 200)
      #expect(get.body.contains("Parser: The syntax for 'GET' is incorrect."))
      #expect(try await server.send("x", path: "/other").status == 404)
      #expect(try await server.send("x", method: "PUT").status == 405)
      let malformed = try await server.send("<a")
      #expect(malformed.status == 200)
      #expect(malformed.body.contains("XMLAnalysisError.0xc10f000a"))
      let large = try await server.send(String(repeating: "x", count: 5_000_000))
      #expect(large.status == 413)
    }
  }

  @Test("It listens on 127.0.0.1, and a taken port is an error that says so")
  func address() async throws {
    try await TestServer.run { server in
      #expect(server.url.host() == "127.0.0.1")
      let second = SandboxServer(SandboxConfiguration(port: server.port))
      let error = try await #require(throws: SandboxServerError.self) { try await second.start() }
      #expect(error.port == server.port)
      #expect(!error.reason.isEmpty)
    }
  }
}

extension SandboxServerTests {
  private static func start(
    _ name: String, _ role: Role, _ body: (TestServer, String) async throws -> Void
  ) async throws {
    let access = AccessControl(users: [SandboxUser(name: name, role: role)], password: "s3cret:x")
    try await TestServer.run(SandboxConfiguration(access: access)) { server in
      try await body(server, "\(name):s3cret:x")
    }
  }

  @Test("Without the right password there is nothing but 401")
  func authentication() async throws {
    try await Self.start("CONTOSO\\root", .serverAdministrator) { server, credentials in
      // Not by URLSession, which never gives a 401 back to who asked without a delegate.
      for wrong in [nil, "CONTOSO\\root:no", "nobody:s3cret:x", ""] {
        let connection = try RawConnection(port: server.port)
        connection.post(Messages.discover("DISCOVER_SESSIONS"), credentials: wrong)
        let answer = await connection.read(untilEnd: "</p>\n")
        #expect(answer.hasPrefix("HTTP/1.1 401 Unauthorized\r\n"))
        #expect(answer.contains("\r\nWWW-Authenticate: Basic realm=\"xmla-sandbox\"\r\n"))
        #expect(answer.contains("\r\nContent-Type: text/html; charset=utf-8\r\n"))
      }
      let answer = try await server.send(Messages.discover("DISCOVER_SESSIONS"), credentials: credentials)
      #expect(answer.status == 200)
      #expect(answer.body.contains("<SESSION_USER_NAME>CONTOSO\\root</SESSION_USER_NAME>"))
    }
  }

  @Test(
    """
    A database administrator can retrieve the active sessions for a specified database, and specifies the \
    appropriate database identifier for the SESSION_CURRENT_DATABASE restriction column
    """)
  func databaseAdministrator() async throws {
    try await Self.start("CONTOSO\\hr", .databaseAdministrator(databases: ["HR"])) { server, credentials in
      func list(_ restrictions: String) async throws -> TestServer.Answer {
        try await server.send(Messages.discover("DISCOVER_SESSIONS", restrictions), credentials: credentials)
      }
      let own = try await list("<SESSION_CURRENT_DATABASE>hr</SESSION_CURRENT_DATABASE>")
      #expect(own.rowCount == 4)
      let denied = "ErrorCode=\"3239575574\" Description=\"The 'CONTOSO\\hr' user does not have permission"
      #expect(try await list("").body.contains(denied))
      #expect(
        try await list("<SESSION_CURRENT_DATABASE>Finance</SESSION_CURRENT_DATABASE>").body.contains(denied))
      let mixed =
        "<SESSION_CURRENT_DATABASE><Value>HR</Value><Value>Finance</Value></SESSION_CURRENT_DATABASE>"
      #expect(try await list(mixed).body.contains(denied))
      let connections = try await server.send(
        Messages.discover("DISCOVER_CONNECTIONS"), credentials: credentials)
      #expect(connections.body.contains(denied))

      let session = try #require(own.body.firstMatch(of: /<SESSION_ID>([^<]+)</)).1
      let cancel = try await server.send(
        Messages.cancel("<SessionID>\(session)</SessionID>"), credentials: credentials)
      #expect(cancel.body.contains("xml-analysis:empty\"/>"))
      #expect(
        try await list("<SESSION_CURRENT_DATABASE>HR</SESSION_CURRENT_DATABASE>").rowCount == 3)
      let spid = try await server.send(Messages.cancel("<SPID>1001</SPID>"), credentials: credentials)
      #expect(
        spid.body.contains(
          "The 'CONTOSO\\hr' user does not have permission to perform a cancel operation."))
    }
  }

  @Test("A reader runs statements and cancels the own command, and no more")
  func reader() async throws {
    try await Self.start("CONTOSO\\r", .reader) { server, credentials in
      let listing = try await server.send(Messages.discover("DISCOVER_SESSIONS"), credentials: credentials)
      #expect(listing.body.contains("3239575574"))
      let session = try await server.beginSession(credentials: credentials)
      async let slow = server.send(Messages.statement("WAIT", session: session), credentials: credentials)
      var cancelled = false
      for _ in 0..<200 where !cancelled {
        let cancel = try await server.send(
          Messages.cancel("", session: session), credentials: credentials)
        cancelled = !cancel.body.contains("1091829763")
        try await Task.sleep(for: .milliseconds(20))
      }
      #expect(cancelled)
      #expect(try await slow.body.contains("0xc11c0002"))
    }
  }
}
