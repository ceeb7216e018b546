import Foundation
import MySQLClient
import TestSupport
import Testing

/// Metadata locks on a real MariaDB and a real MySQL, by each of the ways in which they can be seen.
@Suite(.startsServers, .enabled(if: TestMariaDB.isInstalled, "\(TestMariaDB.missing)"))
struct MetadataLockTests {
  /// Threads on one server: an open transaction that has read a table, an ALTER that waits for it, a SELECT behind
  /// the ALTER, and one that has a user lock with one that waits for it.
  private struct Queue {
    var holder: Int
    var alter: Int
    var late: Int
    var job: Int
    var next: Int
  }

  private static let instrument = "--performance-schema-instrument=wait/lock/metadata/sql/mdl=ON"

  /// Everything in a database that no other test has, and gone afterwards.
  private func withQueue(on url: String, _ body: (TestClient, _ database: String, Queue) async throws -> Void)
    async throws
  {
    let watcher = try await TestClient(url)
    let database = "xmlactl_mdl_\(UInt32.random(in: 0...UInt32.max))"
    let (table, lock) = ("\(database).t", "'\(database)'")
    try await watcher.run(
      "CREATE DATABASE \(database)", "CREATE TABLE \(table) (id INT PRIMARY KEY) ENGINE=InnoDB")
    let (holder, alter, late) = (
      try await TestClient(url), try await TestClient(url), try await TestClient(url)
    )
    let (job, next) = (try await TestClient(url), try await TestClient(url))
    try await holder.run("BEGIN", "SELECT * FROM \(table)")
    try await job.run("SELECT GET_LOCK(\(lock), 0)")
    let tasks = [alter.start("ALTER TABLE \(table) ADD COLUMN c INT")]
    try await alter.reaches("Waiting for table metadata lock", seenBy: watcher)
    let later = [late.start("SELECT * FROM \(table)"), next.start("SELECT GET_LOCK(\(lock), 600)")]
    try await late.reaches("Waiting for table metadata lock", seenBy: watcher)
    try await next.reaches("User lock", seenBy: watcher)
    let queue = Queue(holder: holder.id, alter: alter.id, late: late.id, job: job.id, next: next.id)
    let result: Result<Void, any Error>
    do { result = .success(try await body(watcher, database, queue)) } catch { result = .failure(error) }
    for id in [queue.late, queue.alter, queue.next, queue.holder, queue.job] {
      // One that a test has ended already.
      _ = try? await watcher.run("KILL CONNECTION \(id)")
    }
    for task in tasks + later { await task.value }
    try await watcher.run("DROP DATABASE \(database)")
    try result.get()
  }

  /// What the performance schema shows, on both servers.
  private func checkWhole(_ url: String) async throws {
    try await withQueue(on: url) { _, database, queue in
      let tree = try await TestListing("locks", "--tree", "--database", database, of: url)
      #expect(tree.waits == ["\(queue.alter)→\(queue.holder)", "\(queue.late)→\(queue.alter)"])
      #expect(tree.notes.isEmpty)
      let edge = try #require(tree.row("waiter", queue.late))
      #expect(edge["object"] as? String == "\(database).t")
      #expect(edge["waiter_lock"] as? String == "SHARED_READ")
      #expect(edge["holder_lock"] as? String == "EXCLUSIVE")
      #expect(edge["holder_status"] as? String == "blocked")

      let all = try await TestListing("locks", "--tree", of: url)
      #expect(all.waits.contains("\(queue.next)→\(queue.job)"))

      let locks = try await TestListing("locks", "--database", database, of: url)
      let waiting = locks.rows.filter { $0["status"] as? String == "waiting" }.compactMap {
        $0["spid"] as? Int
      }
      #expect(Set(waiting) == [queue.alter, queue.late])
      let held = try #require(locks.row("spid", queue.holder))
      #expect(held["type"] as? String == "SHARED_READ")
      #expect(held["status"] as? String == "granted")
      #expect(held["lock_type"] as? String == "METADATA")
      #expect(held["object_type"] as? String == "table")
      #expect(held["database"] as? String == database)

      let names = try await Program.xmlactl(
        "locks", "--tree", "--database", database, "-t", url, "-o", "name")
      #expect(names.output == "\(queue.holder)\n")
      let kill = try await Program.xmlactl(
        "kill", "connection", String(queue.holder), "-t", url, "--wait", "20s")
      #expect(kill.status == 0, "\(kill.errors)")
      try await Eventually.holds("nobody waits any more") {
        try await TestListing("locks", "--tree", "--database", database, of: url).rows.isEmpty
      }
    }
  }

  @Test("MariaDB's performance schema, where its instrument is on, tells who waits for whom")
  func mariadbPerformanceSchema() async throws {
    try await TestMariaDB.with(
      options: { _ in ["--skip-networking", "--performance-schema=ON", Self.instrument] }
    ) { try await checkWhole($0.url) }
  }

  @Test("MySQL tells who waits for whom as it is", .enabled(if: TestSQLServer.available.contains(.mysql)))
  func mysqlPerformanceSchema() async throws {
    try await TestSQLServer.mysql.with { try await checkWhole($0.url) }
  }

