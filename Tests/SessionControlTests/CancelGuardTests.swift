import Testing

@testable import SessionControl

@Suite("What must still be true at the moment of the cancel")
struct CancelGuardTests {
  // MARK: What the person demanded

  @Test("Without demands anything is as it should be")
  func noDemands() {
    #expect(CancelGuard().differences(in: victim(of: .spid(17), sampleSession())).isEmpty)
    #expect(CancelGuard().differences(in: victim(of: .spid(17), sampleSession { $0.user = nil })).isEmpty)
  }

  @Test("A demand that is fulfilled is no difference")
  func fulfilled() {
    let demands = CancelGuard(user: "app", database: "shop")
    #expect(demands.differences(in: victim(of: .spid(17), sampleSession())).isEmpty)
  }

  @Test("A thread that was named by its user is that user's, from that host, or is not hit")
  func owner() throws {
    var anna = victim(of: .connection(17), sampleSession { $0.user = "anna" })
    for (name, isMet) in [("anna", true), ("anna@10.0.0.5", true), ("anna@10.0.0.6", false), ("app", false)] {
      anna.request.owner = try ThreadUser(name)
      #expect(CancelGuard().differences(in: anna).isEmpty == isMet, "\(name)")
    }
  }

  @Test("Another user and another database are told apart, and compared to the letter")
  func unfulfilled() {
    #expect(
      CancelGuard(user: "App", database: "Shop").differences(in: victim(of: .spid(17), sampleSession()))
        == [
          Difference("user", expected: "App", found: "app"),
          Difference("database", expected: "Shop", found: "shop"),
        ])
  }

  @Test("What the server does not tell does not fulfil a demand")
  func unknown() {
    let unknown = sampleSession {
      $0.user = nil
      $0.database = nil
    }
    #expect(
      CancelGuard(user: "app", database: "shop").differences(in: victim(of: .session("17"), unknown))
        == [
          Difference("user", expected: "app", found: nil),
          Difference("database", expected: "shop", found: nil),
        ])
  }

  @Test("Each of several sessions has to fulfil the demands")
  func everySession() {
    let other = sampleSession { $0.user = "root" }
    let several = victim(of: .connection(9), connection: sampleConnection(), sampleSession(), other)
    #expect(
      CancelGuard(user: "app").differences(in: several)
        == [Difference("user", expected: "app", found: "root")])
  }

  @Test("Analysis Services compares names without regard to case, MySQL to the letter")
  func names() {
    let found = victim(of: .spid(17), sampleSession())
    for (kind, isMet) in [(TargetKind.xmla, true), (.mysql, false)] {
      let demands = CancelGuard(user: "APP", database: "Shop", on: kind)
      #expect(demands.differences(in: found).isEmpty == isMet)
    }
  }

  @Test("A connection without sessions is judged by its own user")
  func emptyConnection() {
    let empty = victim(of: .connection(9), connection: sampleConnection())
    #expect(CancelGuard(user: "OLAP\\ann").differences(in: empty).isEmpty)
    #expect(
      CancelGuard(user: "app").differences(in: empty)
        == [Difference("user", expected: "app", found: "OLAP\\ann")])
  }

  // MARK: What changed between two looks

  struct Change: Sendable, CustomTestStringConvertible {
    var field: String
    var expected: String?
    var found: String?
    var apply: @Sendable (inout Session) -> Void
    var testDescription: String { field }

    static let all: [Change] = [
      Change(field: "session", expected: "17", found: "18") { $0.id = "18" },
      Change(field: "SPID", expected: "17", found: "18") { $0.spid = 18 },
      Change(field: "SPID", expected: "17", found: nil) { $0.spid = nil },
      Change(field: "connection", expected: "17", found: "18") { $0.connectionID = 18 },
      Change(field: "user", expected: "app", found: "root") { $0.user = "root" },
      Change(field: "user", expected: "app", found: nil) { $0.user = nil },
      Change(field: "host", expected: "10.0.0.5:40112", found: "10.0.0.5:40113") {
        $0.host = "10.0.0.5:40113"
      },
      Change(field: "session start", expected: nil, found: "2024-05-01T08:00:01Z") {
        $0.startTime = "2024-05-01T08:00:01Z"
      },
    ]
  }

  @Test("The same look twice shows no difference, whatever was asked for")
  func same() {
    for subject in [CancelRequest.Subject.session("17"), .connection(17), .spid(17)] {
      let look = victim(of: subject, sampleSession())
      #expect(CancelGuard.differences(between: look, and: look).isEmpty)
    }
  }

  @Test("Each thing that names a session is compared", arguments: Change.all)
  func eachField(change: Change) {
    for subject in [CancelRequest.Subject.session("17"), .spid(17)] {
      #expect(
        CancelGuard.differences(
          between: victim(of: subject, sampleSession()), and: victim(of: subject, sampleSession(change.apply))
        )
          == [Difference(change.field, expected: change.expected, found: change.found)])
    }
  }

  @Test("What a living session changes by itself is no difference")
  func livingSession() {
    let before = victim(of: .session("17"), sampleSession())
    let now = victim(
      of: .session("17"),
      sampleSession {
        $0.status = .idle
        $0.database = "other"
        $0.statement = "SELECT 2"
        $0.elapsedMilliseconds = 1
        $0.statementID = 99
      })
    #expect(CancelGuard.differences(between: before, and: now).isEmpty)
  }

  @Test("For a command the statement is compared as well")
  func otherStatement() {
    let now = sampleSession { $0.statement = "SELECT 2" }
    #expect(
      CancelGuard.differences(
        between: victim(of: .spid(17), sampleSession()), and: victim(of: .spid(17), now))
        == [Difference("statement", expected: "SELECT 1", found: "SELECT 2")])
    let gone = sampleSession { $0.statement = nil }
    #expect(
      CancelGuard.differences(
        between: victim(of: .spid(17), sampleSession()), and: victim(of: .spid(17), gone))
        == [Difference("statement", expected: "SELECT 1", found: "none")])
  }

  @Test("The same text that runs again is another command")
  func sameTextAgain() {
    let now = sampleSession { $0.elapsedMilliseconds = 3_999 }
    let found = CancelGuard.differences(
      between: victim(of: .spid(17), sampleSession()), and: victim(of: .spid(17), now))
    #expect(found.map(\.field) == ["statement"])
  }

  @Test("A connection is compared by its id, user, host and start")
  func eachConnectionField() {
    let changes: [(Difference, (inout Connection) -> Void)] = [
      (Difference("connection", expected: "9", found: "10"), { $0.id = 10 }),
      (Difference("user", expected: "OLAP\\ann", found: "OLAP\\bob"), { $0.user = "OLAP\\bob" }),
      (Difference("host", expected: "10.0.0.7:51000", found: nil), { $0.host = nil }),
      (
        Difference("connection start", expected: "2024-05-01T08:00:00Z", found: "2024-05-01T09:00:00Z"),
        { $0.startTime = "2024-05-01T09:00:00Z" }
      ),
    ]
    let before = victim(of: .connection(9), connection: sampleConnection(), sampleSession())
    for (difference, change) in changes {
      let now = victim(of: .connection(9), connection: sampleConnection(change), sampleSession())
      #expect(CancelGuard.differences(between: before, and: now) == [difference])
    }
  }

  @Test("The sessions of a connection may come and go")
  func connectionScope() {
    let first = sampleSession { $0.id = "A" }
    let second = sampleSession {
      $0.id = "B"
      $0.spid = 18
    }
    let before = victim(of: .connection(9), connection: sampleConnection(), first)
    for sessions in [[], [second], [second, first]] {
      let now = Victim(request: before.request, connection: sampleConnection(), sessions: sessions)
      #expect(CancelGuard.differences(between: before, and: now).isEmpty)
    }
    let associated = victim(of: .session("A"), associated: true, connection: sampleConnection(), first)
    let later = victim(of: .session("A"), associated: true, connection: sampleConnection(), second, first)
    #expect(CancelGuard.differences(between: associated, and: later).isEmpty)
  }

  @Test("Where a server tells nothing of connections, a connection that changed hands is noticed")
  func connectionChangedHands() {
    let before = victim(of: .connection(17), sampleSession())
    #expect(
      CancelGuard.differences(
        between: before, and: victim(of: .connection(17), sampleSession { $0.user = "root" }))
        == [Difference("user", expected: "app", found: "root")])
    #expect(
      CancelGuard.differences(
        between: before, and: victim(of: .connection(17), sampleSession { $0.host = "10.0.0.6:1" }))
        == [Difference("host", expected: "10.0.0.5:40112", found: "10.0.0.6:1")])
  }

  @Test("An associated cancel that would now reach another connection is noticed")
  func associatedReachesAnother() {
    let before = victim(of: .spid(17), associated: true, sampleSession())
    let now = victim(of: .spid(17), associated: true, sampleSession { $0.connectionID = 18 })
    #expect(
      CancelGuard.differences(between: before, and: now)
        == [Difference("connection", expected: "17", found: "18")])
  }

  @Test("Unseen connections still let sessions of the same user come and go")
  func unseenConnection() {
    let first = sampleSession { $0.id = "A" }
    let second = sampleSession {
      $0.id = "B"
      $0.spid = 18
    }
    let before = victim(of: .connection(17), first)
    #expect(
      CancelGuard.differences(between: before, and: victim(of: .connection(17), second, first)).isEmpty)
  }

  // MARK: The same command

  @Test("The server's own statement id decides, whatever else is the same or not")
  func statementID() {
    let before = sampleSession { $0.statementID = 500 }
    #expect(
      CancelGuard.isSameCommand(
        before,
        sampleSession {
          $0.statementID = 500
          $0.statement = "other"
          $0.elapsedMilliseconds = 0
        }))
    #expect(!CancelGuard.isSameCommand(before, sampleSession { $0.statementID = 501 }))
  }

  @Test("Without a statement id the start of the command decides")
  func commandStart() {
    let before = sampleSession { $0.commandStartTime = "2024-05-01T08:00:00Z" }
    #expect(
      CancelGuard.isSameCommand(
        before,
        sampleSession {
          $0.commandStartTime = "2024-05-01T08:00:00Z"
          $0.statement = "cut off"
        }))
    #expect(
      !CancelGuard.isSameCommand(before, sampleSession { $0.commandStartTime = "2024-05-01T08:00:01Z" }))
  }

  @Test(
    "Without both, the text must be the same and the running time must not go back",
    arguments: [
      ("SELECT 1", 4_000, true), ("SELECT 1", 5_000, true), ("SELECT 1", 3_999, false),
      ("SELECT 1", nil, false),
      ("SELECT 2", 5_000, false), (nil, 5_000, false),
    ] as [(String?, UInt64?, Bool)])
  func textAndTime(statement: String?, elapsed: UInt64?, isSame: Bool) {
    let now = sampleSession {
      $0.statement = statement
      $0.elapsedMilliseconds = elapsed
      // Known on one side only, so it can't decide.
      $0.statementID = 7
      $0.commandStartTime = "2024-05-01T08:00:00Z"
    }
    #expect(CancelGuard.isSameCommand(sampleSession(), now) == isSame)
  }

  // MARK: Difference

  @Test("A difference is told on one line, short, with nothing that could forge output")
  func difference() {
    #expect(
      Difference("user", expected: "app", found: "root").description == "user is 'root', not 'app'")
    #expect(Difference("host", expected: "h", found: nil).description == "host is nothing, not 'h'")
    #expect(
      Difference("statement", expected: "SELECT\n  1", found: "x\u{1B}[2J").description
        == "statement is 'x\\u{1b}[2J', not 'SELECT 1'")
    let long = Difference("statement", expected: String(repeating: "y", count: 500), found: "")
    #expect(long.description == "statement is '', not '\(String(repeating: "y", count: 59))…'")
  }

  @Test("A session that came in between the looks is a difference")
  func additionalSession() {
    let before = victim(of: .spid(17), sampleSession())
    let now = victim(of: .spid(17), sampleSession(), sampleSession { $0.user = "bo" })
    #expect(
      CancelGuard.differences(between: before, and: now)
        == [Difference("number of sessions", expected: "1", found: "2")])
  }

  @Test("A command that has ended by the second look is no reason to send a cancel, and no other statement")
  func ended() {
    let before = victim(of: .spid(17), sampleSession())
    let idle = victim(
      of: .spid(17),
      sampleSession {
        $0.status = .idle
        $0.statement = nil
      })
    let ended = "it ended before the cancel was sent"
    #expect(CancelGuard.objection(to: before, now: idle) == .nothingRunning(detail: ended))
    #expect(CancelGuard.objection(to: before, now: nil) == .noSuchID(detail: ended))
    #expect(CancelGuard.objection(to: before, now: before) == nil)
  }
}
