import SessionControl
import Testing

@testable import Rendering

@Suite("Commands, transactions, locks, the blocking tree and rows of any rowset")
struct FurtherListablesTests {
  private func session(_ spid: UInt64, _ user: String, _ status: SessionStatus, _ statement: String?)
    -> Session
  {
    Session(
      id: "S-\(spid)", spid: spid, connectionID: 412, user: user, database: "Sales DW", status: status,
      statement: statement)
  }

  private let shape = RowShape(keys: ["cpu_ms"])

  private var commands: [Command] {
    [
      Command(
        spid: 21734, startTime: "2026-09-30T09:05:22Z", elapsedMilliseconds: 187_004,
        statement: "EVALUATE\n  'Sales'", session: session(21734, "anna", .active, nil),
        extras: Row(shape: shape, values: [.integer(180_500)])),
      Command(spid: 9, statement: "nobody's", extras: Row(shape: shape, values: [.null])),
    ]
  }

  @Test("Commands: those without a session have blanks or nulls")
  func commandFormats() throws {
    let list = [Part(shape: shape, items: commands)]
    #expect(
      try render(.table, width: 120, list) == """
         SPID  CONN  USER  DATABASE  STATUS  RUNNING  STATEMENT
        21734   412  anna  Sales DW  active    3m07s  EVALUATE 'Sales'
            9                                         nobody's

        """)
    #expect(
      try render(.ndjson, list) == """
        {"target":"t","spid":21734,"session_id":"S-21734","connection_id":412,"user":"anna","host":null,\
        "database":"Sales DW","status":"active","start_time":"2026-09-30T09:05:22Z","elapsed_ms":187004,\
        "statement":"EVALUATE\\n  'Sales'","cpu_ms":180500}
        {"target":"t","spid":9,"session_id":null,"connection_id":null,"user":null,"host":null,"database":null,\
        "status":null,"start_time":null,"elapsed_ms":null,"statement":"nobody's","cpu_ms":null}

        """)
    #expect(try render(.name, list) == "21734\n9\n")
  }

  @Test("Transactions: their names are their sessions; one without a session has none")
  func transactionFormats() throws {
    let list = [
      Part(items: [
        Transaction(
          id: "T1", sessionID: "S-3", elapsedMilliseconds: 96_120,
          session: session(3, "etl", .blocked, "PROCESS")),
        Transaction(id: "42", state: "RUNNING"),
      ])
    ]
    #expect(
      try render(.table, width: 100, list) == """
        SPID  TRANSACTION  USER  DATABASE  STATE    STATUS    OPEN  STATEMENT
           3  T1           etl   Sales DW           blocked  1m36s  PROCESS
              42                           RUNNING

        """)
    #expect(try render(.name, list) == "S-3\n")
  }

  private var locks: [Lock] {
    [
      Lock(
        id: "L1", spid: 1, transactionID: "T1", object: "Sales DW/Sales", objectID: "<D/>",
        objectDatabase: "Sales DW", type: "commit-read", mask: .commitRead, status: .granted,
        startTime: "2026-09-30T09:00:00Z", grantTime: "2026-09-30T09:00:00Z", elapsedMilliseconds: 59_000,
        session: session(1, "anna", .active, "EVALUATE 'Sales'")),
      Lock(
        spid: 3, object: "Sales DW/Sales", objectID: "<D/>", type: "commit-write", mask: .commitWrite,
        status: .waiting, startTime: "2026-09-30T09:00:02Z", elapsedMilliseconds: 57_000,
        session: session(3, "etl", .blocked, "PROCESS")),
      Lock(
        spid: 4, object: "Sales DW/Sales", objectID: "<D/>", type: "commit-read", mask: .commitRead,
        status: .waiting, startTime: "2026-09-30T09:00:04Z", elapsedMilliseconds: 55_000),
    ]
  }

  @Test("Locks: type and object in words, and how long")
  func lockFormats() throws {
    #expect(
      try render(.table, width: 120, [Part(items: locks)]) == """
        SPID  USER  STATUS   LOCK          WAITING  HOLDING  OBJECT          STATEMENT
           1  anna  granted  commit-read                59s  Sales DW/Sales  EVALUATE 'Sales'
           3  etl   waiting  commit-write      57s           Sales DW/Sales  PROCESS
           4        waiting  commit-read       55s           Sales DW/Sales

        """)
    #expect(
      try render(.ndjson, [Part(items: [locks[0]])]) == """
        {"target":"t","id":"L1","spid":1,"session_id":"S-1","transaction_id":"T1","user":"anna",\
        "database":"Sales DW","object":"Sales DW/Sales","object_id":"<D/>","type":"commit-read",\
        "status":"granted","start_time":"2026-09-30T09:00:00Z","grant_time":"2026-09-30T09:00:00Z",\
        "waiting_ms":null,"holding_ms":59000,"statement":"EVALUATE 'Sales'"}

        """)
  }

  @Test("The tree keeps its branches; guesses are marked; names are the roots'")
  func tree() throws {
    let list = [Part(items: BlockingForest(LockWait.infer(from: locks)).lines)]
    #expect(
      try render(.table, width: 140, list) == """
        SPID     USER  DATABASE  STATUS   HOLDING  WAITING  BEHIND  LOCK          OBJECT          NOTE      STATEMENT
        1        anna  Sales DW  active       59s                2  commit-read   Sales DW/Sales            EVALUATE 'Sales'
        └─ 3     etl   Sales DW  blocked               57s       1  commit-write  Sales DW/Sales            PROCESS
           └─ 4                                        55s          commit-read   Sales DW/Sales  possible

        """)
    #expect(
      try render(.table, width: 80, list) == """
        SPID     USER  HOLDING  WAITING  BEHIND  NOTE      STATEMENT
        1        anna      59s                2            EVALUATE 'Sales'
        └─ 3     etl                57s       1            PROCESS
           └─ 4                     55s          possible

        """)
    let wide = try render(.wide, list)
    #expect(wide.contains("\n└─         3  S-3"))
    #expect(wide.contains("\n   └─      4"))
    #expect(try render(.name, list) == "1\n")
  }

  @Test("For scripts a wait is a row with both sides")
  func waits() throws {
    let waits = Array(LockWait.infer(from: locks).prefix(1))
    #expect(
      try render(.csv, [Part(items: waits)])
        == "target,waiter,holder,object,possible,waiting_ms,holding_ms,waiter_lock,holder_lock,"
        + "waiter_session_id,holder_session_id,waiter_user,holder_user,waiter_database,holder_database,"
        + "waiter_status,holder_status,waiter_statement,holder_statement\r\n"
        + "t,3,1,Sales DW/Sales,false,57000,59000,commit-write,commit-read,S-3,S-1,etl,anna,Sales DW,Sales DW,"
        + "blocked,active,PROCESS,EVALUATE 'Sales'\r\n")
    #expect(
      try render(.tsv, [Part(items: waits)]).hasSuffix("\tblocked\tactive\tPROCESS\tEVALUATE 'Sales'\n"))
  }

  @Test("Rows of any rowset: as many columns as fit, from the first; every one in the other formats")
  func anyRowset() throws {
    let shape = RowShape(keys: ["spid", "description", "note"])
    let long = String(repeating: "long ", count: 20)
    let rows = [
      RowsetRow(Row(shape: shape, values: [.integer(7), .text(long), .text("n")])),
      RowsetRow(Row(shape: shape, values: [.integer(8), .null, .boolean(true)])),
    ]
    let list = [Part(shape: shape, items: rows)]
    #expect(
      try render(.table, width: 80, list) == """
        SPID  DESCRIPTION                               NOTE
        7     long long long long long long long long…  n
        8                                               true

        """)
    #expect(
      try render(.table, width: 48, list) == """
        SPID  DESCRIPTION
        7     long long long long long long long long…
        8

        """)
    #expect(
      try render(.ndjson, list) == """
        {"target":"t","spid":7,"description":"\(long)","note":"n"}
        {"target":"t","spid":8,"description":null,"note":true}

        """)
    #expect(try render(.name, list) == "7\n8\n")
    #expect(try render(.csv, [Part<RowsetRow>(shape: shape)]) == "target,spid,description,note\r\n")
  }

  @Test("A note is no output")
  func note() throws {
    let output = Output()
    let renderer = ListingRenderer<Command>(
      format: .json, layout: TableLayout(width: 80, usesColor: false), write: output.write)
    try renderer.receive(.note("look elsewhere"), from: "t")
    try renderer.finish()
    #expect(output.text == "[]\n")
  }
}
