import Foundation
@testable import MySQLClient
@testable import Configuration
import SessionControl
import TestSupport
import Testing

/// The built binary against the real MySQL server that the environment names: `XMLACTL_TEST_MYSQL_URL`, an
/// administrator's target that needs no password.
@Suite(
  .startsServers,
  .enabled(
    if: ProcessInfo.processInfo.environment["XMLACTL_TEST_MYSQL_URL"] != nil,
    "set XMLACTL_TEST_MYSQL_URL to the URL of a MySQL administrator"),
  .serialized)  // One server for all: each test kills its own threads only, found by its own comment.
struct MySQLTests {
  private let url = ProcessInfo.processInfo.environment["XMLACTL_TEST_MYSQL_URL"] ?? ""

  private func backend() throws -> MySQLBackend {
    let target = try TargetURL.parse(url)
    guard case .mysql(let address) = target.address else {
      throw ControlError(.usage, "XMLACTL_TEST_MYSQL_URL is no mysql:// URL")
    }
    return MySQLBackend(
      target: url, address: address, credentials: Credentials(user: target.user), limits: TimeLimits(),
      trace: nil)
  }

  /// Runs an endless statement in the background and gives its thread's id once it runs.
  private func withVictim(
    _ mark: String, _ body: (_ id: String, _ ended: Task<(any Error)?, Never>) async throws -> Void
  ) async throws {
    let target = try TargetURL.parse(url)
    guard case .mysql(let address) = target.address else { return }
    let connection = MySQLConnection(
      MySQLConnector(address: address, limits: TimeLimits(answer: .seconds(20)), trace: nil),
      Credentials(user: target.user))
    let ended = Task { () -> (any Error)? in
      do {
        _ = try await connection.rows("\(TestMariaDB.endless) /* \(mark) */")
        return nil
      } catch { return error }
    }
    let watcher = try backend()
    var id: String?
    while id == nil {
      let list = Collected<Session>()
      try await watcher.sessions(matching: ListingFilter(), receive: list.receive)
      id = list.items.first { $0.statement?.contains(mark) == true && $0.status == .active }?.id
    }
    try await body(try #require(id), ended)
    ended.cancel()
    await watcher.close()
  }

  @Test("A killed statement ends with error 1317, and the KILL names the server by its uuid")
  func killQuery() async throws {
    try await withVictim("xmlactl-query") { id, ended in
      let plan = try await Program.xmlactl("kill", "query", id, "-n", "-t", url)
      #expect(plan.output.hasPrefix("KILL QUERY IF(@@server_uuid='"))
      let result = try await Program.xmlactl("kill", "query", id, "-t", url, "--wait", "10s")
      #expect(result.status == 0, "\(result.errors)")
      #expect(result.output.contains("seen to have stopped"))
      #expect((await ended.value as? MySQLFailure)?.code == 1317)
    }
  }

  @Test("A killed connection is gone")
  func killConnection() async throws {
    try await withVictim("xmlactl-connection") { id, ended in
      let result = try await Program.xmlactl("kill", "connection", id, "-t", url, "--wait", "10s")
      #expect(result.status == 0, "\(result.errors)")
      #expect((await ended.value as? ControlError)?.code == .unreachable)
    }
  }

  @Test("An id of a listing tells its server; what only MariaDB has is refused; how exact a kill was is told")
  func fullID() async throws {
    try await withVictim("xmlactl-full") { id, ended in
      let list = try await Program.xmlactl("commands", "-t", url, "-o", "name")
      let listed = list.output.split(separator: "\n").map(String.init).first { $0.hasPrefix("\(id)/") }
      let name = try #require(listed)
      for words in [["--soft", name], ["--hard", id], ["--query-id", id]] {
        let result = try await Program.run(
          [Program.path("xmlactl"), "kill", "query", "-t", url, "--trace"] + words)
        #expect(result.status == 64, "\(result.errors)")
        #expect(result.errors.contains("is for MariaDB, and this server is none"))
        #expect(!result.errors.contains("> KILL"))
      }
      let earlier = String(name.prefix { $0 != "-" }) + "-t00000"
      let never = name.replacing(/\/[0-9]+@/, with: "/9999999@")
      for wrong in [earlier, never, "\(id)@k7f3q2-t00000"] {
        let result = try await Program.xmlactl("kill", "query", wrong, "-t", url, "--trace")
        #expect(result.status == 5, "\(result.errors)")
        #expect(!result.errors.contains("> KILL"))
      }
      let result = try await Program.xmlactl("kill", "query", name, "-t", url, "--wait", "10s")
      #expect(result.status == 0, "\(result.errors)")
      #expect(
        result.output.hasSuffix(
          "; the statement was compared just before, a later one of the same connection could have been hit\n"
        ))
      #expect((await ended.value as? MySQLFailure)?.code == 1317)
    }
  }

