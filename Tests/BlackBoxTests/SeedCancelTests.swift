import Foundation
import TestSupport
import Testing

/// Seed "Canceling Commands (XMLA)", sentence by sentence: each test is named by the sentence and does what it says
/// with the built binary, against the sandbox with Basic logins of every role.
@Suite(.startsServers) struct SeedCancelTests {
  /// The sandbox with a server administrator, an administrator of two databases, and readers.
  private struct Server {
    var url: String
    var passwordFile: String

    func url(as user: String) -> String { url.replacing("http://", with: "http://\(user)@") }

    /// Runs xmlactl as a user.
    func run(as user: String, _ words: String...) async throws -> ProgramResult {
      try await Program.run(
        [Program.path("xmlactl")] + words + ["-t", url(as: user), "--password-file", passwordFile])
    }

    func open(as user: String, database: String? = nil) async throws -> String {
      let words = ["session", "open"] + (database.map { ["--database", $0] } ?? [])
      let result = try await Program.run(
        [Program.path("xmlactl")] + words + ["-t", url(as: user), "--password-file", passwordFile])
      #expect(result.status == 0, "\(result.errors)")
      return result.output.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    func sessions() async throws -> [SessionRow] {
      try await run(as: "ops", "sessions", "-o", "ndjson").output.split(separator: "\n").map {
        try JSONDecoder().decode(SessionRow.self, from: Data($0.utf8))
      }
    }

    func session(_ id: String) async throws -> SessionRow? { try await sessions().first { $0.id == id } }

    /// Waits until a session runs a command with this text in it.
    func waitForCommand(_ text: String, in session: String) async throws {
      try await Eventually.holds("the statement") {
        let row = try await self.session(session)
        return row?.status != "idle" && row?.statement?.contains(text) == true
      }
    }
  }

  private func withServer(_ options: String..., body: (Server) async throws -> Void) async throws {
    try await ScratchFolder.with { scratch in
      let file = try scratch.write("pw\n", to: "password")
      let users = ["ops:server-admin", "dora:database-admin=Sales DW,HR", "rita:reader", "rolf:reader"]
      try await TestServers.withSandbox(
        options + users.flatMap { ["--user", $0] } + ["--password-file", file]
      ) { url in
        try await body(Server(url: url, passwordFile: file))
      }
    }
  }
}

// MARK: - The tests

extension SeedCancelTests {
  @Test(
    """
    "Depending on the administrative permissions of the user issuing the command, the Cancel command in XML for \
    Analysis (XMLA) can cancel a command on a session, a session, a connection, a server process, or an associated \
    session or connection."
    """)
  func permissions() async throws {
    try await withServer { server in
      let row = try #require(
        try await server.sessions().first { $0.status == "active" && $0.database == "Sales DW" })
      // Readers may do none of it to others' work.
      for words in [
        ["spid", String(row.spid)], ["session", row.id], ["connection", String(row.connectionID)],
        ["spid", String(row.spid), "--associated"],
      ] {
        let result = try await Program.run(
          [Program.path("xmlactl"), "cancel"] + words
            + ["--yes", "-t", server.url(as: "rita"), "--password-file", server.passwordFile])
        #expect(result.status == 77, "\(words): \(result.errors)")
        #expect(result.errorLines.count == 1)
      }
      #expect(try await server.session(row.id)?.status == "active")
    }
  }

  @Test(
    """
    "A user can cancel the currently executing command within the context of the current explicit session by sending \
    a Cancel command with no specified properties."
    """)
  func ownCommand() async throws {
    try await withServer { server in
      let session = try await server.open(as: "rita")
      async let reply = RawXMLA.execute(statement: "WAIT", in: session, login: "rita:pw", at: server.url)
      try await server.waitForCommand("WAIT", in: session)
      let foreign = try await server.run(as: "rolf", "cancel", "command", "--session", session)
      #expect(foreign.status == 3, "another user's session: \(foreign.errors)")
      #expect(try await server.session(session)?.status == "active")

      let result = try await server.run(as: "rita", "cancel", "command", "--session", session)
      #expect(result.status == 0, "\(result.errors)")
      #expect(try await reply.contains("3239837698"))
      #expect(try await server.session(session)?.status == "idle")
    }
  }

  @Test("\"A command running in an implicit session cannot be canceled by a user.\"")
  func implicit() async throws {
    try await withServer { server in
      async let reply = RawXMLA.execute("<Statement>WAIT</Statement>", login: "rita:pw", at: server.url)
      let found = try await Eventually.get("the statement") {
        try await server.sessions().first { $0.statement == "WAIT" }
      }
      let own = try await server.run(as: "rita", "cancel", "command", "--session", found.id)
      #expect(own.status == 3, "\(own.errors)")
      #expect(try await server.session(found.id)?.status == "active")

      let told = try await server.run(as: "ops", "cancel", "command", "--session", found.id)
      #expect(told.status == 69, "\(told.errors)")
      #expect(told.errors.contains("xmlactl cancel spid \(found.spid)"))

      let administrator = try await server.run(
        as: "ops", "cancel", "spid", String(found.spid), "--wait", "10s")
      #expect(administrator.status == 0, "\(administrator.errors)")
      _ = try await reply
    }
  }

