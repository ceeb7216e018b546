import SessionControl
import Testing

@testable import MySQLClient

@Suite("Rows of the process list")
struct ProcessListReaderTests {
  static let showMySQL = ["Id", "User", "Host", "db", "Command", "Time", "State", "Info"]
  static let showMariaDB = showMySQL + ["Progress"]
  static let schemaMySQL = ["ID", "USER", "HOST", "DB", "COMMAND", "TIME", "STATE", "INFO"]
  static let schemaMariaDB =
    schemaMySQL + [
      "TIME_MS", "STAGE", "MAX_STAGE", "PROGRESS", "MEMORY_USED", "MAX_MEMORY_USED", "EXAMINED_ROWS",
      "QUERY_ID", "INFO_BINARY", "TID",
    ]

  private func reader(_ columns: [String], own: UInt64? = nil) -> ProcessListReader {
    let reader = ProcessListReader(ownConnectionID: own)
    reader.setColumns(columns)
    return reader
  }

  /// A row of SHOW FULL PROCESSLIST of MySQL.
  private func row(
    id: UInt64 = 17, user: String = "app", db: Value = .text("shop"), command: String = "Query",
    time: Value = .integer(4), state: Value = .text("executing"), info: Value = .text("SELECT 1")
  ) -> [Value] {
    [.unsigned(id), .text(user), .text("10.0.0.5:40112"), db, .text(command), time, state, info]
  }

  // MARK: Columns

