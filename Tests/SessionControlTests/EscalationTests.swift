import SessionControl
import Testing

/// From the least force to more.
@Suite struct EscalationTests {
  private static func session(
    _ id: String, spid: UInt64 = 7, started: String = "T1", user: String = "anna"
  ) -> Session {
    Session(
      id: id, spid: spid, connectionID: 3, user: user, status: .active, startTime: "S1",
      commandStartTime: started, statement: "EVALUATE x")
  }

  private static func steps(_ request: CancelRequest, _ kind: TargetKind) -> [CancelRequest] {
    let victim = Victim(request: request, sessions: [session("A")])
    var steps: [CancelRequest] = []
    var last = request
    while let next = Escalation.next(after: last, for: victim, on: kind) {
      steps.append(next)
      last = next
    }
    return steps
  }

  @Test("XMLA: the command, its session, its connection")
  func xmla() {
    let all = [CancelRequest(.session("A")), CancelRequest(.connection(3))]
    #expect(Self.steps(CancelRequest(.spid(7)), .xmla) == all)
    #expect(Self.steps(CancelRequest(.command(session: "A")), .xmla) == all)
    #expect(Self.steps(CancelRequest(.session("A")), .xmla) == [CancelRequest(.connection(3))])
    #expect(Self.steps(CancelRequest(.connection(3)), .xmla) == [])
  }

  @Test("MySQL: the query, then the connection")
  func mysql() {
    #expect(Self.steps(CancelRequest(.spid(7)), .mysql) == [CancelRequest(.connection(7))])
    #expect(Self.steps(CancelRequest(.command(session: "7")), .mysql) == [CancelRequest(.connection(3))])
    #expect(Self.steps(CancelRequest(.session("7")), .mysql) == [])
    #expect(Self.steps(CancelRequest(.connection(7)), .mysql) == [])
  }

  @Test("What takes the connection with it already has nowhere to go")
  func associated() {
    #expect(Self.steps(CancelRequest(.spid(7), associated: true), .xmla) == [])
    #expect(Self.steps(CancelRequest(.session("A"), associated: true), .xmla) == [])
  }

  @Test("Nobody was seen: nothing to escalate to")
  func unseen() {
    let victim = Victim(request: CancelRequest(.command(session: "A")), sessions: [], isUnseen: true)
    #expect(Escalation.next(after: victim.request, for: victim, on: .xmla) == nil)
  }

  @Test(
    "A session without an id can't be named: there is no next step, and of a connection none was agreed to")
  func withoutID() {
    let victim = Victim(request: CancelRequest(.spid(7)), sessions: [Self.session("")])
    #expect(Escalation.next(after: victim.request, for: victim, on: .xmla) == nil)
    let connection = Victim(
      request: CancelRequest(.connection(3)), sessions: [Self.session("A"), Self.session("")])
    let terms = CancelTerms(agreed: ["A", ""])
    #expect(terms.objection(to: connection, now: connection) != nil)
    #expect(terms.objection(to: victim, now: victim) == nil)
  }

  @Test("The next step is taken while it holds the same work, and nobody who was not agreed to")
  func objections() {
    let victim = Victim(request: CancelRequest(.spid(7)), sessions: [Self.session("A")])
    func objection(_ sessions: [Session], agreed: Set<String> = ["A", "B"]) -> String? {
      Escalation.objection(
        to: Victim(request: CancelRequest(.connection(3)), sessions: sessions), for: victim, agreed: agreed)
    }
    #expect(objection([Self.session("A"), Self.session("B")]) == nil)
    #expect(objection([Self.session("A")]) == nil)
    #expect(objection([Self.session("B")])?.contains("no longer holds") == true)
    #expect(objection([Self.session("A", started: "T2")])?.contains("no longer holds") == true)
    #expect(objection([Self.session("A", user: "bo")])?.contains("no longer holds") == true)
    #expect(
      objection([Self.session("A"), Self.session("C")])
        == "connection 3 has 1 more sessions by now than were agreed to")
  }

  @Test("A session that is to go is the same one also when its command has changed")
  func wholeSession() {
    let victim = Victim(request: CancelRequest(.session("A")), sessions: [Self.session("A")])
    let next = Victim(request: CancelRequest(.connection(3)), sessions: [Self.session("A", started: "T2")])
    #expect(Escalation.objection(to: next, for: victim, agreed: ["A"]) == nil)
  }
}
