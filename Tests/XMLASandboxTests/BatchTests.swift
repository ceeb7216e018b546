import Testing

@testable import XMLASandbox

/// Batches, locks and transactions over the wire.
struct BatchTests {
  private static func batch(_ commands: String, transaction: Bool) -> String {
    "<Batch xmlns=\"\(Namespaces.engine)\" Transaction=\"\(transaction)\">\(commands)</Batch>"
  }

  private static func process(_ database: String) -> String {
    "<Process><Object><DatabaseID>\(database)</DatabaseID></Object><Type>ProcessFull</Type></Process>"
  }

  private static func command(_ name: String, _ content: String = "") -> String {
    "<\(name) xmlns=\"\(Namespaces.engine)\">\(content)</\(name)>"
  }

  private static func configuration(processTime: Int64 = 0) -> SandboxConfiguration {
    var configuration = SandboxConfiguration(sessionCount: 0)
    configuration.traits.processTime = processTime > 0 ? SandboxDuration(milliseconds: processTime) : nil
    return configuration
  }

  private func execute(_ command: String, _ session: String, _ server: TestServer) async throws -> String {
    try await server.send(Messages.execute(command, header: Messages.header("Session", session))).body
  }

  private func modified(_ database: String, _ server: TestServer) async throws -> String {
    let answer = try await server.send(
      Messages.discover("DBSCHEMA_CATALOGS", "<CATALOG_NAME>\(database)</CATALOG_NAME>"))
    return String(try #require(answer.body.firstMatch(of: /<DATE_MODIFIED>([^<]+)/)).1)
  }

  @Test("A transactional Batch changes all or nothing")
  func transactional() async throws {
    try await TestServer.run(Self.configuration()) { server in
      let session = try await server.beginSession()
      let before = try await (modified("HR", server), modified("Finance", server))
      let failed = try await execute(
        Self.batch(Self.process("HR") + Self.process("None"), transaction: true), session, server)
      #expect(failed.contains("<faultcode>XMLAnalysisError.0xc10a0006</faultcode>"))
      #expect(try await modified("HR", server) == before.0)

      let done = try await execute(
        Self.batch(
          "<Parallel MaxParallel=\"2\">\(Self.process("HR"))\(Self.process("Finance"))</Parallel>",
          transaction: true),
        session, server)
      #expect(done.contains(Namespaces.multipleResults))
      #expect(try await modified("HR", server) > before.0)
      #expect(try await modified("Finance", server) > before.1)
    }
  }

  @Test("A Batch without transaction goes on after a failure, and tells of each command")
  func nontransactional() async throws {
    try await TestServer.run(Self.configuration()) { server in
      let session = try await server.beginSession()
      let before = try await modified("HR", server)
      let body = try await execute(
        Self.batch(Self.process("None") + Self.process("HR"), transaction: false), session, server)
      #expect(body.split(separator: "<root").count == 3)
      #expect(body.contains("ErrorCode=\"3238658054\""))
      #expect(try await modified("HR", server) > before)
    }
  }

  @Test("Discovers in a Batch give a root each; a Statement is refused; an empty one is a ping")
  func discovers() async throws {
    try await TestServer.run(Self.configuration()) { server in
      let session = try await server.beginSession()
      let inner =
        "<Discover xmlns=\"\(Namespaces.xmla)\"><RequestType>DBSCHEMA_CATALOGS</RequestType><Restrictions/>"
        + "<Properties/></Discover>"
      let body = try await execute(Self.batch(inner + inner, transaction: false), session, server)
      #expect(body.split(separator: "<row>").count == 1 + 2 * Population.databases.count)
      let refused = try await execute(
        Self.batch("<Statement xmlns=\"\(Namespaces.xmla)\">WAIT</Statement>", transaction: false), session,
        server)
      #expect(refused.contains("not supported in a Batch"))
      #expect(
        try await execute(Self.batch("", transaction: true), session, server).contains(Namespaces.empty))
    }
  }