  @Test("SHOW FULL PROCESSLIST of MySQL")
  func mysqlShow() throws {
    let reader = reader(Self.showMySQL)
    #expect(reader.extras.keys == ["command", "time_s", "state"])
    let session = try reader.session(row())
    #expect(
      session.commonValues == [
        .text("17"), .unsigned(17), .unsigned(17), .text("app"), .text("10.0.0.5:40112"), .null,
        .text("shop"), .text("active"), .null, .null, .unsigned(4_000), .unsigned(0), .text("SELECT 1"),
      ])
    #expect(session.extras.values == [.text("Query"), .integer(4), .text("executing")])
    #expect(session.statementID == nil)
    #expect(session.protection == nil)
  }

  @Test("SHOW FULL PROCESSLIST of MariaDB has the progress as well")
  func mariadbShow() throws {
    let reader = reader(Self.showMariaDB)
    #expect(reader.extras.keys == ["command", "time_s", "state", "progress_percent"])
    let session = try reader.session(row(state: .text("")) + [.double(12.5)])
    #expect(session.elapsedMilliseconds == 4_000)
    #expect(session.extras.values == [.text("Query"), .integer(4), .text(""), .double(12.5)])
    #expect(session.statementID == nil)
  }

  @Test("information_schema.PROCESSLIST of MariaDB has milliseconds and names the statement")
  func mariadbSchema() throws {
    let reader = reader(Self.schemaMariaDB)
    #expect(
      reader.extras.keys == [
        "command", "time_s", "state", "stage", "max_stage", "progress_percent", "memory_used_bytes",
        "max_memory_used_bytes", "examined_rows", "query_id", "tid",
      ])
    let session = try reader.session(
      row() + [
        .double(4_321.987), .integer(1), .integer(2), .double(50), .integer(65_536), .integer(131_072),
        .integer(7), .integer(9_000), .text("SELECT 1"), .integer(2_345),
      ])
    #expect(session.elapsedMilliseconds == 4_321)
    #expect(session.idleMilliseconds == 0)
    #expect(session.statementID == 9_000)
    #expect(session.extras["tid"] == .integer(2_345))
    #expect(session.extras["max_memory_used_bytes"] == .integer(131_072))
    #expect(session.extras["query_id"] == .integer(9_000))
    #expect(session.extras["time_ms"] == nil)
  }

  @Test("information_schema.PROCESSLIST of MySQL has the columns of SHOW")
  func mysqlSchema() throws {
    let session = try reader(Self.schemaMySQL).session(row(id: 4_294_967_295))
    #expect(session.id == "4294967295")
    #expect(session.spid == 4_294_967_295)
    #expect(session.connectionID == 4_294_967_295)
    #expect(session.extras.shape.keys == ["command", "time_s", "state"])
  }

  @Test("Columns are found by name, in any order, and unknown ones are kept")
  func unknownColumns() throws {
    let reader = reader(["Info", "EXECUTION_ENGINE", "COMMAND", "Rows_sent", "ID", "User"])
    #expect(reader.extras.keys == ["execution_engine", "command", "rows_sent"])
    let session = try reader.session([
      .text("SELECT 2"), .text("PRIMARY"), .text("Query"), .unsigned(.max), .integer(18), .text("root"),
    ])
    #expect(session.id == "18")
    #expect(session.user == "root")
    #expect(session.statement == "SELECT 2")
    #expect(session.host == nil)
    #expect(session.elapsedMilliseconds == nil)
    #expect(session.extras.values == [.text("PRIMARY"), .text("Query"), .unsigned(.max)])
  }

  @Test("New columns replace the old ones")
  func columnsAgain() throws {
    let reader = reader(Self.schemaMariaDB)
    reader.setColumns(Self.showMySQL)
    #expect(reader.extras.keys == ["command", "time_s", "state"])
    #expect(try reader.session(row()).statementID == nil)
  }

  @Test(
    "A row without an id breaks the protocol",
    arguments: [Value.null, .text("x17"), .integer(-1), .double(1)])
  func missingID(id: Value) throws {
    let reader = reader(["Id", "User"])
    let error = try #require(throws: ControlError.self) { try reader.session([id, .text("app")]) }
    #expect(error.code == .protocolViolation)
  }

  @Test("A list without an id column breaks the protocol")
  func missingIDColumn() throws {
    let reader = reader(["User"])
    let error = try #require(throws: ControlError.self) { try reader.session([.text("app")]) }
    #expect(error.code == .protocolViolation)
  }

  // MARK: Status and times

  @Test(
    "What a thread does is told by its command and its state",
    arguments: [
      ("Query", "executing", .active), ("Query", "", .active), ("Execute", "Sending data", .active),
      ("Sleep", "", .idle), ("Sleep", "Waiting for table metadata lock", .idle), ("Killed", "", .cancelled),
      ("Killed", "Rollback", .cancelled), ("Killed", "Waiting for table metadata lock", .cancelled),
      ("Query", "Waiting for table metadata lock", .blocked),
      ("Query", "Waiting for global read lock", .blocked),
      ("Query", "User lock", .blocked), ("Query", "Waiting for table flush", .blocked),
      ("Query", "User sleep", .active), ("Sleep", "User lock", .idle),
      ("Query", "Waiting for table level lock", .blocked), ("Query", "Waiting for commit lock", .blocked),
      ("Query", "Waiting for handler commit", .active), ("Query", "System lock", .active),
      ("Daemon", "Waiting for next activation", .active), ("Connect", "Connecting", .active),
      ("", "", .active),
    ] as [(String, String, SessionStatus)])
  func status(command: String, state: String, status: SessionStatus) throws {
    #expect(ProcessListReader.status(command: command, state: state) == status)
    #expect(try reader(Self.showMySQL).session(row(command: command, state: .text(state))).status == status)
  }

  @Test("The time of an idle thread is how long it has been idle, and no statement is named")
  func idle() throws {
    let session = try reader(Self.showMySQL + ["QUERY_ID", "TIME_MS"]).session(
      row(db: .null, command: "Sleep", time: .integer(90), state: .text(""), info: .null)
        + [.integer(9_000), .double(90_500.5)])
    #expect(session.status == .idle)
    #expect(session.idleMilliseconds == 90_500)
    #expect(session.elapsedMilliseconds == nil)
    #expect(session.statementID == nil)
    #expect(session.statement == nil)
    #expect(session.database == nil)
    #expect(session.commonValues[8] == .null)
  }

  @Test("A missing state, a missing time and a statement without a number are no error")
  func nulls() throws {
    let session = try reader(Self.showMySQL + ["QUERY_ID"]).session(
      row(time: .null, state: .null) + [.integer(0)])
    #expect(session.status == .active)
    #expect(session.elapsedMilliseconds == nil)
    #expect(session.statementID == nil)
  }

  @Test(
    "A time that is none is not made one",
    arguments: [
      (Value.integer(-1), Value.null, nil), (.integer(4), .double(-1), 4_000),
      (.integer(4), .double(.nan), 4_000),
      (.integer(4), .double(.infinity), 4_000), (.integer(4), .double(1e30), 4_000),
      (.integer(4), .double(0.999), 0), (.integer(4), .integer(4_100), 4_100),
      (.integer(4), .text("4100"), 4_100), (.integer(4), .text("soon"), 4_000),
    ] as [(Value, Value, UInt64?)])
  func times(seconds: Value, milliseconds: Value, elapsed: UInt64?) throws {
    let session = try reader(Self.showMySQL + ["TIME_MS"]).session(row(time: seconds) + [milliseconds])
    #expect(session.elapsedMilliseconds == elapsed)
  }

  // MARK: Protection

  @Test(
    "The server's own threads and replication are never killed",
    arguments: [
      ("system user", "Connect", .systemUser), ("system user", "Slave_SQL", .systemUser),
      ("system user", "Daemon", .systemUser), ("event_scheduler", "Daemon", .eventScheduler),
      ("repl", "Binlog Dump", .replication), ("repl", "Binlog Dump GTID", .replication),
      ("repl", "Register Slave", .replication), ("", "Slave_SQL", .replication),
      ("", "Slave_IO", .replication),
      ("", "Slave_worker", .replication), ("", "Group Replication Data Stream", .replication),
      ("", "Daemon", .daemon), ("app", "Daemon", .daemon), ("app", "Query", nil), ("app", "Sleep", nil),
      ("app", "Killed", nil), ("System User", "Query", nil), ("unauthenticated user", "Connect", nil),
    ] as [(String, String, Protection?)])
  func protection(user: String, command: String, protection: Protection?) throws {
    let session = try reader(Self.showMySQL, own: 5).session(row(user: user, command: command))
    #expect(session.protection == protection)
  }

  @Test("This run's own connection is protected, and no other, whoever holds it")
  func own() throws {
    let reader = reader(Self.showMySQL, own: 17)
    #expect(try reader.session(row()).protection == .ownConnection)
    #expect(try reader.session(row(user: "system user")).protection == .ownConnection)
    #expect(try reader.session(row(id: 18)).protection == nil)
    #expect(try self.reader(Self.showMySQL).session(row()).protection == nil)
  }

  // MARK: Connections

  @Test("A thread as a connection has what is known of it, and the same extras")
  func connections() throws {
    let reader = reader(Self.showMySQL)
    let busy = reader.connection(of: try reader.session(row()), row())
    #expect(
      busy.commonValues == [
        .unsigned(17), .text("app"), .text("10.0.0.5:40112"), .null, .text("shop"), .null, .null,
        .unsigned(0), .unsigned(4_000), .null, .null,
      ])
    #expect(busy.extras.values == [.text("Query"), .integer(4), .text("executing")])
    let idle = reader.connection(of: try reader.session(row(command: "Sleep")), row(command: "Sleep"))
    #expect(idle.idleMilliseconds == 4_000)
    #expect(idle.commandElapsedMilliseconds == nil)
  }

  @Test("What the performance schema knows of a connection has its fields; null where it is off")
  func connectionDetails() throws {
    let reader = reader(
      Self.schemaMySQL + [
        "connection_type", "tls_version", "tls_cipher", "bytes_sent", "bytes_received", "program_name",
        "connect_attributes",
      ])
    #expect(
      reader.extras.keys
        == [
          "command", "time_s", "state", "connection_type", "tls_version", "tls_cipher", "connect_attributes",
        ])
    let values =
      row() + [
        .text("SSL/TLS"), .text("TLSv1.3"), .text("TLS_AES_128_GCM_SHA256"), .unsigned(329), .unsigned(333),
        .text("etl"), .text("{}"),
      ]
    let connection = reader.connection(of: try reader.session(values), values)
    #expect(connection.application == "etl")
    #expect(connection.bytesSent == 329)
    #expect(connection.bytesReceived == 333)
    #expect(connection.extras["tls_version"] == .text("TLSv1.3"))
    let off = row() + [Value](repeating: .null, count: 7)
    let plain = reader.connection(of: try reader.session(off), off)
    #expect(plain.application == nil)
    #expect(plain.bytesSent == nil)
    #expect(plain.id == 17)
  }

  @Test("A list of one user's threads may be all that this user sees; with a second it is not")
  func listedUsers() {
    let users = ListedUsers()
    #expect(users.maySeeOnlyOwn)
    users.add("app")
    users.add("app")
    #expect(users.maySeeOnlyOwn)
    users.add("etl")
    users.add("app")
    #expect(!users.maySeeOnlyOwn)
  }

  @Test("A running time that can't be one is no time")
  func impossibleTime() throws {
    let session = try reader(Self.showMySQL).session(row(time: .unsigned(.max)))
    #expect(session.elapsedMilliseconds == nil)
  }
}