  @Test(
    "The plugin shows who holds; who waits for them is inferred, and said to be",
    .enabled(if: TestMariaDB.hasLockPlugin, "\(TestMariaDB.missingLockPlugin)"))
  func plugin() async throws {
    try await TestMariaDB.with(options: { _ in ["--skip-networking", "--plugin-load-add=metadata_lock_info"] }
    ) {
      server in
      try await withQueue(on: server.url) { watcher, database, queue in
        let tree = try await TestListing("locks", "--tree", of: server.url)
        #expect(
          tree.waits == [
            "\(queue.alter)→\(queue.holder)?", "\(queue.late)→\(queue.holder)?",
            "\(queue.late)→\(queue.alter)?", "\(queue.next)→\(queue.job)?",
          ])
        #expect(tree.notes.count == 1)
        #expect(tree.hasNote("inferred"))
        let names = try await Program.xmlactl("locks", "--tree", "-t", server.url, "-o", "name")
        #expect(Set(names.output.split(separator: "\n")) == ["\(queue.holder)", "\(queue.job)"])
        let locks = try await TestListing("locks", of: server.url)
        let held = try #require(locks.row("spid", queue.holder))
        #expect(held["object"] as? String == "\(database).t")
        #expect(held["holding_ms"] as? Int != nil)
        #expect(locks.row("spid", queue.job)?["object"] as? String == "user lock \(database)")
        #expect(locks.row("spid", watcher.id) == nil)
      }
    }
  }

  @Test(
    "FLUSH TABLES WITH READ LOCK is the root of those who write",
    .enabled(if: TestMariaDB.hasLockPlugin, "\(TestMariaDB.missingLockPlugin)"))
  func globalReadLock() async throws {
    try await TestMariaDB.with(options: { _ in ["--skip-networking", "--plugin-load-add=metadata_lock_info"] }
    ) {
      server in
      let watcher = try await TestClient(server.url)
      try await watcher.run("CREATE TABLE app.x (id INT)")
      let (holder, writer) = (try await TestClient(server.url), try await TestClient(server.url))
      try await holder.run("FLUSH TABLES WITH READ LOCK")
      let task = writer.start("INSERT INTO app.x VALUES (1)")
      try await writer.reaches("Waiting for backup lock", seenBy: watcher)
      let tree = try await TestListing("locks", "--tree", of: server.url)
      #expect(tree.waits == ["\(writer.id)→\(holder.id)?"])
      #expect(tree.rows.first?["object"] as? String == "backup lock")
      try await holder.run("UNLOCK TABLES")
      await task.value
      #expect(try await TestListing("locks", "--tree", of: server.url).rows.isEmpty)
    }
  }

  @Test("Without any of it the waiters are shown, and what would show the holders; that then does")
  func processList() async throws {
    try await TestMariaDB.with { server in
      try await withQueue(on: server.url) { watcher, _, queue in
        let tree = try await TestListing("locks", "--tree", of: server.url)
        #expect(tree.waits == ["\(queue.alter)→", "\(queue.late)→", "\(queue.next)→"])
        #expect(tree.notes.count == 1)
        #expect(tree.hasNote("INSTALL SONAME 'metadata_lock_info'"))
        let people = try await Program.xmlactl("locks", "--tree", "-t", server.url)
        #expect(people.output.contains("holder not visible"))
        #expect(people.errors.contains("INSTALL SONAME"))
        let names = try await Program.xmlactl("locks", "--tree", "-t", server.url, "-o", "name")
        #expect(names.output == "", "who waits is not who is in the way")
        let locks = try await TestListing("locks", of: server.url)
        #expect(locks.values("status") == ["waiting"])
        guard TestMariaDB.hasLockPlugin else { return }
        try await watcher.run("INSTALL SONAME 'metadata_lock_info'")
        let after = try await TestListing("locks", "--tree", of: server.url)
        #expect(after.waits.contains("\(queue.alter)→\(queue.holder)?"))
      }
      let quiet = try await TestListing("locks", "--tree", of: server.url)
      #expect(quiet.notes.isEmpty, "nothing is missing where nobody waits")
    }
  }

  @Test(
    "MySQL's transaction that XA left behind holds its locks without a session",
    .enabled(if: TestSQLServer.available.contains(.mysql)))
  func preparedXA() async throws {
    try await TestSQLServer.mysql.with { server in
      let watcher = try await TestClient(server.url)
      let name = "xmlactl_xa_\(UInt32.random(in: 0...UInt32.max))"
      try await watcher.run("CREATE DATABASE \(name)", "CREATE TABLE \(name).x (id INT PRIMARY KEY)")
      let other = try await TestClient(server.url)
      try await other.run(
        "XA START '\(name)'", "INSERT INTO \(name).x VALUES (1)", "XA END '\(name)'", "XA PREPARE '\(name)'")
      await other.session.close()
      let waiter = try await TestClient(server.url)
      let task = waiter.start("DROP TABLE \(name).x")
      try await waiter.reaches("Waiting for table metadata lock", seenBy: watcher)
      let tree = try await Program.xmlactl("locks", "--tree", "--database", name, "-t", server.url)
      #expect(tree.output.contains("no session, see XA RECOVER"))
      #expect(tree.output.contains("└─ \(waiter.id)"))
      let names = try await Program.xmlactl(
        "locks", "--tree", "--database", name, "-t", server.url, "-o", "name")
      #expect(names.output == "")
      let transactions = try await TestListing("transactions", of: server.url)
      let left = transactions.rows.filter { $0["session_id"] is NSNull }
      #expect(left.count == 1)
      #expect(left.first?["rows_modified"] as? Int == 1)
      #expect(transactions.hasNote("XA ROLLBACK"))
      try await watcher.run("XA ROLLBACK '\(name)'")
      await task.value
      try await watcher.run("DROP DATABASE \(name)")
    }
  }
}
