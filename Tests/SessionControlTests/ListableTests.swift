import Testing

@testable import SessionControl

@Suite("The fields that both kinds of server have in common")
struct ListableTests {
  @Test("The keys of sessions are those that scripts know")
  func sessionKeys() {
    #expect(
      Session.commonKeys == [
        "id", "spid", "connection_id", "user", "host", "application", "database", "status", "start_time",
        "command_start_time", "elapsed_ms", "idle_ms", "statement",
      ])
  }

  @Test("The keys of connections are those that scripts know")
  func connectionKeys() {
    #expect(
      Connection.commonKeys == [
        "id", "user", "host", "application", "database", "start_time", "elapsed_ms", "idle_ms",
        "command_elapsed_ms", "bytes_sent", "bytes_received",
      ])
  }

  @Test("The keys of commands, transactions, locks and waits are those that scripts know")
  func furtherKeys() {
    #expect(
      Command.commonKeys == [
        "spid", "session_id", "connection_id", "user", "host", "database", "status", "start_time",
        "elapsed_ms", "statement",
      ])
    #expect(
      Transaction.commonKeys == [
        "id", "session_id", "spid", "connection_id", "user", "host", "database", "status", "state",
        "start_time", "elapsed_ms", "statement",
      ])
    #expect(
      Lock.commonKeys == [
        "id", "spid", "session_id", "transaction_id", "user", "database", "object", "object_id", "type",
        "status", "start_time", "grant_time", "waiting_ms", "holding_ms", "statement",
      ])
    #expect(
      LockWait.commonKeys == [
        "waiter", "holder", "object", "possible", "waiting_ms", "holding_ms", "waiter_lock", "holder_lock",
        "waiter_session_id", "holder_session_id", "waiter_user", "holder_user", "waiter_database",
        "holder_database", "waiter_status", "holder_status", "waiter_statement", "holder_statement",
      ])
  }

  @Test("A command, a transaction and a lock have one value for each key, in the order of the keys")
  func furtherValues() {
    let session = Session(
      id: "A", spid: 1, connectionID: 2, user: "u", host: "h", database: "d", status: .blocked, statement: "s"
    )
    let command = Command(
      spid: 1, startTime: "2024-05-01T08:00:00Z", elapsedMilliseconds: 3, statement: "c", session: session)
    #expect(
      command.commonValues == [
        .unsigned(1), .text("A"), .unsigned(2), .text("u"), .text("h"), .text("d"), .text("blocked"),
        .timestamp("2024-05-01T08:00:00Z"), .unsigned(3), .text("c"),
      ])
    #expect(command.name == "1")
    let transaction = Transaction(
      id: "T", sessionID: "A", state: "LOCK WAIT", startTime: "2024-05-01T08:00:00Z", elapsedMilliseconds: 3,
      session: session)
    #expect(
      transaction.commonValues == [
        .text("T"), .text("A"), .unsigned(1), .unsigned(2), .text("u"), .text("h"), .text("d"),
        .text("blocked"), .text("LOCK WAIT"), .timestamp("2024-05-01T08:00:00Z"), .unsigned(3), .text("s"),
      ])
    #expect(transaction.name == "A")
    let lock = Lock(
      id: "L", spid: 1, transactionID: "T", object: "d/c", objectID: "<d/>", objectDatabase: "e",
      type: "write", mask: .write, status: .waiting, startTime: "2024-05-01T08:00:00Z",
      elapsedMilliseconds: 3, session: session)
    #expect(
      lock.commonValues == [
        .text("L"), .unsigned(1), .text("A"), .text("T"), .text("u"), .text("e"), .text("d/c"),
        .text("<d/>"), .text("write"), .text("waiting"), .timestamp("2024-05-01T08:00:00Z"), .null,
        .unsigned(3), .null, .text("s"),
      ])
    let wait = LockWait(
      waiter: .init(spid: 1, session: session, lock: "write", elapsedMilliseconds: 3), holder: .init(spid: 9),
      object: "d/c", isPossible: true)
    #expect(
      wait.commonValues == [
        .unsigned(1), .unsigned(9), .text("d/c"), .boolean(true), .unsigned(3), .null, .text("write"), .null,
        .text("A"), .null, .text("u"), .null, .text("d"), .null, .text("blocked"), .null, .text("s"), .null,
      ])
    #expect(wait.name == "9")
    let line = BlockingForest([wait]).lines
    #expect(line.map(\.commonValues.count) == [BlockingLine.commonKeys.count, BlockingLine.commonKeys.count])
  }

  @Test("What a session says of its own command: nothing when it is idle or has run none")
  func commandOfSession() {
    let active = sampleSession { $0.commandStartTime = "2024-05-01T08:00:00Z" }
    let command = Command(of: active)
    #expect(command?.spid == 17)
    #expect(command?.startTime == "2024-05-01T08:00:00Z")
    #expect(command?.elapsedMilliseconds == 4_000)
    #expect(command?.statement == "SELECT 1")
    #expect(Command(of: sampleSession { $0.status = .idle }) == nil)
    #expect(Command(of: sampleSession { $0.statement = nil }) == nil)
    #expect(Command(of: sampleSession { $0.spid = nil }) == nil)
    #expect(Command(of: sampleSession { $0.status = .cancelled }) != nil)
  }

  @Test("A session has one value for each key, in the order of the keys")
  func sessionValues() {
    let session = Session(
      id: "A", spid: 1, connectionID: 2, user: "u", host: "h", application: "p", database: "d",
      status: .other("7"), startTime: "2024-05-01T08:00:00Z", commandStartTime: "2024-05-01T08:00:01Z",
      elapsedMilliseconds: 3, idleMilliseconds: 4, statement: "s", statementID: 5)
    let values: [Value] = [
      .text("A"), .unsigned(1), .unsigned(2), .text("u"), .text("h"), .text("p"), .text("d"), .text("7"),
      .timestamp("2024-05-01T08:00:00Z"), .timestamp("2024-05-01T08:00:01Z"), .unsigned(3), .unsigned(4),
      .text("s"),
    ]
    #expect(session.commonValues == values)
    #expect(session.commonValues.count == Session.commonKeys.count)
    #expect(session.name == "A")
  }

  @Test("A connection has one value for each key, in the order of the keys")
  func connectionValues() {
    let connection = Connection(
      id: 1, user: "u", host: "h", application: "p", database: "d", startTime: "2024-05-01T08:00:00Z",
      elapsedMilliseconds: 2, idleMilliseconds: 3, commandElapsedMilliseconds: 4, bytesSent: 5,
      bytesReceived: 6)
    let values: [Value] = [
      .unsigned(1), .text("u"), .text("h"), .text("p"), .text("d"), .timestamp("2024-05-01T08:00:00Z"),
      .unsigned(2), .unsigned(3), .unsigned(4), .unsigned(5), .unsigned(6),
    ]
    #expect(connection.commonValues == values)
    #expect(connection.commonValues.count == Connection.commonKeys.count)
    #expect(connection.name == "1")
  }

  @Test("What is not known is null, not left out")
  func unknown() {
    let session = Session(id: "A", status: .idle).commonValues
    #expect(session.count == Session.commonKeys.count)
    #expect(session.filter { $0 == .null }.count == Session.commonKeys.count - 2)
    let connection = Connection(id: 1).commonValues
    #expect(connection.count == Connection.commonKeys.count)
    #expect(connection.filter { $0 == .null }.count == Connection.commonKeys.count - 1)
  }

  @Test(
    "Each state has its word",
    arguments: [
      (SessionStatus.idle, "idle"), (.active, "active"), (.blocked, "blocked"), (.cancelled, "cancelled"),
      (.other("Zombie"), "Zombie"),
    ])
  func statusWords(status: SessionStatus, word: String) {
    #expect(status.description == word)
    #expect(status.isIdle == (word == "idle"))
  }

  @Test("An extra column is found by its key")
  func row() {
    let row = Row(shape: RowShape(keys: ["a", "b"]), values: [.integer(-1), .null])
    #expect(row["a"] == .integer(-1))
    #expect(row["b"] == .null)
    #expect(row["c"] == nil)
  }

  @Test("A list keeps the items in order and forgets them on demand")
  func collected() throws {
    let list = Collected<Connection>()
    try list.receive(.columns(.empty))
    try list.receive(.item(Connection(id: 2)))
    try list.receive(.item(Connection(id: 1)))
    #expect(list.items.map(\.id) == [2, 1])
    list.reset()
    #expect(list.items.isEmpty)
  }
}
