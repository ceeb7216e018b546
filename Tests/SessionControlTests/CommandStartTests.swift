import SessionControl
import Testing

@Suite("Which command runs, told by when it began")
struct CommandStartTests {
  private func session(
    id: UInt64?, start: Int64, elapsed: UInt64, statement: String = "call p()", tolerance: Int64 = 100
  ) -> Session {
    var session = Session(
      id: "17", spid: 17, status: .active, elapsedMilliseconds: elapsed, statement: statement, statementID: id
    )
    session.commandStart = CommandStart(milliseconds: start, tolerance: tolerance)
    return session
  }

  @Test("A procedure whose inner statement changed is still the same command")
  func procedure() {
    #expect(
      CancelGuard.isSameCommand(
        session(id: 5, start: 10_000, elapsed: 2_000),
        session(id: 9, start: 10_040, elapsed: 3_000, statement: "insert into x values(1)")))
  }

  @Test("The next command of the connection is another one, also with the same text")
  func next() {
    #expect(
      !CancelGuard.isSameCommand(
        session(id: 5, start: 10_000, elapsed: 2_000), session(id: 9, start: 12_001, elapsed: 0)))
    #expect(
      !CancelGuard.isSameCommand(
        session(id: nil, start: 10_000, elapsed: 5_000, tolerance: 1_500),
        session(id: nil, start: 15_500, elapsed: 6_000, tolerance: 1_500)))
  }

  @Test("A command too young to tell is known by its id only")
  func young() {
    #expect(
      !CancelGuard.isSameCommand(
        session(id: 5, start: 10_000, elapsed: 1), session(id: 6, start: 10_002, elapsed: 0)))
    #expect(
      CancelGuard.isSameCommand(
        session(id: 5, start: 10_000, elapsed: 1), session(id: 5, start: 10_000, elapsed: 2)))
  }

  @Test("Two readings tell only when the command's age stands out from their error")
  func tolerance() {
    let start = CommandStart(milliseconds: 10_000, tolerance: 100)
    #expect(start.isSame(as: CommandStart(milliseconds: 10_100, tolerance: 100), age: 201) == true)
    #expect(start.isSame(as: CommandStart(milliseconds: 10_101, tolerance: 100), age: 201) == false)
    #expect(start.isSame(as: start, age: 200) == nil)
    #expect(start.isSame(as: CommandStart(milliseconds: 10_000, tolerance: 1_500), age: 3_000) == nil)
  }
}
