import SessionControl
import Testing

@Suite("What changed between two looks")
struct RowChangesTests {
  private static func session(
    _ id: String, _ status: SessionStatus = .active, user: String = "anna", elapsed: UInt64 = 5_000,
    statement: String? = "SELECT 1"
  ) -> Session {
    var session = Session(id: id, spid: UInt64(id), user: user, status: status, statement: statement)
    if status.isIdle { session.idleMilliseconds = elapsed } else { session.elapsedMilliseconds = elapsed }
    return session
  }

  private func marks<Item: Watchable>(_ before: [Item], _ after: [Item]) -> [RowMark?] {
    RowChanges(of: after, since: RowChanges(of: before, since: nil)).marks
  }

  @Test("At the first look nothing is new, and nothing has ended")
  func first() {
    let changes = RowChanges(of: [Self.session("1"), Self.session("2")], since: nil)
    #expect(changes.marks == [nil, nil])
    #expect(changes.endedCount == 0)
  }

  @Test("What came is new, what went is counted, what stayed is not marked, in any order")
  func comesAndGoes() {
    let before = RowChanges(of: ["1", "2", "3"].map { Self.session($0) }, since: nil)
    let after = RowChanges(of: ["3", "4", "1"].map { Self.session($0) }, since: before)
    #expect(after.marks == [nil, .new, nil])
    #expect(after.endedCount == 1)
    let empty = RowChanges(of: [Session](), since: after)
    #expect(empty.endedCount == 3)
    #expect(RowChanges(of: [Self.session("1")], since: empty).marks == [.new])
  }

  @Test("Time that goes by is no change")
  func ticking() {
    #expect(marks([Self.session("1")], [Self.session("1", elapsed: 7_000)]) == [nil])
    #expect(
      marks([Self.session("1", .idle)], [Self.session("1", .idle, elapsed: 65_000)]) == [nil])
    let connections = [5, 9].map { Connection(id: 7, idleMilliseconds: $0, bytesSent: $0) }
    #expect(marks([connections[0]], [connections[1]]) == [nil])
  }

  @Test(
    "Another statement, status or user is a change, and so is the same statement begun anew",
    arguments: [
      Self.session("1", statement: "SELECT 2"), Self.session("1", .blocked), Self.session("1", user: "bo"),
      Self.session("1", .idle), Self.session("1", elapsed: 100), Self.session("1", statement: nil),
    ])
  func changed(after: Session) {
    #expect(marks([Self.session("1")], [after]) == [.changed])
  }

  @Test("One that is idle again has run something in between")
  func idleAnew() {
    #expect(marks([Self.session("1", .idle)], [Self.session("1", .idle, elapsed: 0)]) == [.changed])
  }

  @Test("A lock that is granted is the same lock, changed")
  func locks() {
    func lock(_ status: Lock.Status, elapsed: UInt64) -> Lock {
      Lock(id: "a", spid: 7, objectID: "t", type: "X", status: status, elapsedMilliseconds: elapsed)
    }
    #expect(marks([lock(.waiting, elapsed: 9)], [lock(.granted, elapsed: 1)]) == [.changed])
    #expect(marks([lock(.waiting, elapsed: 9)], [lock(.waiting, elapsed: 99)]) == [nil])
    let other = Lock(id: "b", spid: 7, objectID: "t", type: "X", status: .granted)
    #expect(marks([lock(.waiting, elapsed: 9)], [other]) == [.new])
  }

  @Test("Of a tree, one that more sessions wait for has changed; the order of branches is none")
  func tree() {
    func lines(_ waiters: UInt64...) -> [BlockingLine] {
      BlockingForest(
        waiters.map { LockWait(waiter: .init(spid: $0), holder: .init(spid: 1), object: "t") }
      ).lines
    }
    #expect(marks(lines(2), lines(2)) == [nil, nil])
    #expect(marks(lines(2), lines(2, 3)) == [.changed, nil, .new])
  }

  @Test("Rows that nothing tells apart are taken in order")
  func alike() {
    let lock = Lock(spid: 7, status: .granted)
    let changes = RowChanges(of: [lock, lock, lock], since: RowChanges(of: [lock, lock], since: nil))
    #expect(changes.marks == [nil, nil, .new])
    #expect(RowChanges(of: [lock], since: changes).endedCount == 2)
  }

  @Test("Of any rowset, ids and names say which row it is, and columns of time are no change")
  func rowset() {
    let shape = RowShape(keys: ["spid", "job_id", "description", "total_time_ms", "start_time"])
    func row(_ id: Int64, _ text: String, _ time: Int64) -> RowsetRow {
      RowsetRow(
        Row(
          shape: shape,
          values: [.integer(7), .integer(id), .text(text), .integer(time), .timestamp("\(time)")]))
    }
    #expect(marks([row(1, "a", 1)], [row(1, "a", 9), row(2, "a", 9)]) == [nil, .new])
    #expect(marks([row(1, "a", 1)], [row(1, "b", 9)]) == [.changed])
    let bare = RowShape(keys: ["setting", "value"])
    func setting(_ key: String, _ value: Int64) -> RowsetRow {
      RowsetRow(Row(shape: bare, values: [.text(key), .integer(value)]))
    }
    #expect(marks([setting("a", 1)], [setting("a", 2), setting("b", 1)]) == [.changed, .new])
  }
}
