import Testing

@testable import XMLASandbox

/// How the commands of the population follow each other.
struct SuccessionTests {
  private static func fixture(churn: String? = nil, pause: String? = nil) -> ModelFixture {
    var fixture = ModelFixture()
    fixture.model = SandboxModel(
      seed: 1, sessionCount: 12, epoch: ModelFixture.epoch,
      succession: Succession(
        churn: churn.flatMap { SandboxDuration($0) }, pause: pause.flatMap { SandboxDuration($0) }))
    return fixture
  }

  /// Lets time pass, and has a look.
  private static func look(
    at index: Int, after milliseconds: Int64, _ fixture: inout ModelFixture
  ) throws -> SandboxSession {
    fixture.now = fixture.now.adding(milliseconds: milliseconds)
    #expect(fixture.model.advance(to: fixture.now) == [])
    return try #require(fixture.model.session(index))
  }

  @Test("A cancelled command is followed by the session's next one after the pause, a thousand times")
  func pause() throws {
    var fixture = Self.fixture(pause: "50ms")
    var last = try #require(try Self.look(at: 0, after: 0, &fixture).command)
    for _ in 0..<1_000 {
      #expect(try fixture.cancel(CancelCommand(spid: fixture.spid(0))).isCancelled)
      let idle = try Self.look(at: 0, after: 49, &fixture)
      #expect(!idle.isBusy && idle.command?.number == last.number)
      #expect(try fixture.cancel(CancelCommand(spid: fixture.spid(0))) == .nothingRunning)
      let busy = try Self.look(at: 0, after: 30, &fixture)
      let next = try #require(busy.command)
      #expect(busy.isBusy && next.number == last.number + 1 && busy.commandCount == next.number)
      #expect(next.start == fixture.now.adding(milliseconds: -29) && next.text != last.text)
      last = next
    }
  }

  @Test("Idle sessions stay idle, a blocked one waits, and what a client ran is not followed by anything")
  func others() throws {
    var fixture = Self.fixture(pause: "50ms")
    #expect(try Self.look(at: 1, after: 60_000, &fixture).isBusy == false)
    #expect(try Self.look(at: 4, after: 0, &fixture).status == 2)
    let own = try fixture.model.beginCommand("WAIT", inSession: 1, database: nil, at: fixture.now)
    fixture.model.endCommand(own, at: fixture.now)
    #expect(try Self.look(at: 1, after: 60_000, &fixture).command?.text == "WAIT")
    // Who waited goes on when the one before it is cancelled, and that one's next command does not stop it again.
    let blocked = try Self.look(at: 4, after: 0, &fixture)
    let holders = fixture.sessions.filter {
      let session = fixture.model.session($0)
      return session?.status == 1 && session?.database == blocked.database
    }
    for index in holders { _ = try fixture.cancel(CancelCommand(spid: fixture.spid(index))) }
    #expect(try Self.look(at: 4, after: 0, &fixture).status == 1)
    #expect(try Self.look(at: 0, after: 60_000, &fixture).status == 1)
    #expect(try Self.look(at: 4, after: 0, &fixture).status == 1)
  }

  @Test("Short commands follow each other without a gap; a cancel hits the one that runs at that moment")
  func churn() throws {
    var fixture = Self.fixture(churn: "20ms")
    let first = try #require(try Self.look(at: 0, after: 0, &fixture).command)
    #expect(fixture.now.elapsed(since: first.start) < 20)
    fixture.now = first.start
    let second = try #require(try Self.look(at: 0, after: 20, &fixture).command)
    #expect(second.start == first.start.adding(milliseconds: 20))
    #expect(second.number == first.number + 1 && second.text != first.text)
    let session = try Self.look(at: 0, after: 20 * 1_000 + 5, &fixture)
    let late = try #require(session.command)
    #expect(late.number == second.number + 1_000 && session.commandCount == late.number)
    #expect(late.start == second.start.adding(milliseconds: 20_000))
    #expect(session.cpuTime(at: fixture.now) > 20_000 * late.cpuPerSecond / 1_000 * 9 / 10)

    let cancelled = try fixture.cancel(CancelCommand(spid: fixture.spid(0)))
    #expect(cancelled == .cancelled([CommandReference(session: 0, number: late.number)]))
    // The next one begins at once, with its whole time before it.
    let next = try #require(fixture.model.session(0)?.command)
    #expect(next.number == late.number + 1 && next.start == fixture.now && next.end == nil)
    #expect(try Self.look(at: 0, after: 19, &fixture).command?.number == next.number)
    #expect(try Self.look(at: 0, after: 1, &fixture).command?.number == next.number + 1)
    #expect(!fixture.sessions.contains { fixture.model.session($0)?.status == 2 })
  }

  @Test("A late cancel of a short command spares the next")
  func lateCancel() throws {
    var fixture = Self.fixture(churn: "20ms")
    let command = CancelCommand(spid: fixture.spid(0))
    let first = try #require(try Self.look(at: 0, after: 0, &fixture).command)
    fixture.now = first.start.adding(milliseconds: 20)
    let cancelled = try Self.look(at: 0, after: 0, &fixture)
    _ = try fixture.model.cancel(
      command, manner: .late(milliseconds: 30), ownSession: nil, by: fixture.administrator, at: fixture.now)
    #expect(fixture.model.session(0)?.status == 3)
    #expect(try Self.look(at: 0, after: 20, &fixture).status == 1)
    let later = try Self.look(at: 0, after: 10, &fixture)
    #expect(later.command?.start == first.start.adding(milliseconds: 40))
    #expect(later.commandCount == cancelled.commandCount + 1 && later.isBusy)
  }
}
