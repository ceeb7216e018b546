import SessionControl
import Testing

@testable import MySQLClient

@Suite("Rows of InnoDB's transactions and locks")
struct InnoDBReaderTests {
  private static let thread = [
    "thread_user", "thread_host", "thread_db", "thread_command", "thread_state", "thread_info",
  ]
  private static let anna: [Value] = [
    .text("anna"), .text("localhost"), .text("app"), .text("Query"), .text("Updating"), .text("UPDATE x"),
  ]
  private static let nobody: [Value] = [.null, .null, .null, .null, .null, .null]

  private func reader(_ columns: [String], _ common: [String]) -> InnoDBReader {
    let reader = InnoDBReader(common: common)
    reader.setColumns(columns)
    return reader
  }

  private let transactionColumns =
    thread + [
      "start_time", "elapsed_ms", "waiting_ms", "trx_id", "trx_state", "trx_started", "trx_wait_started",
      "trx_mysql_thread_id", "trx_query", "trx_rows_locked", "trx_rows_modified",
    ]

  @Test("A transaction has its thread, and the rest under InnoDB's names without their prefix")
  func transaction() throws {
    let reader = reader(transactionColumns, Transaction.commonKeys)
    #expect(reader.extras.keys == ["waiting_ms", "rows_locked", "rows_modified"])
    let transaction = try reader.transaction(
      Self.anna + [
        .text("2026-09-30T09:00:00Z"), .integer(5_000), .null, .unsigned(33), .text("LOCK WAIT"),
        .text("2026-09-30 11:00:00"), .null, .unsigned(8), .null, .unsigned(1), .unsigned(2),
      ])
    #expect(transaction.id == "33")
    #expect(transaction.sessionID == "8")
    #expect(transaction.state == "LOCK WAIT")
    #expect(transaction.elapsedMilliseconds == 5_000)
    #expect(transaction.startTime == "2026-09-30T09:00:00Z")
    #expect(transaction.session?.user == "anna")
    // The process list itself says "Updating".
    #expect(transaction.session?.status == .blocked)
    #expect(transaction.session?.statement == "UPDATE x")
    #expect(transaction.extras["rows_modified"] == .unsigned(2))
  }

  @Test("A transaction that no thread has can't be named for a cancel")
  func withoutThread() throws {
    let transaction = try reader(transactionColumns, Transaction.commonKeys).transaction(
      Self.nobody + [
        .null, .null, .null, .text("33"), .text("RUNNING"), .null, .null, .unsigned(0), .null, .null, .null,
      ])
    #expect(transaction.sessionID == nil)
    #expect(transaction.session == nil)
    #expect(transaction.name == "")
  }

  @Test(
    "The table is named alike on both servers",
    arguments: [
      ("`app`.`x`", "app.x PRIMARY", "app"), ("`a.b`.`c``d`", "a.b.c`d PRIMARY", "a.b"),
    ])
  func mariadbTable(table: String, object: String, schema: String) throws {
    let reader = reader(
      Self.thread + [
        "trx_mysql_thread_id", "lock_status", "lock_id", "lock_mode", "lock_table", "lock_index",
      ],
      Lock.commonKeys)
    let lock = try reader.lock(
      Self.anna + [
        .unsigned(8), .text("WAITING"), .text("1:2:3"), .text("X"), .text(table), .text("PRIMARY"),
      ])
    #expect(lock.object == object)
    #expect(lock.database == schema)
    #expect(lock.status == .waiting)
    #expect(lock.type == "X")
    #expect(lock.spid == 8)
    #expect(reader.extras.keys == ["lock_table", "lock_index"])
  }

  @Test("On MySQL schema and table are columns of their own, and a table lock has no index")
  func mysqlTable() throws {
    let reader = reader(
      Self.thread + [
        "trx_mysql_thread_id", "elapsed_ms", "waiting_ms", "lock_status", "lock_schema", "lock_table",
        "lock_index",
      ], Lock.commonKeys)
    let lock = try reader.lock(
      Self.anna + [
        .unsigned(8), .integer(7_000), .integer(3_000), .text("GRANTED"), .text("app"), .text("x"), .null,
      ])
    #expect(lock.object == "app.x")
    #expect(lock.status == .granted)
    #expect(lock.holdingMilliseconds == 7_000)
    #expect(lock.waitingMilliseconds == nil)
  }

  @Test("A wait has both sides: the waiter's wait and the age of the holder's transaction")
  func wait() {
    let both = ["waiter_", "holder_"].flatMap { prefix in
      (Self.thread + ["elapsed_ms", "waiting_ms", "lock_mode", "trx_mysql_thread_id", "trx_state"])
        .map { prefix + $0 }
    }
    let reader = reader(["lock_table", "lock_index"] + both, LockWait.commonKeys)
    let idle: [Value] = [.text("bert"), .text("h"), .null, .text("Sleep"), .text(""), .null]
    let wait = reader.lockWait(
      [.text("`app`.`x`"), .null] + Self.anna
        + [.integer(9_000), .integer(4_000), .text("X"), .unsigned(9), .text("LOCK WAIT")] + idle
        + [.integer(60_000), .null, .text("S"), .unsigned(8), .text("RUNNING")])
    #expect(wait.waiter.spid == 9)
    #expect(wait.waiter.elapsedMilliseconds == 4_000)
    #expect(wait.waiter.session?.status == .blocked)
    #expect(wait.holder?.spid == 8)
    #expect(wait.holder?.elapsedMilliseconds == 60_000)
    #expect(wait.holder?.session?.status == .idle)
    #expect(wait.object == "app.x")
    #expect(!wait.isPossible)
  }
}
