import Foundation
import MySQLClient
import SessionControl
import TestSupport
import Testing

/// Sessions, connections and commands of a real MariaDB and a real MySQL: what they show, to whom, and what is said of
/// what is missing.
@Suite(.startsServers, .enabled(if: TestMariaDB.isInstalled, "\(TestMariaDB.missing)"))
struct ThreadListingTests {
  private static let partial =
    "only this user's own threads are shown; to see all of them takes the PROCESS right"

  /// A server, and on it a user without rights and one who has PROCESS and nothing else.
  private func withUsers(
    on server: TestSQLServer, _ body: (TestClient, _ own: String, _ process: String) async throws -> Void
  ) async throws {
    try await server.with { running in
      let root = try await TestClient(running.url)
      let (own, process) = ("own\(UInt32.random(in: 0...999_999))", "proc\(UInt32.random(in: 0...999_999))")
      try await root.run(
        "CREATE USER \(own)@localhost", "CREATE USER \(process)@localhost",
        "GRANT PROCESS ON *.* TO \(process)@localhost")
      let result: Result<Void, any Error>
      func url(_ user: String) -> String {
        running.url.replacingOccurrences(of: "//root@", with: "//\(user)@")
      }
      do { result = .success(try await body(root, url(own), url(process))) } catch {
        result = .failure(error)
      }
      try await root.run("DROP USER \(own)@localhost", "DROP USER \(process)@localhost")
      try result.get()
    }
  }

  @Test(
    "Who lacks PROCESS sees own threads and is told; who has it is not, and nothing is asked for that",
    arguments: TestSQLServer.available)
  func partial(_ server: TestSQLServer) async throws {
    try await withUsers(on: server) { root, own, process in
      let mine = try await TestClient(own)
      let statement = mine.start("SELECT SLEEP(600)")
      try await mine.reaches("User sleep", seenBy: root)
      for verb in ["sessions", "connections", "commands"] {
        let listing = try await TestListing(verb, of: own)
        #expect(listing.rows.count == 1)
        #expect(listing.rows.first?["connection_id"] as? Int ?? listing.rows.first?["id"] as? Int == mine.id)
        #expect(listing.hasNote(Self.partial), "\(listing.notes)")
        let whole = try await TestListing(verb, of: process)
        #expect(!whole.hasNote("PROCESS"), "\(whole.notes)")
      }
      let traced = try await Program.xmlactl("sessions", "-t", process, "--trace", "-o", "name")
      #expect(traced.output.split(separator: "\n").contains { $0.hasPrefix("\(root.id)@") })
      #expect(traced.errors.contains("SHOW FULL PROCESSLIST"))
      #expect(!traced.errors.contains("INNODB_CMP"))
      try await root.run("KILL CONNECTION \(mine.id)")
      await statement.value
    }
  }

  @Test("Connections have TLS, program, attributes and bytes where the performance schema is on")
  func mariadbConnections() async throws {
    let port = try TestMariaDB.freePort()
    try await ScratchFolder.with { scratch in
      try await TestMariaDB.makeCertificates(in: scratch.path)
      try await TestMariaDB.with(
        statements: ["CREATE USER tls@'%' IDENTIFIED BY 'tls-pw' REQUIRE SSL;"],
        options: { _ in
          [
            "--performance-schema=ON", "--bind-address=127.0.0.1", "--port=\(port)",
            "--ssl-ca=\(scratch.path)/ca.pem", "--ssl-cert=\(scratch.path)/server.pem",
            "--ssl-key=\(scratch.path)/server-key.pem",
          ]
        }
      ) { server in
        let secured = try await TestClient("mysql://tls@127.0.0.1:\(port)/?tls=required", password: "tls-pw")
        let local = try await TestClient(server.url(user: "anna"))
        try await check(secured: secured, local: local, url: server.url)
        let listing = try await TestListing("connections", of: server.url)
        #expect(!listing.values("command").contains("Query"), "the listing's own is left out")
      }
    }
  }

  @Test("The same on MySQL", .enabled(if: TestSQLServer.available.contains(.mysql)))
  func mysqlConnections() async throws {
    try await TestSQLServer.mysql.with { server in
      let root = try await TestClient(server.url)
      let port = try #require(try await root.run("SELECT @@port").first?.first?.text)
      let user = "tls\(UInt32.random(in: 0...999_999))"
      try await root.run("CREATE USER \(user)@'127.0.0.1' REQUIRE SSL")
      let secured = try await TestClient("mysql://\(user)@127.0.0.1:\(port)/?tls=required")
      try await check(secured: secured, local: root, url: server.url)
      try await root.run("DROP USER \(user)@'127.0.0.1'")
    }
  }