  @Test(
    """
    "By specifying a session identifier for an explicit session in the SessionID property of the Cancel command, a \
    database administrator or server administrator can cancel a session, including the currently executing command."
    """, arguments: ["ops", "dora"])
  func session(_ administrator: String) async throws {
    try await withServer { server in
      let session = try await server.open(as: "rita", database: "HR")
      async let reply = RawXMLA.execute(statement: "WAIT", in: session, login: "rita:pw", at: server.url)
      try await server.waitForCommand("WAIT", in: session)
      let result = try await server.run(
        as: administrator, "cancel", "session", session, "--database", "HR", "--wait", "10s")
      #expect(result.status == 0, "\(result.errors)")
      #expect(try await reply.contains("3239837698"))
      #expect(try await server.session(session) == nil)
    }
  }

  @Test(
    """
    "A database administrator can only cancel sessions for databases on which he or she has administrative \
    permissions."
    """)
  func foreignDatabase() async throws {
    try await withServer { server in
      let session = try await server.open(as: "rita", database: "Finance")
      let result = try await server.run(as: "dora", "cancel", "session", session, "--database", "Finance")
      #expect(result.status == 77, "\(result.errors)")
      #expect(try await server.session(session) != nil)
      // A wrong name does not help: the server shows nothing under it.
      let claimed = try await server.run(as: "dora", "cancel", "session", session, "--database", "HR")
      #expect(claimed.status == 3, "\(claimed.errors)")
      #expect(try await server.session(session) != nil)
    }
  }

  @Test(
    """
    "A database administrator can retrieve the active sessions for a specified database by retrieving the \
    DISCOVER_SESSIONS schema rowset": "the appropriate database identifier for the SESSION_CURRENT_DATABASE \
    restriction column"
    """)
  func listing() async throws {
    try await withServer { server in
      let all = try await server.run(as: "dora", "sessions", "-o", "name")
      #expect(all.status == 77)
      #expect(all.errors.contains("--database NAME"))
      #expect(all.errors.contains("--via-dmv"))
      let foreign = try await server.run(as: "dora", "sessions", "--database", "Finance")
      #expect(foreign.status == 77)
      #expect(!foreign.errors.contains("--database NAME"), "one was named: \(foreign.errors)")
      let own = try await server.run(
        as: "dora", "sessions", "--database", "Sales DW", "-o", "name", "--trace")
      #expect(own.status == 0)
      #expect(own.errors.contains("<SESSION_CURRENT_DATABASE>Sales DW</SESSION_CURRENT_DATABASE>"))
      let expected = try await server.sessions().filter { $0.database == "Sales DW" }.map(\.id)
      #expect(own.output.split(separator: "\n").map { String($0.prefix { $0 != "/" }) } == expected)
    }
  }

  @Test(
    """
    "By specifying a connection identifier in the ConnectionID property of the Cancel command, a server administrator \
    can cancel all of the sessions associated with a given connection, including all running commands, and cancel the \
    connection."
    """)
  func connection() async throws {
    try await withServer { server in
      let before = try await server.sessions()
      let row = try #require(before.first { $0.status == "active" })
      let result = try await server.run(
        as: "ops", "cancel", "connection", String(row.connectionID), "--yes", "--wait", "10s")
      #expect(result.status == 0, "\(result.errors)")
      let after = try await server.sessions()
      #expect(!after.contains { $0.connectionID == row.connectionID })
      let left = try await server.run(as: "ops", "connections", "-o", "name")
      #expect(!left.plainIDs.contains("\(row.connectionID)"))
      let denied = try await server.run(as: "dora", "cancel", "connection", String(after[0].connectionID))
      #expect(denied.status == 77, "\(denied.errors)")
    }
  }

  @Test(
    """
    "If the instance of Microsoft SQL Server Analysis Services cannot locate and cancel the sessions associated with a \
    connection, such as when the data pump opens multiple sessions while providing HTTP connectivity, the instance \
    cannot cancel the connection. If this case is encountered during the execution of a Cancel command, an error \
    occurs."
    """)
  func pump() async throws {
    try await withServer("--pump") { server in
      let sessions = [try await server.open(as: "rita"), try await server.open(as: "rita")]
      let row = try #require(try await server.session(sessions[0]))
      let result = try await server.run(
        as: "ops", "cancel", "connection", String(row.connectionID), "--yes")
      #expect(result.status == 69, "\(result.errors)")
      #expect(result.errors.contains("the server cannot cancel this connection (0x"))
      #expect(result.errors.contains("cancel its sessions: xmlactl cancel session "))
      #expect(result.errors.contains(sessions[0]))
      #expect(try await server.session(sessions[0]) != nil)
      // The way out works.
      let out = try await server.run(as: "ops", "cancel", "session", sessions[0], "--wait", "10s")
      #expect(out.status == 0, "\(out.errors)")
    }
  }

