import Testing

@testable import SessionControl

@Suite("How far a cancel has come")
struct CancelProgressTests {
  private static let running = CancelProgress.stillThere("it is active")
  private static let ending = CancelProgress.stillThere(
    "it is marked as cancelled, and the server is still ending it")

  private func judge(
    _ subject: CancelRequest.Subject, associated: Bool = false, was before: Session, is now: Session
  ) -> CancelProgress {
    CancelProgress.judge(
      victim(of: subject, associated: associated, before),
      now: victim(of: subject, associated: associated, now))
  }

  @Test("What is not there any more has stopped")
  func gone() {
    for subject in [CancelRequest.Subject.session("17"), .connection(17), .spid(17)] {
      #expect(CancelProgress.judge(victim(of: subject, sampleSession()), now: nil) == .stopped)
      #expect(
        CancelProgress.judge(victim(of: subject, sampleSession()), now: victim(of: subject)) == .stopped)
    }
  }

  @Test("A rollback is told by the rows that are left, of the most that were seen")
  func rollback() {
    func state(_ before: UInt64?, _ left: UInt64?, state: String? = nil, isRollingBack: Bool = false)
      -> CancelProgress
    {
      var was = victim(of: .connection(17), sampleSession())
      was.changedRows = before
      var now = victim(
        of: .connection(17),
        sampleSession {
          $0.status = .cancelled
          if let state {
            $0.extras = Row(shape: RowShape(keys: ["state"]), values: [.text(state)])
          }
        })
      now.changedRows = left
      now.isRollingBack = isRollingBack
      return CancelProgress.judge(was, now: now)
    }
    #expect(state(500_000, 120_000) == .stillThere("it is rolling back, 120000 of 500000 rows left"))
    #expect(
      state(500_000, 500_000, state: "Rollback") == .stillThere("it is rolling back, 500000 rows left"))
    #expect(state(nil, nil, state: "Rollback") == .stillThere("it is rolling back what it did"))
    #expect(
      state(500_000, 500_000, isRollingBack: true)
        == .stillThere("it is rolling back, 500000 rows left"))
    #expect(state(500_000, 500_000) == Self.ending, "nothing went back yet")
    #expect(state(500_000, nil) == Self.ending, "this user may not see transactions")
  }

  @Test("What the session does after its command has stopped")
  func sequel() {
    let before = victim(of: .spid(17), sampleSession())
    func sequel(_ now: Victim?) -> String? { CancelProgress.sequel(to: before, now: now) }
    #expect(sequel(nil) == "its session is gone as well")
    #expect(
      sequel(victim(of: .spid(17), sampleSession { $0.status = .idle })) == "its session is idle again")
    #expect(
      sequel(victim(of: .spid(17), sampleSession { $0.statement = "SELECT 2" }))
        == "its session runs something else by now")
    #expect(
      CancelProgress.sequel(to: victim(of: .connection(17), sampleSession()), now: nil) == nil)
  }

  // MARK: Commands

  @Test("A command has stopped when its session is idle")
  func commandIdle() {
    #expect(
      judge(.spid(17), was: sampleSession(), is: sampleSession { $0.status = .idle }) == .stopped)
  }

  @Test("A command has stopped when another one runs")
  func commandOther() {
    #expect(
      judge(.spid(17), was: sampleSession(), is: sampleSession { $0.statement = "SELECT 2" }) == .stopped)
    #expect(
      judge(.spid(17), was: sampleSession(), is: sampleSession { $0.elapsedMilliseconds = 10 }) == .stopped)
    #expect(
      judge(
        .spid(17), was: sampleSession { $0.statementID = 1 }, is: sampleSession { $0.statementID = 2 })
        == .stopped)
  }

  @Test(
    "The same command that still runs is still there, and its state is told",
    arguments: [
      (SessionStatus.active, running), (.blocked, .stillThere("it is blocked")),
      (.other("7"), .stillThere("it is 7")), (.cancelled, ending),
    ])
  func commandRuns(status: SessionStatus, progress: CancelProgress) {
    let now = sampleSession {
      $0.status = status
      $0.elapsedMilliseconds = 4_500
    }
    #expect(judge(.spid(17), was: sampleSession(), is: now) == progress)
  }

  @Test("A command that was idle before is not waited for")
  func commandWasIdle() {
    let before = victim(
      of: .spid(17), sampleSession(),
      sampleSession {
        $0.id = "18"
        $0.status = .idle
      })
    let now = victim(of: .spid(17), sampleSession { $0.id = "18" })
    #expect(CancelProgress.judge(before, now: now) == .stopped)
  }

  @Test("Each command of a server process is waited for")
  func severalCommands() {
    let other = sampleSession { $0.id = "B" }
    let before = victim(of: .spid(17), sampleSession(), other)
    #expect(CancelProgress.judge(before, now: victim(of: .spid(17), other)) == Self.running)
  }

  // MARK: Sessions

  @Test("A session is still there as long as it is listed")
  func sessionRuns() {
    #expect(judge(.session("17"), was: sampleSession(), is: sampleSession()) == Self.running)
    #expect(
      judge(.session("17"), was: sampleSession(), is: sampleSession { $0.status = .cancelled }) == Self.ending
    )
    #expect(
      judge(.session("17"), was: sampleSession(), is: sampleSession { $0.status = .idle })
        == .stillThere("its command has ended, and the session is still open"))
    #expect(
      judge(.session("17"), was: sampleSession(), is: sampleSession { $0.statement = "SELECT 2" })
        == Self.running)
  }

  @Test("A session whose id somebody else has by now has stopped")
  func sessionReused() {
    let changes: [(inout Session) -> Void] = [
      { $0.id = "18" }, { $0.user = "root" }, { $0.host = "10.0.0.5:40113" },
      { $0.startTime = "2024-05-01T08:00:01Z" },
    ]
    let start = { (session: inout Session) in session.startTime = "2024-05-01T08:00:00Z" }
    for change in changes {
      let later = sampleSession {
        start(&$0)
        change(&$0)
      }
      #expect(judge(.session("17"), was: sampleSession(start), is: later) == .stopped)
      #expect(judge(.connection(17), was: sampleSession(start), is: later) == .stopped)
    }
  }

  @Test("What a look writes in another way, or leaves out, is no end")
  func sessionRewritten() {
    let guid = "ABCDEF01-2222-3333-4444-555555555555"
    let before = { (session: inout Session) in
      (session.id, session.user) = (guid, "anna")
      (session.startTime, session.commandStartTime) = ("2026-11-28T18:00:00.0Z", "2026-11-28T18:30:00.120Z")
    }
    let changes: [(inout Session) -> Void] = [
      { $0.id = "{\(guid.lowercased())}" }, { $0.user = "ANNA" }, { $0.user = nil }, { $0.startTime = nil },
      { $0.startTime = "2026-11-28T18:00:00Z" }, { $0.commandStartTime = "2026-11-28T18:30:00.12Z" },
      { ($0.commandStartTime, $0.elapsedMilliseconds, $0.statement) = (nil, nil, nil) },
    ]
    for change in changes {
      let now = sampleSession {
        before(&$0)
        change(&$0)
      }
      #expect(judge(.session(guid), was: sampleSession(before), is: now) == Self.running)
      #expect(judge(.spid(17), was: sampleSession(before), is: now) == Self.running)
    }
  }

  // MARK: Connections

  @Test("A connection is still there while it is listed, with sessions or without")
  func connectionOpen() {
    let before = victim(of: .connection(9), connection: sampleConnection(), sampleSession())
    let open = CancelProgress.stillThere("the connection is still open")
    #expect(
      CancelProgress.judge(before, now: victim(of: .connection(9), connection: sampleConnection())) == open)
    #expect(
      CancelProgress.judge(
        before, now: victim(of: .connection(9), connection: sampleConnection(), sampleSession())) == open)
  }

  @Test("A later connection of the same id is another one")
  func connectionReused() {
    let before = victim(of: .connection(9), connection: sampleConnection(), sampleSession())
    let later = sampleConnection { $0.startTime = "2024-05-01T09:00:00Z" }
    #expect(
      CancelProgress.judge(before, now: victim(of: .connection(9), connection: later)) == .stopped)
    #expect(
      CancelProgress.judge(before, now: victim(of: .connection(9), connection: later, sampleSession()))
        == Self.running)
  }

  @Test("Where a server tells nothing of connections, the sessions tell")
  func connectionUnseen() {
    #expect(judge(.connection(17), was: sampleSession(), is: sampleSession()) == Self.running)
    #expect(
      judge(.spid(17), associated: true, was: sampleSession(), is: sampleSession { $0.status = .idle })
        == .stillThere("its command has ended, and the session is still open"))
  }

  @Test("Looks are quick at first, then twice a second, and never without a pause")
  func pauses() {
    let pauses = (0..<10).map { CancelProgress.pause(before: $0) }
    #expect(pauses == pauses.sorted())
    #expect(pauses.first == .milliseconds(20))
    #expect(pauses.last == .milliseconds(500))
  }
}