  @Test("An id of commands names the statement: a later one of the same connection is not hit")
  func laterStatement() async throws {
    let client = try await TestClient(url)
    let id = String(client.id)
    func listed() async throws -> String {
      try await Eventually.get("the statement") {
        try await Program.xmlactl("commands", "-t", url, "-o", "name").output.split(separator: "\n")
          .map(String.init).first { $0.hasPrefix("\(id)/") }
      }
    }
    let first = Task { try await client.run("START TRANSACTION", "SELECT SLEEP(1)", "SELECT SLEEP(600)") }
    let report = try await listed()
    try await Eventually.holds("the next statement") { try await listed() != report }
    let refused = try await Program.xmlactl("kill", "query", report, "-t", url)
    #expect(refused.status == 5, "\(refused.output)")
    #expect(refused.errors.contains("it runs something else by now"))
    let killed = try await Program.xmlactl("kill", "query", try await listed(), "-t", url, "--wait", "10s")
    #expect(killed.status == 0, "\(killed.errors)")
    _ = try await first.value
    await client.session.close()
  }

  @Test("A transaction that rolls back is followed to its end, with the rows that are left")
  func rollback() async throws {
    let client = try await TestClient(url)
    let database = "xmlactl_rollback"
    try await client.run(
      "CREATE DATABASE IF NOT EXISTS \(database)", "DROP TABLE IF EXISTS \(database).big",
      "CREATE TABLE \(database).big (a INT PRIMARY KEY AUTO_INCREMENT, b VARCHAR(100))", "BEGIN",
      "INSERT INTO \(database).big (b) SELECT REPEAT('x', 50) FROM information_schema.collations a, "
        + "information_schema.collations b, (SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3) c")
    let id = String(client.id)
    let short = try await Program.xmlactl("kill", "connection", id, "-t", url, "--wait", "200ms")
    #expect(short.status == 4, "\(short.output)\(short.errors)")
    #expect(short.errors.contains("it is rolling back, "), "\(short.errors)")
    await client.session.close()
    // MySQL took the thread off its list at once; this waits for its locks.
    let after = try await TestClient(url)
    try await after.run("DROP DATABASE \(database)")
    await after.session.close()
  }

