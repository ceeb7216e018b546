import Testing

@testable import SessionControl

@Suite("What to do with a request after one look")
struct CancelDecisionTests {
  private func judge(_ victim: Victim, demands: CancelGuard = CancelGuard()) -> CancelDecision {
    CancelDecision.judge(victim.request, victim: victim, demands: demands)
  }

  @Test(
    "An id that is not there is nothing to cancel",
    arguments: [
      (CancelRequest(.session("A-1")), "this user sees no session A-1 on this server"),
      (CancelRequest(.connection(9)), "this user sees no connection 9 on this server"),
      (CancelRequest(.spid(17)), "this user sees no SPID 17 on this server"),
      (CancelRequest(.spid(17), noun: "thread"), "this user sees no thread 17 on this server"),
    ])
  func missing(request: CancelRequest, message: String) {
    #expect(
      CancelDecision.judge(request, victim: nil, demands: CancelGuard()) == .finish(.nothingToCancel(message))
    )
    #expect(
      CancelDecision.judge(
        request, victim: Victim(request: request, sessions: []), demands: CancelGuard())
        == .finish(.nothingToCancel(message)))
  }

  @Test(
    "What is protected is refused, whatever was asked for and however it is",
    arguments: Protection.allCases)
  func protected(protection: Protection) {
    for subject in [CancelRequest.Subject.session("17"), .connection(17), .spid(17)] {
      for status in [SessionStatus.active, .idle, .blocked, .cancelled, .other("Daemon")] {
        let session = sampleSession {
          $0.protection = protection
          $0.status = status
        }
        let decision = judge(victim(of: subject, session), demands: CancelGuard(user: "somebody else"))
        #expect(decision == .finish(.refused("it \(protection.reason)")))
      }
    }
  }

  @Test("What this user may cancel and not see is sent, unless something was demanded of it")
  func unseen() {
    let unseen = Victim(request: CancelRequest(.command(session: "A")), sessions: [], isUnseen: true)
    #expect(judge(unseen) == .send)
    for demands in [CancelGuard(user: "anna"), CancelGuard(database: "HR")] {
      guard case .finish(.refused(let why)) = judge(unseen, demands: demands) else {
        Issue.record("not refused")
        continue
      }
      #expect(why.contains("can't be checked"))
    }
    #expect(CancelGuard.objection(to: unseen, now: unseen) == nil)
  }

  @Test("One protected session among several is enough to refuse")
  func oneProtected() {
    let several = victim(
      of: .connection(9), connection: sampleConnection(), sampleSession(),
      sampleSession { $0.protection = .replication })
    #expect(judge(several) == .finish(.refused("it carries replication")))
  }

  @Test("The reasons of protection are told apart")
  func reasons() {
    let reasons: [Protection: String] = [
      .ownConnection: "is this run's own connection",
      .systemUser: "belongs to 'system user', the server's own threads",
      .eventScheduler: "is the event scheduler",
      .replication: "carries replication",
      .daemon: "is a daemon thread of the server",
    ]
    for protection in Protection.allCases { #expect(protection.reason == reasons[protection]) }
  }

  @Test("What does not fulfil the demands is refused, and all of it is told")
  func demands() {
    let found = victim(of: .spid(17), sampleSession())
    #expect(judge(found, demands: CancelGuard(user: "app", database: "shop")) == .send)
    #expect(
      judge(found, demands: CancelGuard(user: "root")) == .finish(.refused("user is 'app', not 'root'")))
    #expect(
      judge(found, demands: CancelGuard(database: "hr")) == .finish(.refused("database is 'shop', not 'hr'")))
    #expect(
      judge(found, demands: CancelGuard(user: "root", database: "hr"))
        == .finish(.refused("user is 'app', not 'root', database is 'shop', not 'hr'")))
  }

  @Test("No command runs in an idle session, but the session itself can be cancelled")
  func idle() {
    let session = sampleSession { $0.status = .idle }
    #expect(
      judge(victim(of: .spid(17), session))
        == .finish(.nothingToCancel("SPID 17 is idle, no command runs there")))
    #expect(judge(victim(of: .session("17"), session)) == .send)
    #expect(judge(victim(of: .connection(17), session)) == .send)
    #expect(judge(victim(of: .spid(17), associated: true, session)) == .send)
    #expect(judge(victim(of: .spid(17), session, sampleSession())) == .send)
  }

  @Test("A command that is already cancelled is not cancelled again; its session can still be ended")
  func alreadyCancelled() {
    let session = sampleSession { $0.status = .cancelled }
    #expect(judge(victim(of: .spid(17), session)) == .watch)
    for subject in [CancelRequest.Subject.session("17"), .connection(17)] {
      #expect(judge(victim(of: subject, session)) == .send)
    }
    #expect(judge(victim(of: .connection(9), session, sampleSession())) == .send)
  }

  @Test("What works is cancelled, also in a state that nobody knows")
  func normal() {
    for status in [SessionStatus.active, .blocked, .other("4")] {
      #expect(judge(victim(of: .spid(17), sampleSession { $0.status = status })) == .send)
    }
    #expect(judge(victim(of: .connection(9), connection: sampleConnection())) == .send)
  }
}
