import Testing

@testable import SessionControl

@Suite("What was asked to be cancelled")
struct CancelRequestTests {
  @Test(
    "A request is called by what it names, and reaches no further than that",
    arguments: [
      (CancelRequest(.session("A-1")), "session A-1", "A-1", CancelScope.session),
      (CancelRequest(.connection(9)), "connection 9", "9", .connection),
      (CancelRequest(.spid(17)), "SPID 17", "17", .command),
      (CancelRequest(.spid(17), noun: "thread"), "thread 17", "17", .command),
      (CancelRequest(.command(session: "A-1")), "command of session A-1", "A-1", .command),
      (CancelRequest(.session("A-1"), associated: true), "session A-1", "A-1", .connection),
      (CancelRequest(.spid(17), associated: true), "SPID 17", "17", .connection),
    ] as [(CancelRequest, String, String, CancelScope)])
  func names(request: CancelRequest, description: String, id: String, scope: CancelScope) {
    #expect(request.description == description)
    #expect(request.id == id)
    #expect(request.scope == scope)
  }
}