  @Test(
    """
    "A server administrator can retrieve the active connections for an instance by retrieving the \
    DISCOVER_CONNECTIONS schema rowset using the XMLA Discover method."
    """)
  func connections() async throws {
    try await withServer { server in
      let list = try await server.run(as: "ops", "connections", "-o", "name")
      #expect(list.status == 0)
      let ids = Set(try await server.sessions().filter { $0.spid <= 1012 }.map { String($0.connectionID) })
      #expect(ids.isSubset(of: Set(list.plainIDs)))
      let denied = try await server.run(as: "dora", "connections")
      #expect(denied.status == 77)
    }
  }

  @Test(
    """
    "By specifying a server process identifier (SPID) in the SPID property of the Cancel command, a server \
    administrator can cancel the commands associated with a given SPID."
    """)
  func spid() async throws {
    try await withServer { server in
      let row = try #require(try await server.sessions().first { $0.status == "active" })
      let denied = try await server.run(
        as: "dora", "cancel", "spid", String(row.spid), "--database", row.database ?? "")
      #expect(denied.status == 77, "\(denied.errors)")
      let result = try await server.run(as: "ops", "cancel", "spid", String(row.spid), "--wait", "10s")
      #expect(result.status == 0, "\(result.errors)")
      #expect(try await server.session(row.id)?.status == "idle")
    }
  }

  @Test(
    """
    "You can set the CancelAssociated property to true to cancel the connections, sessions, and commands associated \
    with the connection, session, or SPID specified in the Cancel command."
    """, arguments: ["connection", "session", "spid"])
  func associated(_ noun: String) async throws {
    try await withServer { server in
      let row = try #require(try await server.sessions().first { $0.status == "active" })
      let id =
        ["connection": String(row.connectionID), "session": row.id, "spid": String(row.spid)][noun] ?? ""
      let planned = try await server.run(as: "ops", "cancel", noun, id, "--associated", "--dry-run")
      #expect(planned.output.contains("<CancelAssociated>true</CancelAssociated></Cancel>"))
      let result = try await server.run(
        as: "ops", "cancel", noun, id, "--associated", "--yes", "--wait", "10s")
      #expect(result.status == 0, "\(result.errors)")
      #expect(try await !server.sessions().contains { $0.connectionID == row.connectionID })
    }
  }

  @Test(
    """
    "If a user cancels a Batch command, then all remaining commands not yet executed within the Batch command are \
    canceled. If the Batch command was transactional, any commands that were executed before the Cancel command runs \
    are rolled back."
    """, arguments: [true, false])
  func batch(_ isTransactional: Bool) async throws {
    try await withServer("--sessions", "0", "--process-time", "500ms") { server in
      let session = try await server.open(as: "ops")
      func process(_ database: String) -> String {
        "<Process><Object><DatabaseID>\(database)</DatabaseID></Object><Type>ProcessFull</Type></Process>"
      }
      func modified(_ database: String) async throws -> String {
        try await server.run(
          as: "ops", "discover", "DBSCHEMA_CATALOGS", "--restrict", "CATALOG_NAME=\(database)", "-o", "tsv"
        ).output
      }
      let commands =
        process("HR") + String(repeating: process("Finance"), count: 100) + process("Sales DW")
      let batch =
        "<Batch xmlns=\"http://schemas.microsoft.com/analysisservices/2003/engine\" "
        + "Transaction=\"\(isTransactional)\">\(commands)</Batch>"
      let before = try await [modified("HR"), modified("Sales DW")]
      async let reply = RawXMLA.execute(
        batch, header: RawXMLA.header(session), login: "ops:pw", at: server.url)
      // The second command works on Finance, so the first one has been executed.
      try await Eventually.holds("the second command") {
        try await server.run(as: "ops", "locks", "-o", "tsv").output.contains("\tFinance\t")
      }
      let result = try await server.run(as: "ops", "cancel", "command", "--session", session, "--wait", "10s")
      #expect(result.status == 0, "\(result.errors)")
      #expect(
        result.errors.contains(
          "it is a Batch: when it is cancelled its remaining commands do not run, and what ran before "
            + (isTransactional ? "is rolled back" : "stays")))
      #expect(try await reply.contains("3239837698"))
      let after = try await [modified("HR"), modified("Sales DW")]
      #expect((after[0] == before[0]) == isTransactional)
      #expect(after[1] == before[1])
    }
  }
}