  private func check(secured: TestClient, local: TestClient, url: String) async throws {
    let listing = try await TestListing("connections", of: url)
    #expect(listing.notes.isEmpty)
    let row = try #require(listing.row("id", secured.id))
    #expect((row["tls_version"] as? String)?.hasPrefix("TLSv1.") == true)
    #expect((row["tls_cipher"] as? String)?.isEmpty == false)
    #expect(row["connection_type"] as? String == "SSL/TLS")
    #expect((row["host"] as? String)?.hasPrefix("127.0.0.1:") == true)
    #expect(row["application"] as? String == "xmlactl")
    #expect(try #require(row["bytes_sent"] as? Int) > 0)
    #expect(try #require(row["bytes_received"] as? Int) > 0)
    let text = try #require(row["connect_attributes"] as? String)
    let attributes = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: String]
    #expect(attributes?["_pid"] == "\(ProcessInfo.processInfo.processIdentifier)")
    let plain = try #require(listing.row("id", local.id))
    #expect(plain["tls_version"] is NSNull)
    #expect(plain["connection_type"] as? String == "Socket")
    let people = try await Program.xmlactl("connections", "-t", url)
    #expect(people.output.contains("TLSv1."))
  }

  @Test("Where the performance schema is off the list still comes, with the same columns and a word on it")
  func performanceSchemaOff() async throws {
    try await TestMariaDB.with { server in
      let anna = try await TestClient(server.url(user: "anna"))
      let listing = try await TestListing("connections", of: server.url)
      let row = try #require(listing.row("id", anna.id))
      #expect(row["user"] as? String == "anna")
      for key in ["application", "tls_version", "tls_cipher", "bytes_sent", "connect_attributes"] {
        #expect(row[key] is NSNull, "\(key)")
      }
      #expect(listing.notes.count == 1)
      #expect(listing.notes.first?.contains("performance_schema=ON") == true)
    }
  }

  @Test("Where it is kept from a user that is told, with the right that it takes; the list still comes")
  func performanceSchemaDenied() async throws {
    func check(_ root: TestClient, _ url: String) async throws {
      let listing = try await TestListing("connections", of: url)
      #expect(listing.row("id", root.id)?["user"] as? String == "root")
      #expect(listing.notes.count == 1)
      let note = try #require(listing.notes.first)
      #expect(
        note.contains("SELECT on performance_schema.threads, status_by_thread and session_connect_attrs"))
      #expect(note.contains("1142"))
    }
    try await TestMariaDB.with(
      statements: ["CREATE USER ops@localhost;", "GRANT PROCESS ON *.* TO ops@localhost;"],
      options: { _ in ["--skip-networking", "--performance-schema=ON"] }
    ) { server in
      let root = try await TestClient(server.url)
      try await check(root, server.url(user: "ops"))
    }
    guard TestSQLServer.available.contains(.mysql) else { return }
    try await withUsers(on: .mysql) { root, _, process in
      try await check(root, process)
      let locks = try await Program.xmlactl("locks", "-t", process)
      #expect(locks.status == 77)
      #expect(locks.errors.contains("SELECT on performance_schema.data_locks and data_lock_waits"))
      #expect(try await Program.xmlactl("transactions", "-t", process).status == 0)
    }
  }

  @Test("A command of MariaDB has its query id, and what it costs so far")
  func mariadbCommands() async throws {
    try await TestMariaDB.with { server in
      let root = try await TestClient(server.url)
      let anna = try await TestClient(server.url(user: "anna"))
      let idle = try await TestClient(server.url(user: "etl"))
      let statement = anna.start("SELECT SLEEP(600)")
      try await anna.reaches("User sleep", seenBy: root)
      let id = try await root.run(
        "SELECT QUERY_ID FROM information_schema.PROCESSLIST WHERE ID = \(anna.id)")
      let listing = try await TestListing("commands", of: server.url)
      #expect(listing.rows.count == 1)
      #expect(listing.row("spid", idle.id) == nil)
      let row = try #require(listing.row("spid", anna.id))
      #expect(row["query_id"] as? Int == Int(id.first?.first?.text ?? ""))
      #expect(try #require(row["memory_used_bytes"] as? Int) > 0)
      for key in ["examined_rows", "progress_percent", "elapsed_ms"] {
        #expect(row[key] is NSNumber, "\(key)")
      }
      #expect(row["info_binary"] == nil)
      try await root.run("KILL CONNECTION \(anna.id)")
      await statement.value
    }
  }

  @Test("Who waits for a lock of GET_LOCK is blocked", arguments: TestSQLServer.available)
  func userLock(_ server: TestSQLServer) async throws {
    try await server.with { running in
      let (holder, waiter) = (try await TestClient(running.url), try await TestClient(running.url))
      try await holder.run("SELECT GET_LOCK('\(running.mark)', 0)")
      let statement = waiter.start("SELECT GET_LOCK('\(running.mark)', 600)")
      try await waiter.reaches("User lock", seenBy: holder)
      let listing = try await TestListing("sessions", of: running.url)
      #expect(listing.row("spid", waiter.id)?["status"] as? String == "blocked")
      try await holder.run("KILL CONNECTION \(waiter.id)")
      await statement.value
    }
  }
}