  @Test("All threads of a user")
  func killUser() async throws {
    let boss = try await TestClient(url)
    let user = "xmlactl_mob"
    try await boss.run("DROP USER IF EXISTS \(user)@localhost", "CREATE USER \(user)@localhost")
    let address = url.replacing(try Regex("//[^@]*@"), with: "//\(user)@")
    let clients = [try await TestClient(address), try await TestClient(address)]
    let result = try await Program.xmlactl("kill", "user", user, "--yes", "--wait", "10s", "-t", url)
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output.contains("user \(user): 2 of 2 threads seen to be gone; 0 came in since"))
    for client in clients { await client.session.close() }
    try await boss.run("DROP USER \(user)@localhost")
    await boss.session.close()
  }

  @Test("An id that MySQL would cut to 32 bits is refused, and nobody else is hit")
  func longID() async throws {
    try await withVictim("xmlactl-long") { id, ended in
      let long = String(4_294_967_296 + (try #require(UInt64(id))))
      let result = try await Program.xmlactl("kill", "query", long, "-t", url)
      #expect(result.status == 64)
      #expect(result.errors.contains("cut it to 32 bits"))
      #expect(try await Program.xmlactl("kill", "query", id, "-t", url, "--wait", "10s").status == 0)
      #expect((await ended.value as? MySQLFailure)?.code == 1317)
    }
  }

  @Test("Transactions, locks and the tree tell who waits for whom")
  func locks() async throws {
    let target = try TargetURL.parse(url)
    guard case .mysql(let address) = target.address else { return }
    func connect() -> MySQLConnection {
      MySQLConnection(
        MySQLConnector(address: address, limits: TimeLimits(answer: .seconds(120)), trace: nil),
        Credentials(user: target.user))
    }
    let holder = connect()
    let waiter = connect()
    _ = try await holder.rows("CREATE DATABASE IF NOT EXISTS xmlactl_locks")
    _ = try await holder.rows("CREATE TABLE IF NOT EXISTS xmlactl_locks.x (id INT PRIMARY KEY)")
    _ = try await holder.rows("REPLACE INTO xmlactl_locks.x VALUES (1)")
    _ = try await holder.rows("BEGIN")
    _ = try await holder.rows("SELECT * FROM xmlactl_locks.x WHERE id = 1 FOR UPDATE")
    let holderID = Int(try await holder.handshakeID())
    let waiterID = Int(try await waiter.handshakeID())
    let ended = Task { try await waiter.rows("DELETE FROM xmlactl_locks.x WHERE id = 1") }

    let output = try await Eventually.get("the wait") {
      let result = try await Program.xmlactl(
        "locks", "--tree", "--database", "xmlactl_locks", "-t", url, "-o", "ndjson")
      #expect(result.status == 0, "\(result.errors)")
      return result.output.isEmpty ? nil : result.output
    }
    let edges = try output.split(separator: "\n").map {
      try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
    #expect(edges.map { $0["waiter"] as? Int } == [waiterID])
    #expect(edges.map { $0["holder"] as? Int } == [holderID])
    #expect(edges[0]["object"] as? String == "xmlactl_locks.x PRIMARY")
    let locks = try await Program.xmlactl("locks", "--database", "xmlactl_locks", "-t", url, "-o", "tsv")
    #expect(locks.output.contains("\twaiting\t"))
    #expect(locks.output.contains("\tgranted\t"))
    let transactions = try await Program.xmlactl("transactions", "-t", url, "-o", "name")
    #expect(transactions.output.split(separator: "\n").contains("\(holderID)"))

    _ = try await holder.rows("ROLLBACK")
    _ = try await ended.value
    _ = try await holder.rows("DROP DATABASE xmlactl_locks")
    await holder.close()
    await waiter.close()
  }

  @Test("caching_sha2_password by socket, TCP and TLS, with a cold and a warm cache of the server")
  func cachingSHA2() async throws {
    let target = try TargetURL.parse(url)
    guard case .mysql(let address) = target.address else { return }
    let administrator = MySQLConnection(
      MySQLConnector(address: address, limits: TimeLimits(), trace: nil), Credentials(user: target.user))
    let row = try #require(try await administrator.rows("SELECT @@port, @@socket, @@datadir").first)
    let port = try #require(row[0].count)
    let socket = try #require(row[1].text)
    let folder = try #require(row[2].text)
    for host in ["localhost", "127.0.0.1"] {
      _ = try await administrator.rows(
        "CREATE USER IF NOT EXISTS xmlactl_sha2@'\(host)' IDENTIFIED WITH caching_sha2_password BY 'sha2-pw'")
    }
    try await ScratchFolder.with { scratch in
      try await TestMariaDB.makeCertificates(in: scratch.path)
      let tcp = "mysql://xmlactl_sha2@127.0.0.1:\(port)/"
      let expectations: [(words: [String], status: Int32)] = [
        (["-t", "mysql://xmlactl_sha2@/?socket=\(socket)"], 0), (["-t", tcp], 0),
        (["-t", tcp, "--tls", "disabled"], 0), (["-t", tcp, "--tls", "required"], 0),
        (["-t", tcp, "--tls", "verify-ca", "--tls-ca", "\(folder)ca.pem"], 0),
        (["-t", tcp, "--tls", "verify-ca", "--tls-ca", "\(scratch.path)/other-ca.pem"], 69),
        // The server made its own certificate, which names no host.
        (["-t", tcp, "--tls", "verify-full", "--tls-ca", "\(folder)ca.pem"], 69),
      ]
      for (words, status) in expectations {
        for isCold in [true, false] {
          if isCold { _ = try await administrator.rows("FLUSH PRIVILEGES") }
          for (password, denied) in [("sha2-pw", Int32(0)), ("nope", 77)] where denied == 0 || status == 0 {
            let file = try scratch.write(password, to: "password")
            let result = try await Program.run(
              [
                Program.path("xmlactl"), "sessions", "--no-defaults", "-o", "name", "--password-file", file,
              ] + words)
            #expect(result.status == max(status, denied), "\(words): \(result.errors)")
          }
        }
      }
      let file = try scratch.write(
        "[client]\nuser=xmlactl_sha2\npassword=sha2-pw\nhost=127.0.0.1\nport=\(port)\nssl-mode=VERIFY_CA\n"
          + "ssl-ca=\(folder)ca.pem\n", to: "my.cnf")
      let byFile = try await Program.xmlactl(
        "sessions", "-t", "mysql:///", "--defaults-file", file, "-o", "name", "--trace")
      #expect(byFile.status == 0, "\(byFile.errors)")
      #expect(byFile.errors.contains("TLS verify-ca"))
    }
    for host in ["localhost", "127.0.0.1"] {
      _ = try await administrator.rows("DROP USER xmlactl_sha2@'\(host)'")
    }
    await administrator.close()
  }

  @Test("The event scheduler is refused, an unknown id is nothing to cancel")
  func refused() async throws {
    let list = Collected<Session>()
    let backend = try backend()
    try await backend.sessions(matching: ListingFilter(), receive: list.receive)
    await backend.close()
    if let scheduler = list.items.first(where: { $0.user == "event_scheduler" }) {
      let result = try await Program.xmlactl("kill", "query", scheduler.id, "-t", url)
      #expect(result.status == 5)
    }
    #expect(try await Program.xmlactl("kill", "query", "4000000000", "-t", url).status == 3)
  }
}
