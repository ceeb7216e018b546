import Testing

@testable import XMLASandbox

/// Cancels that are accepted and take effect later, in the model.
struct LateCancelTests {
  private let late = CancelManner.late(milliseconds: 3_000)

  private func cancel(
    _ command: CancelCommand, _ fixture: inout ModelFixture, own: Int? = nil
  ) throws -> CancelOutcome {
    try fixture.model.cancel(
      command, manner: late, ownSession: own, by: fixture.administrator, at: fixture.now)
  }

  @Test("A command shows status 3 until the time has come, and its session stays")
  func command() throws {
    var fixture = ModelFixture()
    let running = try #require(fixture.model.session(0)?.runningCommand)
    #expect(try cancel(CancelCommand(spid: fixture.spid(0)), &fixture) == .cancelled([]))
    #expect(fixture.model.session(0)?.status == 3)
    #expect(fixture.model.session(3)?.status == 1, "others are what they were")
    #expect(fixture.model.advance(to: fixture.now.adding(milliseconds: 2_999)) == [])
    #expect(fixture.model.session(0)?.status == 3)
    #expect(fixture.model.advance(to: fixture.now.adding(milliseconds: 3_000)) == [running])
    #expect(fixture.model.session(0)?.status == 0)
    #expect(fixture.model.advance(to: fixture.now.adding(milliseconds: 9_000)) == [])
  }

  @Test("The command that comes after the cancelled one is spared")
  func successor() throws {
    var fixture = ModelFixture()
    let running = try #require(fixture.model.session(0)?.runningCommand)
    _ = try cancel(CancelCommand(spid: fixture.spid(0)), &fixture)
    fixture.model.endCommand(running, at: fixture.now)
    #expect(fixture.model.session(0)?.status == 0)
    let next = try fixture.model.beginCommand("NEXT", inSession: 0, database: nil, at: fixture.now)
    #expect(fixture.model.session(0)?.status == 1)
    #expect(fixture.model.advance(to: fixture.now.adding(milliseconds: 3_000)) == [])
    #expect(fixture.model.session(0)?.runningCommand == next)
  }

  @Test("The own command, by the session of the header")
  func ownCommand() throws {
    var fixture = ModelFixture()
    let session = fixture.open(as: fixture.reader).index
    let running = try fixture.model.beginCommand("WAIT", inSession: session, database: nil, at: fixture.now)
    #expect(try cancel(CancelCommand(), &fixture, own: session) == .cancelled([]))
    #expect(fixture.model.session(session)?.status == 3)
    #expect(fixture.model.advance(to: fixture.now.adding(milliseconds: 3_000)) == [running])
  }

  @Test("A session ends late even when it was idle or its command ended meanwhile")
  func session() throws {
    var fixture = ModelFixture()
    let running = try #require(fixture.model.session(0)?.runningCommand)
    #expect(fixture.model.session(1)?.status == 0)
    for index in 0...1 {
      _ = try cancel(CancelCommand(sessionID: fixture.identifier(index)), &fixture)
      #expect(fixture.model.session(index)?.status == 3)
    }
    fixture.model.endCommand(running, at: fixture.now)
    #expect(fixture.model.session(0)?.status == 3)
    #expect(fixture.model.advance(to: fixture.now.adding(milliseconds: 3_000)) == [])
    #expect(fixture.sessions == Array(2..<12))
  }

  @Test("A command that waits for a lock goes on waiting for it until the time has come")
  func waiting() throws {
    var fixture = ModelFixture()
    let blocked = try #require(fixture.sessions.first { fixture.model.session($0)?.status == 2 })
    let session = try #require(fixture.model.session(blocked))
    #expect(fixture.model.population.lockMode(of: session) == .commitWrite)
    _ = try cancel(CancelCommand(spid: fixture.spid(blocked)), &fixture)
    let marked = try #require(fixture.model.session(blocked))
    #expect(marked.status == 3)
    #expect(fixture.model.population.lockMode(of: marked) == .commitWrite)
    #expect(fixture.model.advance(to: fixture.now.adding(milliseconds: 3_000)).map(\.session) == [blocked])
  }

  @Test("A connection takes all its sessions with it")
  func connection() throws {
    var fixture = ModelFixture()
    let identifier = fixture.model.identities.identifier(ofConnection: 0)
    _ = try cancel(CancelCommand(connectionID: identifier), &fixture)
    #expect((0..<12).filter { fixture.model.session($0)?.status == 3 } == [0, 1, 2])
    #expect(fixture.model.advance(to: fixture.now.adding(milliseconds: 3_000)).map(\.session) == [0])
    #expect(fixture.sessions == Array(3..<12))
    #expect(fixture.model.connection(0) == nil)
  }

  @Test("Nothing running is told at once, and so is what can't be cancelled")
  func refused() throws {
    var fixture = ModelFixture()
    #expect(try cancel(CancelCommand(spid: fixture.spid(1)), &fixture) == .nothingRunning)
    #expect(throws: SandboxFault.unknownSPID(99_999)) { try cancel(CancelCommand(spid: 99_999), &fixture) }
    #expect(fixture.model.lateCancels == [])
  }
}
