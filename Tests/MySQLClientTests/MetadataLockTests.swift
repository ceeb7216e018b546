import SessionControl
import Testing

@testable import MySQLClient

@Suite("Metadata locks: what they are on, and who waits for whom")
struct MetadataLockTests {
  private static let table = MetadataLockObject(performanceSchema: "TABLE", schema: "app", name: "t")

  private func lock(
    _ thread: UInt64?, _ mode: String?, granted: Bool = false, on object: MetadataLockObject = table
  ) -> MetadataLock {
    MetadataLock(object, mode: mode, isGranted: granted, thread: thread)
  }

  /// `waiter→holder`, with a `?` where it is a guess and no holder where none is seen.
  private func drawn(_ locks: [MetadataLock]) -> [String] {
    MetadataLockWaits.edges(locks).map { edge in
      "\(edge.waiter.thread ?? 0)→\(edge.holder.map { String($0.thread ?? 0) } ?? "")\(edge.isPossible ? "?" : "")"
    }
  }

  private func session(_ id: UInt64, _ state: String, _ statement: String? = nil) -> Session {
    Session(
      id: String(id), spid: id, user: "app", status: .blocked, elapsedMilliseconds: 3_000,
      statement: statement,
      extras: Row(shape: RowShape(keys: ["state"]), values: [.text(state)]))
  }

  // MARK: Objects

  @Test(
    "Objects have one name, whoever tells of them",
    arguments: [
      ("TABLE", "Table metadata lock", "Waiting for table metadata lock", "table"),
      ("SCHEMA", "Schema metadata lock", "Waiting for schema metadata lock", "schema"),
      ("USER LEVEL LOCK", "User lock", "User lock", "user lock"),
      ("BACKUP", "Backup lock", "Waiting for backup lock", "backup lock"),
      ("BACKUP LOCK", "Backup lock", "Waiting for backup lock", "backup lock"),
      ("GLOBAL", "Global read lock", "Waiting for global read lock", "global read lock"),
      ("COMMIT", "Commit lock", "Waiting for commit lock", "commit lock"),
    ])
  func kinds(performanceSchema: String, plugin: String, state: String, kind: String) {
    #expect(MetadataLockObject(performanceSchema: performanceSchema, schema: nil, name: nil).kind == kind)
    #expect(MetadataLockObject(plugin: plugin, schema: "", name: "").kind == kind)
    #expect(MetadataLockObject(state: state)?.kind == kind)
  }

  @Test(
    "Other states are no wait for a metadata lock",
    arguments: ["", "User sleep", "Waiting for table level lock", "Waiting for handler commit", "executing"])
  func otherStates(state: String) { #expect(MetadataLockObject(state: state) == nil) }

  @Test("Objects are shown as InnoDB's are: a table by its name alone")
  func descriptions() {
    #expect(Self.table.description == "app.t")
    #expect(
      MetadataLockObject(plugin: "Schema metadata lock", schema: "app", name: "").description == "schema app")
    // The plugin has the name of a user lock in the column for the schema.
    let job = MetadataLockObject(plugin: "User lock", schema: "job", name: "")
    #expect(job == MetadataLockObject(performanceSchema: "USER LEVEL LOCK", schema: nil, name: "job"))
    #expect(job.description == "user lock job")
    #expect(job.schema == nil)
    #expect(MetadataLockObject(plugin: "Backup lock", schema: "", name: "").description == "backup lock")
    #expect(MetadataLockObject(state: "Waiting for table metadata lock")?.description == "table ?")
  }

  // MARK: Waits

  @Test("A SELECT queues behind an ALTER that waits for an open transaction")
  func queue() {
    let locks = [
      lock(1, "SHARED_READ", granted: true), lock(2, "SHARED_UPGRADABLE", granted: true),
      lock(2, "EXCLUSIVE"), lock(3, "SHARED_READ"),
    ]
    #expect(drawn(locks) == ["2→1", "3→2"])
  }

