import SessionControl
import Synchronization
import Testing

@testable import XMLAClient

/// Rows as sessions and connections.
@Suite struct RowsetTests {
  private func sessions(_ name: String) throws -> (items: [Session], extras: [String]) { try read(name) }

  private func read<Item: RowsetItem>(_ name: String) throws -> (items: [Item], extras: [String]) {
    try read(bytes: try Fixture.bytes("responses/\(name).xml"))
  }

  private func read<Item: RowsetItem>(bytes: [UInt8]) throws -> (items: [Item], extras: [String]) {
    var items: [Item] = []
    var extras: [String] = []
    let sink = ListingSink<Item> {
      switch $0 {
      case .columns(let shape): extras = shape.keys
      case .item(let item): items.append(item)
      case .note: break
      }
    }
    let decoder = ReplyDecoder(reader: ReplyReader(sink: sink))
    try bytes.withUnsafeBytes { try decoder.feed($0) }
    _ = try decoder.finish()
    return (items, extras)
  }

  @Test("A session has its common fields, and the rest of the row under keys that tell their unit")
  func session() throws {
    let (items, extras) = try sessions("discover-sessions-2008r2")
    let first = try #require(items.first)
    #expect(items.map(\.spid) == [21734, 21735, 21699, 21740])
    #expect(items.map(\.status) == [.active, .blocked, .idle, .active])
    #expect(first.id == "8E1B8F5D-6D0A-4B27-9A7B-0B5B0E7C1A01")
    #expect(first.connectionID == 412)
    #expect(first.user == "CONTOSO\\anna")
    #expect(first.database == "Sales DW")
    #expect(first.elapsedMilliseconds == 187_004)
    #expect(first.idleMilliseconds == 0)
    #expect(first.commandStartTime == "2026-09-30T09:05:22.843333Z")
    #expect(first.extras["used_memory_kb"] == .integer(20480))
    #expect(first.extras["session_elapsed_ms"] == .unsigned(4_210_000))
    #expect(
      extras == [
        "used_memory_kb", "properties", "session_elapsed_ms", "command_end_time", "cpu_ms", "command_cpu_ms",
        "reads", "writes", "read_kb", "write_kb", "command_count",
      ])
  }

  @Test("Columns of a newer server are kept under their own names")
  func newerServer() throws {
    let (items, extras) = try sessions("discover-sessions-newer")
    #expect(
      extras.suffix(5) == [
        "restrict_catalog_name", "restrict_catalog_id", "thread_pool_used", "request_activity_id",
        "client_activity_id",
      ])
    #expect(items.first?.extras["thread_pool_used"] == .text("Query"))
  }

  @Test("An empty listing still tells its columns")
  func empty() throws {
    let (items, extras) = try sessions("discover-sessions-empty")
    #expect(items.isEmpty)
    #expect(extras.count == 11)
  }

  @Test("A connection has its common fields and extras")
  func connections() throws {
    var items: [Connection] = []
    let sink = ListingSink<Connection> { if case .item(let item) = $0 { items.append(item) } }
    let decoder = ReplyDecoder(reader: ReplyReader(sink: sink))
    try Fixture.bytes("responses/discover-connections.xml").withUnsafeBytes { try decoder.feed($0) }
    _ = try decoder.finish()
    #expect(items.map(\.id) == [412, 413, 401])
    #expect(items.first?.host == "10.1.2.3:51644")
    #expect(items.first?.application == "Microsoft Office Excel")
    #expect(items.first?.bytesSent == 10240)
    #expect(items.first?.extras["data_bytes_sent"] == .integer(91022))
    #expect(items.first?.extras["impersonated_user"] == .null)
    #expect(items.last?.application == "")
  }

  @Test("Of the commands, those without an end are running")
  func commands() throws {
    let (items, extras): ([Command], [String]) = try read("discover-commands")
    #expect(items.map(\.spid) == [21734, 21699])
    #expect(items.map(\.isRunning) == [true, false])
    #expect(items[0].elapsedMilliseconds == 187_004)
    #expect(items[0].startTime == "2026-09-30T09:05:22.843333Z")
    #expect(items[0].statement == "EVALUATE ...")
    #expect(extras == ["command_count", "cpu_ms", "reads", "read_kb", "writes", "write_kb", "end_time"])
  }

  @Test("A transaction names its session")
  func transactions() throws {
    let (items, extras): ([Transaction], [String]) = try read("discover-transactions")
    let first = try #require(items.first)
    #expect(first.id == "D0000000-0000-4000-8000-000000000002")
    #expect(first.sessionID == "8E1B8F5D-6D0A-4B27-9A7B-0B5B0E7C1A02")
    #expect(first.elapsedMilliseconds == 96_120)
    #expect(extras == ["cpu_ms"])
    #expect(
      first.sessionKey
        == Transaction.key(of: Session(id: "{8e1b8f5d-6d0a-4b27-9a7b-0b5b0e7c1a02}", status: .idle)))
  }

  @Test("A lock has its type in words, its status, and what it is on")
  func locks() throws {
    let (items, _): ([Lock], [String]) = try read("discover-locks")
    #expect(items.map(\.spid) == [21734, 21735])
    #expect(items.map(\.status) == [.granted, .waiting])
    #expect(items.map(\.type) == ["commit-read", "commit-write"])
    #expect(items.map(\.object) == ["Sales DW", "Sales DW"])
    #expect(items.map(\.objectDatabase) == ["Sales DW", "Sales DW"])
    #expect(items[1].grantTime == nil)
    #expect(LockWait.infer(from: items).map { [$0.waiter.spid, $0.holder?.spid] } == [[21735, 21734]])
  }

  @Test("How long a lock is waited for or held is told by the server's own clock")
  func lockTimes() throws {
    let shape = RowShape(keys: ["session_elapsed_ms"])
    func timed(_ status: Lock.Status, _ age: Value) -> UInt64? {
      Lock(
        spid: 1, status: status, startTime: "2026-09-30T09:00:10Z",
        grantTime: status == .granted ? "2026-09-30T09:00:15Z" : nil,
        session: Session(
          id: "A", spid: 1, status: .active, startTime: "2026-09-30T09:00:00Z",
          extras: Row(shape: shape, values: [age]))
      ).timed().elapsedMilliseconds
    }
    #expect(timed(.waiting, .unsigned(60_500)) == 50_500)
    #expect(timed(.granted, .unsigned(60_500)) == 45_500)
    #expect(timed(.waiting, .null) == nil)
    #expect(timed(.waiting, .unsigned(.max)) == nil)
    #expect(
      Lock(spid: 1, status: .waiting, startTime: "2026-09-30T09:00:10Z").timed().elapsedMilliseconds == nil)
  }

  @Test("A column named like a common key becomes another key")
  func collision() throws {
    let columns = ["SESSION_ID", "USER", "TARGET"].map {
      RowsetColumn(name: $0, element: $0, type: .string)
    }
    var keys: [String] = []
    let sink = ListingSink<Session> { if case .columns(let shape) = $0 { keys = shape.keys } }
    try sink.columns(columns)
    #expect(keys == ["user_2", "target_2"])
  }

  @Test("Any rowset is listed as its schema says; nested markup is kept as text")
  func anyRowset() throws {
    var keys: [String] = []
    var rows: [RowsetRow] = []
    let sink = PlainSink {
      switch $0 {
      case .columns(let shape): keys = shape.keys
      case .item(let row): rows.append(row)
      case .note: break
      }
    }
    let decoder = ReplyDecoder(reader: ReplyReader(sink: sink))
    try Fixture.bytes("responses/discover-locks.xml").withUnsafeBytes { try decoder.feed($0) }
    _ = try decoder.finish()
    #expect(
      keys == [
        "spid", "lock_id", "lock_transaction_id", "lock_object_id", "lock_status", "lock_type",
        "lock_creation_time", "lock_grant_time",
      ])
    let first = try #require(rows.first)
    #expect(first.name == "21734")
    #expect(
      first.extras["lock_object_id"]
        == .text(
          "<Object xmlns=\"http://schemas.microsoft.com/analysisservices/2003/engine\">"
            + "<DatabaseID>Sales DW</DatabaseID></Object>"))
  }

  @Test("A short rowset is joined with the sessions as they come; what has none is left")
  func join() throws {
    let join = SessionJoin<Command> { $0.spid != 3 }
    for spid in [1, 2, 3, 1] as [UInt64] { try join.collect(.item(Command(spid: spid))) }
    #expect(join.isWaiting)
    let session = Session(id: "A", spid: 1, user: "anna", status: .active)
    #expect(join.take(of: session).map(\.session?.user) == ["anna", "anna"])
    #expect(join.take(of: session).isEmpty)
    #expect(join.take(of: Session(id: "B", status: .active)).isEmpty)
    #expect(join.rest.map(\.spid) == [2])
    #expect(join.take(of: Session(id: "C", spid: 2, status: .idle)).map(\.spid) == [2])
    #expect(!join.isWaiting)
  }

  @Test(
    "A server's column name becomes a key",
    arguments: [
      ("SESSION_CPU_TIME_MS", "session_cpu_time_ms"), ("LogFileSize", "log_file_size"),
      ("TraceID", "trace_id"),
      ("Sales[City]", "sales_city_"),
    ])
  func keys(_ column: String, _ key: String) {
    #expect(OutputKey.snakeCase(column) == key)
  }

  @Test(
    "Names of XML elements are decoded",
    arguments: [
      ("A_x0020_B", "A B"), ("_x005B_x_x005D_", "[x]"), ("plain", "plain"), ("a_x", "a_x"),
      ("_xZZZZ_", "_xZZZZ_"),
      ("_x0041", "_x0041"),
    ])
  func decoded(_ element: String, _ name: String) {
    #expect(RowsetColumn.decoded(element) == name)
  }

  @Test("A cell that does not fit its type is kept as text, never lost")
  func misfits() {
    func read(_ text: String, _ type: RowsetColumn.ColumnType) -> Value {
      CellReader.value(Array(text.utf8), type)
    }
    #expect(read("12x", .integer) == .text("12x"))
    #expect(read("-9223372036854775808", .integer) == .integer(.min))
    #expect(read("9223372036854775808", .integer) == .text("9223372036854775808"))
    #expect(read("18446744073709551615", .unsigned) == .unsigned(.max))
    #expect(read("-1", .unsigned) == .text("-1"))
    #expect(read("maybe", .boolean) == .text("maybe"))
    #expect(read("1", .boolean) == .boolean(true))
    #expect(read("2026-09-30", .dateTime) == .text("2026-09-30"))
    #expect(read("2026-09-30T01:02:03", .dateTime) == .timestamp("2026-09-30T01:02:03Z"))
    #expect(read("2026-09-30T01:02:03Z", .dateTime) == .timestamp("2026-09-30T01:02:03Z"))
    #expect(read("2026-09-30T01:02:03+02:00", .dateTime) == .timestamp("2026-09-29T23:02:03Z"))
    #expect(
      read("2026-12-31T23:30:00.1234567-01:30", .dateTime) == .timestamp("2027-01-01T01:00:00.1234567Z"))
    #expect(read("0001-01-01T00:00:00+02:00", .dateTime) == .text("0001-01-01T00:00:00+02:00"))
    #expect(read("2026-09-30T01:02:03+0200", .dateTime) == .text("2026-09-30T01:02:03+0200"))
    #expect(
      read("1234567890.123456789012345678901", .decimal) == .decimal("1234567890.123456789012345678901"))
    #expect(read("1.50", .decimal) == .decimal("1.50"))
    #expect(read("1.0E-7", .double) == .decimal("1.0E-7"))
    #expect(read("-0.10", .double) == .decimal("-0.10"))
    #expect(read("1E400", .double) == .text("1E400"))
    #expect(read(".5", .double) == .double(0.5))
    for text in ["+5", ".5", "5.", "007", "1e", "0x1", "-"] { #expect(read(text, .decimal) == .text(text)) }
    #expect(read("", .integer) == .null)
    #expect(read("", .string) == .text(""))
  }

  // MARK: Odd rows

  private func items<Item: RowsetItem>(_ rows: String) throws -> (items: [Item], extras: [String]) {
    try read(bytes: ReplyReaderTests.envelope(rows))
  }

  @Test("A row without its id stays in the list, with nothing to name it by")
  func withoutID() throws {
    let sessions: [Session] = try items(
      "<row><SESSION_SPID>7</SESSION_SPID><SESSION_USER_NAME>anna</SESSION_USER_NAME></row>"
        + "<row><SESSION_ID>B</SESSION_ID></row>"
    ).items
    #expect(sessions.map(\.name) == ["", "B"])
    #expect(sessions.map { $0.commonValues[0] } == [.null, .text("B")])
    #expect(sessions.map(\.user) == ["anna", nil])
    let connections: [Connection] = try items(
      "<row><CONNECTION_USER_NAME>anna</CONNECTION_USER_NAME></row><row><CONNECTION_ID>4</CONNECTION_ID></row>"
    ).items
    #expect(connections.map(\.id) == [nil, 4])
    #expect(connections.map(\.name) == ["", "4"])
    let commands: [Command] = try items("<row><COMMAND_TEXT>x</COMMAND_TEXT></row>").items
    #expect(commands.map { $0.commonValues[0] } == [.null])
    #expect(commands.map(\.name) == [""])
    let transactions: [Transaction] = try items(
      "<row><TRANSACTION_SESSION_ID>A</TRANSACTION_SESSION_ID></row>"
    ).items
    #expect(transactions.map { $0.commonValues.prefix(2) } == [[.null, .text("A")]])
  }

  @Test("A lock in a state that is not known is listed with it, and takes no part in who waits for whom")
  func unknownLockStatus() throws {
    let locks: [Lock] = try items(
      "<row><SPID>1</SPID><LOCK_OBJECT_ID>o</LOCK_OBJECT_ID><LOCK_STATUS>1</LOCK_STATUS><LOCK_TYPE>2</LOCK_TYPE></row>"
        + "<row><SPID>2</SPID><LOCK_OBJECT_ID>o</LOCK_OBJECT_ID><LOCK_STATUS>7</LOCK_STATUS></row>"
        + "<row><LOCK_OBJECT_ID>o</LOCK_OBJECT_ID><LOCK_STATUS>0</LOCK_STATUS><LOCK_TYPE>16</LOCK_TYPE></row>"
        + "<row><SPID>3</SPID><LOCK_OBJECT_ID>o</LOCK_OBJECT_ID></row>"
    ).items
    #expect(locks.map(\.status) == [.granted, .other("7"), .waiting, .other(nil)])
    #expect(locks.map(\.name) == ["1", "2", "", "3"])
    #expect(LockWait.infer(from: locks).isEmpty)
  }

  @Test("Of a column that comes twice the first is meant; an id that comes twice is none")
  func columnTwice() throws {
    let schema = ReplyReaderTests.schema("SESSION_ID", "SESSION_USER_NAME", "SESSION_USER_NAME")
    let (sessions, extras): ([Session], [String]) = try items(
      "\(schema)<row><SESSION_ID>A</SESSION_ID><SESSION_USER_NAME>anna</SESSION_USER_NAME>"
        + "<SESSION_USER_NAME>bert</SESSION_USER_NAME></row>")
    #expect(sessions.map(\.user) == ["anna"])
    #expect(extras == ["session_user_name"])
    #expect(sessions.first?.extras.values == [.text("bert")])
    let twice: [Session] = try items(
      "<row><SESSION_ID>A</SESSION_ID><SESSION_SPID>1</SESSION_SPID><SESSION_SPID>2</SESSION_SPID></row>"
    ).items
    #expect(twice.map(\.spid) == [nil])
  }

  @Test("Only a rowset that has the columns of a listing is that listing")
  func otherRowsets() throws {
    let columns = ReplyReaderTests.schema
    func sessions(_ rows: String) throws -> [Session] { try items(rows).items }
    #expect(try sessions(columns("SESSION_ID")).isEmpty)
    #expect(try sessions(columns("SESSION_SPID", "SESSION_STATUS")).isEmpty)
    #expect(try sessions(columns("SESSION_USER_NAME", "SESSION_SPID")).isEmpty)
    let commands = columns("SESSION_SPID", "SESSION_COMMAND_COUNT", "COMMAND_START_TIME", "COMMAND_TEXT")
    for rows in [
      "", columns("CATALOG_NAME"), columns("SESSION_USER_NAME"), commands,
      "<row><CATALOG_NAME>x</CATALOG_NAME></row>", "<row/>",
    ] {
      let error = #expect(throws: ControlError.self) { try sessions(rows) }
      #expect(error?.code == .protocolViolation)
    }
    #expect(throws: ControlError.self) {
      let _: [Command] = try items(columns("SESSION_ID", "SESSION_SPID")).items
    }
    #expect(throws: ControlError.self) { let _: [Lock] = try items(columns("SPID", "JOB_ID")).items }
  }

  @Test("That one thing is gone is not said by a list with a warning; a row of it is one all the same")
  func warnedLook() throws {
    func end(isOfOne: Bool, rowCount: Int, _ severity: ServerMessage.Severity?) throws {
      let sink = ListingSink<Session>(isOfOne: isOfOne) { _ in }
      try sink.columns([RowsetColumn(name: "SESSION_ID", element: "SESSION_ID", type: .string)])
      try sink.end(
        Reply.Result(
          content: .rowset, rowCount: rowCount,
          messages: severity.map { [ServerMessage(severity: $0, text: "the list is not whole")] } ?? []))
    }
    let error = #expect(throws: ControlError.self) { try end(isOfOne: true, rowCount: 0, .warning) }
    #expect(error?.code == .protocolViolation)
    #expect(error?.message.contains("the list is not whole") == true)
    try end(isOfOne: true, rowCount: 0, nil)
    try end(isOfOne: true, rowCount: 1, .warning)
    try end(isOfOne: false, rowCount: 0, .warning)
  }

  @Test(
    "A look takes two rows of one session for one, unless they differ in whose it is; a listing shows both")
  func twice() throws {
    func rows(isOfOne: Bool, _ rows: [(id: String, user: String, statement: String)]) throws -> [String] {
      var found: [String] = []
      let sink = ListingSink<Session>(isOfOne: isOfOne) { event in
        if case .item(let session) = event { found.append(session.statement ?? "") }
      }
      try sink.columns(
        ["SESSION_ID", "SESSION_USER_NAME", "SESSION_LAST_COMMAND"].map {
          RowsetColumn(name: $0, element: $0, type: .string)
        })
      for row in rows { try sink.row([.text(row.id), .text(row.user), .text(row.statement)]) }
      return found
    }
    let same = [("A", "anna", "1"), ("A", "anna", "2"), ("B", "anna", "3")]
    #expect(try rows(isOfOne: true, same) == ["1", "3"])
    #expect(try rows(isOfOne: false, same) == ["1", "2", "3"])
    #expect(try rows(isOfOne: true, [("A", "anna", "1"), ("A", "bert", "2")]) == ["1", "2"])
    #expect(try rows(isOfOne: true, [("", "anna", "1"), ("", "anna", "2")]) == ["1", "2"])
  }

  @Test("Blanks around what is no text are none of it", arguments: [" 7", "7\n", "\t 7\r\n"])
  func blanks(_ text: String) {
    let bytes = Array(text.utf8)
    #expect(CellReader.value(bytes, .integer) == .integer(7))
    #expect(CellReader.value(bytes, .unsigned) == .unsigned(7))
    #expect(CellReader.value(bytes, .decimal) == .decimal("7"))
    #expect(CellReader.value(bytes, .double) == .decimal("7"))
    #expect(CellReader.value(bytes, .string) == .text(text))
    #expect(CellReader.value(Array(" true ".utf8), .boolean) == .boolean(true))
    #expect(
      CellReader.value(Array(" 2026-11-28T18:00:00\n".utf8), .dateTime) == .timestamp("2026-11-28T18:00:00Z"))
    #expect(CellReader.value(Array(" 7 8 ".utf8), .integer) == .text(" 7 8 "))
    #expect(CellReader.value(Array("  ".utf8), .integer) == .null)
  }
}
