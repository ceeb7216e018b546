import Testing

@testable import XMLASandbox

/// Who waits for whom in the model.
struct LockTests {
  private struct Sessions {
    var fixture = ModelFixture()
    var indices: [Int] = []

    init(_ count: Int) {
      for _ in 0..<count { indices.append(fixture.open(as: fixture.administrator, database: "HR").index) }
    }

    /// Starts a command in a session and asks for a lock.
    mutating func request(_ mode: LockMode, _ position: Int, on database: String = "HR") throws -> Bool {
      let index = indices[position]
      if fixture.model.session(index)?.isBusy != true {
        _ = try fixture.model.beginCommand("WORK", inSession: index, database: nil, at: fixture.now)
      }
      return fixture.model.requestLock(
        mode, on: database, scope: .transaction, inSession: index, at: fixture.now)
    }

    func status(_ position: Int) -> Int64? { fixture.model.session(indices[position])?.status }
  }

  @Test("A commit waits for readers, is shown as blocked, and goes on when they end")
  func commitWaits() throws {
    var sessions = Sessions(3)
    #expect(try sessions.request(.commitRead, 0))
    #expect(try sessions.request(.commitRead, 1))
    #expect(try !sessions.request(.commitWrite, 2))
    #expect(sessions.status(2) == 2)
    #expect(sessions.fixture.model.grantWaitingLocks(at: sessions.fixture.now).isEmpty)

    sessions.fixture.model.endSession(sessions.indices[0])
    #expect(sessions.fixture.model.grantWaitingLocks(at: sessions.fixture.now).isEmpty)
    _ = sessions.fixture.model.stopCommand(ofSession: sessions.indices[1], at: sessions.fixture.now)
    let resumed = sessions.fixture.model.grantWaitingLocks(at: sessions.fixture.now)
    #expect(resumed.map(\.session) == [sessions.indices[2]])
    #expect(sessions.status(2) == 1)
  }

  @Test("Who comes after a waiting commit queues behind it")
  func queue() throws {
    var sessions = Sessions(3)
    #expect(try sessions.request(.commitRead, 0))
    #expect(try !sessions.request(.commitWrite, 1))
    #expect(try !sessions.request(.commitRead, 2))
    // Another database is another matter.
    #expect(try sessions.request(.commitWrite, 2, on: "Finance"))
    _ = sessions.fixture.model.stopCommand(ofSession: sessions.indices[1], at: sessions.fixture.now)
    let resumed = sessions.fixture.model.grantWaitingLocks(at: sessions.fixture.now)
    #expect(resumed.map(\.session) == [sessions.indices[2]])
  }

  @Test("A waiting command that is cancelled waits no more, and leaves no lock")
  func cancelled() throws {
    var sessions = Sessions(2)
    #expect(try sessions.request(.write, 0))
    #expect(try !sessions.request(.write, 1))
    _ = try sessions.fixture.cancel(CancelCommand(spid: sessions.fixture.spid(sessions.indices[1])))
    #expect(sessions.status(1) == 0)
    #expect(sessions.fixture.model.locks.map(\.session) == [sessions.indices[0]])
  }

  @Test("The same lock twice is one lock, and a session does not wait for itself")
  func twice() throws {
    var sessions = Sessions(1)
    #expect(try sessions.request(.write, 0))
    #expect(try sessions.request(.write, 0))
    #expect(try sessions.request(.commitWrite, 0))
    #expect(sessions.fixture.model.locks.count == 2)
  }

  @Test("The population's blocked sessions wait for somebody, and go on when nobody is left")
  func population() throws {
    var fixture = ModelFixture(sessions: 2_400)
    let blocked = fixture.sessions.compactMap { fixture.model.session($0) }.filter { $0.status == 2 }
    #expect(blocked.count > 1)
    for session in blocked {
      let population = fixture.model.population
      let block = population.sessions(ofBlock: population.block(ofSession: session.index))
      let holders = block.compactMap { fixture.model.session($0) }.filter {
        $0.database == session.database && [.commitRead, .write].contains(population.lockMode(of: $0))
      }
      #expect(!holders.isEmpty)
      for holder in holders {
        #expect(fixture.model.session(session.index)?.status == 2)
        _ = try fixture.cancel(CancelCommand(spid: fixture.spid(holder.index)))
      }
      #expect(fixture.model.session(session.index)?.status == 1)
    }
  }
}