  @Test(
    """
    "If a user cancels a Batch command, then all remaining commands not yet executed within the Batch command are \
    canceled. If the Batch command was transactional, any commands that were executed before the Cancel command runs \
    are rolled back."
    """, arguments: [true, false])
  func cancelled(_ isTransactional: Bool) async throws {
    try await TestServer.run(Self.configuration(processTime: 300)) { server in
      let session = try await server.beginSession()
      let before = try await (modified("HR", server), modified("Sales DW", server))
      let commands =
        Self.process("HR") + String(repeating: Self.process("Finance"), count: 200) + Self.process("Sales DW")
      async let reply = execute(Self.batch(commands, transaction: isTransactional), session, server)
      if isTransactional {
        // Its first command has run when the second has its lock.
        while try await server.send(Messages.discover("DISCOVER_LOCKS")).rowCount < 2 {
          try await Task.sleep(for: .milliseconds(20))
        }
      } else {
        while try await modified("HR", server) == before.0 { try await Task.sleep(for: .milliseconds(20)) }
      }
      let cancel = try await server.send(Messages.cancel("", session: session))
      #expect(cancel.body.contains("<root xmlns=\"\(Namespaces.empty)\"/>"))
      #expect(try await reply.contains("ErrorCode=\"3239837698\""))
      #expect(try await modified("Sales DW", server) == before.1)
      let isRolledBack = try await modified("HR", server) == before.0
      #expect(isRolledBack == isTransactional)
      #expect(try await server.send(Messages.discover("DISCOVER_LOCKS")).rowCount == 0)
      #expect(try await server.send(Messages.discover("DISCOVER_TRANSACTIONS")).rowCount == 0)
    }
  }

  @Test("A commit waits for who reads, is listed as waiting, and goes on when the reader is cancelled")
  func waits() async throws {
    try await TestServer.run(Self.configuration()) { server in
      let reader = try await server.beginSession()
      let writer = try await server.beginSession()
      let catalog = "<Catalog>HR</Catalog>"
      async let reading = server.send(Messages.statement("WAIT", session: reader, properties: catalog))
      _ = try await server.waitForRow(ofCommand: "WAIT") { $0?.contains("STATUS>1<") == true }
      async let writing = server.send(Messages.statement("PUT a 1", session: writer, properties: catalog))
      _ = try await server.waitForRow(ofCommand: "PUT a 1") {
        $0?.contains("<SESSION_STATUS>2</SESSION_STATUS>") == true
      }
      let waiting = try await server.send(
        Messages.discover("DISCOVER_LOCKS", "<LOCK_STATUS>0</LOCK_STATUS>"))
      #expect(waiting.rowCount == 1)
      #expect(waiting.body.contains("<LOCK_TYPE>16</LOCK_TYPE>"))
      #expect(waiting.body.contains("<DatabaseID>HR</DatabaseID>"))
      _ = try await server.send(Messages.cancel("", session: reader))
      #expect(try await reading.body.contains("3239837698"))
      #expect(try await writing.body.contains(Namespaces.empty))
      let rows = try await server.send(Messages.statement("GET a", session: reader, properties: catalog))
      #expect(rows.body.contains("<value>1</value>"))
    }
  }

  @Test("Lock and Unlock work inside an explicit transaction only, and end with it")
  func locks() async throws {
    try await TestServer.run(Self.configuration()) { server in
      let session = try await server.beginSession()
      let lock = Self.command(
        "Lock",
        "<ID>5B7C1A52-3D4E-4C63-8A53-9D7D6E4C1B2A</ID><Object><DatabaseID>HR</DatabaseID></Object>"
          + "<Mode>CommitExclusive</Mode>")
      let unlock = Self.command("Unlock", "<ID>5B7C1A52-3D4E-4C63-8A53-9D7D6E4C1B2A</ID>")
      #expect(try await execute(lock, session, server).contains("Fault"))
      _ = try await execute(Self.command("BeginTransaction"), session, server)
      #expect(try await execute(lock, session, server).contains(Namespaces.empty))
      #expect(try await server.send(Messages.discover("DISCOVER_LOCKS")).rowCount == 1)
      #expect(try await execute(unlock, session, server).contains(Namespaces.empty))
      #expect(try await execute(unlock, session, server).contains("Fault"))
      _ = try await execute(lock, session, server)
      _ = try await execute(Self.command("RollbackTransaction"), session, server)
      #expect(try await server.send(Messages.discover("DISCOVER_LOCKS")).rowCount == 0)
    }
  }

  @Test("Transactions need an explicit session, and their steps work over the wire")
  func transactions() async throws {
    try await TestServer.run(Self.configuration()) { server in
      let alone = try await server.send(Messages.execute(Self.command("BeginTransaction")))
      #expect(alone.body.contains("needs an explicit session"))
      let session = try await server.beginSession()
      #expect(try await execute(Self.command("CommitTransaction"), session, server).contains("Fault"))
      _ = try await execute(Self.command("BeginTransaction"), session, server)
      let catalog = "<Catalog>HR</Catalog>"
      _ = try await server.send(Messages.statement("PUT a 1", session: session, properties: catalog))
      let other = try await server.send(Messages.statement("GET", properties: catalog))
      #expect(other.rowCount == 0)
      let durable = Self.command("CommitTransaction", "<DurabilityGuarantee>Full</DurabilityGuarantee>")
      #expect(try await execute(durable, session, server).contains(Namespaces.empty))
      let after = try await server.send(Messages.statement("GET", properties: catalog))
      #expect(after.body.contains("<key>a</key><value>1</value>"))
    }
  }
}