  @Test(
    "A request waits for granted locks that keep it out, and for no others",
    arguments: [
      ("SHARED_READ", "EXCLUSIVE", "SHARED_READ"), ("SHARED_READ", "SHARED_NO_READ_WRITE", "SHARED_NO_WRITE"),
      ("SHARED_WRITE", "SHARED_NO_WRITE", "SHARED_UPGRADABLE"),
      ("SHARED_WRITE", "SHARED_READ_ONLY", "SHARED_READ"),
      ("SHARED_UPGRADABLE", "SHARED_UPGRADABLE", "SHARED_WRITE"),
      ("SHARED_NO_READ_WRITE", "SHARED_READ", "SHARED_HIGH_PRIO"),
      ("INTENTION_EXCLUSIVE", "SHARED", "INTENTION_EXCLUSIVE"), ("EXCLUSIVE", "INTENTION_EXCLUSIVE", ""),
      ("SHARED", "INTENTION_EXCLUSIVE", "SHARED"), ("EXCLUSIVE", "SHARED_HIGH_PRIO", ""),
    ])
  func conflicts(wanted: String, held: String, harmless: String) {
    let locks = [lock(1, held, granted: true), lock(2, harmless, granted: true), lock(3, wanted)]
    #expect(drawn(locks) == ["3→1"])
  }

  @Test("The modes that keep each other out do so both ways, as far as they are held")
  func symmetry() {
    let modes = [
      "SHARED_HIGH_PRIO", "SHARED_READ", "SHARED_WRITE", "SHARED_WRITE_LOW_PRIO", "SHARED_UPGRADABLE",
      "SHARED_READ_ONLY", "SHARED_NO_WRITE", "SHARED_NO_READ_WRITE", "EXCLUSIVE",
    ]
    for one in modes {
      for other in modes {
        let there = MetadataLockMode.keeps(lock(1, one), waitingBehind: lock(2, other, granted: true))
        let back = MetadataLockMode.keeps(lock(1, other), waitingBehind: lock(2, one, granted: true))
        #expect(there == back, "\(one) and \(other)")
      }
    }
  }

