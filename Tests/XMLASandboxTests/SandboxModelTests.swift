import Testing

@testable import XMLASandbox

struct SandboxModelTests {
  @Test("A command is counted, timed and remembered")
  func commands() throws {
    var fixture = ModelFixture()
    let index = fixture.open(as: fixture.reader).index
    #expect(fixture.model.session(index)?.command == nil)
    let command = try fixture.model.beginCommand("A", inSession: index, database: "HR", at: fixture.now)
    let later = fixture.now.adding(milliseconds: 1_500)
    let busy = try #require(fixture.model.session(index))
    #expect(busy.status == 1)
    #expect(busy.database == "HR")
    #expect(busy.idleTime(at: later) == 0)
    #expect(busy.command?.elapsed(at: later) == 1_500)

    fixture.model.endCommand(command, at: later)
    let idle = try #require(fixture.model.session(index))
    #expect(idle.status == 0)
    #expect(idle.commandCount == 1)
    #expect(idle.command?.elapsed(at: later.adding(milliseconds: 9_000)) == 1_500)
    #expect(idle.idleTime(at: later.adding(milliseconds: 9_000)) == 9_000)
  }

  @Test("A session runs one command at a time")
  func oneCommandAtATime() throws {
    var fixture = ModelFixture()
    let index = fixture.open(as: fixture.reader).index
    _ = try fixture.model.beginCommand("A", inSession: index, database: nil, at: fixture.now)
    #expect(throws: SandboxFault.sessionBusy(fixture.identifier(index))) {
      try fixture.model.beginCommand("B", inSession: index, database: nil, at: fixture.now)
    }
    #expect(fixture.model.session(index)?.command?.text == "A")
  }

  @Test("The end of a command that was cancelled does not end its successor")
  func lateEnd() throws {
    var fixture = ModelFixture()
    let index = fixture.open(as: fixture.reader).index
    let first = try fixture.model.beginCommand("A", inSession: index, database: nil, at: fixture.now)
    _ = try fixture.cancel(CancelCommand(), in: index)
    let second = try fixture.model.beginCommand("B", inSession: index, database: nil, at: fixture.now)
    fixture.model.endCommand(first, at: fixture.now)
    #expect(fixture.model.session(index)?.runningCommand == second)
  }

  @Test("An implicit session goes with its command, also when that was cancelled by SPID")
  func implicitSessionEnds() throws {
    var fixture = ModelFixture()
    let client = ClientDescription(hostName: "", application: "", database: "")
    let index = fixture.model.openSession(
      isExplicit: false, user: fixture.reader, client: client, at: fixture.now
    ).index
    let command = try fixture.model.beginCommand("A", inSession: index, database: nil, at: fixture.now)
    #expect(try fixture.cancel(CancelCommand(spid: fixture.spid(index))) == .cancelled([command]))
    fixture.model.endCommand(command, at: fixture.now)
    #expect(fixture.model.session(index) == nil)
    #expect(fixture.model.openedConnectionIndices.isEmpty)
  }

  @Test("A session is its user's, and every server administrator's")
  func ownership() throws {
    var fixture = ModelFixture()
    let session = fixture.open(as: fixture.reader)
    let identifier = fixture.identifier(session.index)
    #expect(try fixture.model.explicitSession(identifier, for: fixture.reader) == session)
    #expect(try fixture.model.explicitSession(identifier, for: fixture.administrator) == session)
    #expect(throws: SandboxFault.sessionNotFound(identifier)) {
      try fixture.model.explicitSession(identifier, for: fixture.salesAdministrator)
    }
  }

  @Test("The end of a session takes its command and its connection away")
  func endSession() throws {
    var fixture = ModelFixture()
    let session = fixture.open(as: fixture.reader)
    let command = try fixture.model.beginCommand(
      "A", inSession: session.index, database: nil, at: fixture.now)
    #expect(fixture.model.endSession(session.index) == command)
    #expect(fixture.model.session(session.index) == nil)
    #expect(fixture.model.connection(session.connection) == nil)
    #expect(fixture.model.endSession(session.index) == nil)
  }

  @Test("A copy does not see what happens after it was made")
  func snapshot() throws {
    var fixture = ModelFixture()
    let copy = fixture.model
    _ = try fixture.cancel(CancelCommand(connectionID: 101))
    #expect(copy.session(0) != nil)
    #expect(fixture.model.session(0) == nil)
  }
}
