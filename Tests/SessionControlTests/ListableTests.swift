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