  @Test("Nobody waits for a lock of its own, or for one on something else")
  func others() {
    let other = MetadataLockObject(performanceSchema: "TABLE", schema: "app", name: "u")
    #expect(
      drawn([
        lock(2, "EXCLUSIVE", granted: true), lock(2, "EXCLUSIVE"),
        lock(1, "EXCLUSIVE", granted: true, on: other),
      ])
        == ["2→"])
  }

  @Test("Modes that this version does not know make every holder a possible one")
  func unknownModes() {
    let backup = MetadataLockObject(performanceSchema: "BACKUP", schema: nil, name: nil)
    #expect(
      drawn([lock(1, "BACKUP_FTWRL2", granted: true, on: backup), lock(2, "BACKUP_DDL", on: backup)]) == [
        "2→1?"
      ])
  }

  @Test("What XA left behind holds its locks without a thread")
  func preparedXA() {
    let locks = [lock(nil, "SHARED_WRITE", granted: true), lock(3, "EXCLUSIVE")]
    #expect(drawn(locks) == ["3→0"])
    let wait = LockWait(MetadataLockWaits.edges(locks)[0]) { _ in nil }
    #expect(wait.name == "")
    #expect(wait.holder?.lock == "SHARED_WRITE")
  }

  // MARK: What only states tell

  @Test(
    "With the plugin a waiter's table is the one that it has a weaker lock on, or that its statement names")
  func inferred() {
    let other = MetadataLockObject(performanceSchema: "TABLE", schema: "app", name: "u")
    let granted = [
      lock(1, "SHARED_READ", granted: true), lock(1, "SHARED_READ", granted: true, on: other),
      lock(2, "SHARED_UPGRADABLE", granted: true),
    ]
    let state = "Waiting for table metadata lock"
    func wanted(_ session: Session) -> [String] {
      MetadataLockWaits.requests(of: [session], among: granted).map(\.object.description)
    }
    #expect(wanted(session(2, state, "ALTER TABLE v ADD c int")) == ["app.t"])
    #expect(wanted(session(3, state, "select * from `U`")) == ["app.u"])
    #expect(wanted(session(3, state, "SELECT * FROM tu")) == ["app.t", "app.u"])
    #expect(wanted(session(3, "User lock", "SELECT GET_LOCK('a', 9)")) == ["user lock ?"])
    #expect(wanted(session(3, "executing", "SELECT * FROM t")) == [])
    let locks = granted + MetadataLockWaits.requests(of: [session(3, state, "DELETE FROM u")], among: granted)
    #expect(drawn(locks) == ["3→1?"])
  }

  @Test(
    "A name is one in a statement when it is not part of a longer one",
    arguments: [
      ("DROP TABLE t", "t", true), ("SELECT t.a FROM x", "t", true),
      ("INSERT INTO `T` VALUES (1)", "t", true),
      ("SELECT * FROM tt, t_1", "t", false), ("GET_LOCK('job',1)", "job", true), ("", "t", false),
      ("SELECT 1", "", false), ("SELECT * FROM größe", "größe", true), ("SELECT * FROM a$t", "t", false),
    ])
  func names(statement: String, name: String, isThere: Bool) {
    #expect(MetadataLockWaits.mentions(statement, name) == isThere)
  }

  @Test("What is missing is told where somebody waits, with what turns it on; else nothing is said")
  func notes() {
    let waiting = [session(3, "Waiting for table metadata lock", "DROP TABLE t")]
    func note(_ source: MetadataLocks.Source, _ sessions: [Session]) -> String? {
      MetadataLocks(source, [], sessions: sessions).note
    }
    #expect(note(.processList(.mariadb, denied: nil), waiting)?.contains("INSTALL SONAME") == true)
    #expect(note(.processList(.mysql, denied: nil), waiting)?.contains("wait/lock/metadata/sql/mdl") == true)
    #expect(note(.processList(.mysql, denied: "error 1142"), waiting)?.contains("(error 1142)") == true)
    #expect(note(.plugin, waiting)?.contains("inferred") == true)
    #expect(note(.performanceSchema, waiting) == nil)
    for source in [MetadataLocks.Source.plugin, .processList(.mysql, denied: nil)] {
      #expect(note(source, [session(3, "executing")]) == nil)
    }
  }

  // MARK: Rows

  @Test("A row of the performance schema, and one of the plugin")
  func rows() throws {
    let pending = try MetadataLockReader.performanceSchema([
      .text("TABLE"), .text("app"), .text("t"), .text("EXCLUSIVE"), .text("TRANSACTION"), .text("PENDING"),
      .unsigned(18),
    ])
    #expect(
      pending
        == MetadataLock(
          Self.table, mode: "EXCLUSIVE", duration: "TRANSACTION", isGranted: false, thread: 18))
    let held = try MetadataLockReader.plugin([
      .unsigned(9), .text("MDL_SHARED_READ"), .text("Table metadata lock"), .text("app"), .text("t"),
      .unsigned(6_408),
    ])
    #expect(
      held
        == MetadataLock(
          Self.table, mode: "SHARED_READ", isGranted: true, thread: 9, heldMilliseconds: 6_408))
    #expect(throws: ControlError.self) { try MetadataLockReader.performanceSchema([.text("TABLE")]) }
    #expect(throws: ControlError.self) { try MetadataLockReader.plugin([]) }
  }

  @Test("As a lock of the listing it has InnoDB's columns as well")
  func listed() {
    let shape = RowShape(keys: ["lock_type", "lock_index", "object_type", "lock_duration"])
    let waiting = Lock(lock(3, "EXCLUSIVE"), session: session(3, "x", "DROP TABLE t"), shape: shape)
    #expect(waiting.extras.values == [.text("METADATA"), .null, .text("table"), .null])
    #expect(waiting.status == .waiting)
    #expect(waiting.database == "app")
    #expect(waiting.waitingMilliseconds == 3_000)
    #expect(waiting.name == "3")
    let held = Lock(lock(nil, "SHARED_WRITE", granted: true), session: nil, shape: shape)
    #expect(held.holdingMilliseconds == nil)
    #expect(held.name == "")
  }
}
