import SessionControl
import Testing

@testable import XMLAClient

/// The ways out that a refused cancel is told with.
@Suite struct RefusedCancelTests {
  private static let sessions = [
    Session(id: "A", spid: 7, connectionID: 3, status: .active),
    Session(id: "B", spid: 8, connectionID: 3, status: .idle),
  ]

  private static func refused(
    _ subject: CancelRequest.Subject, associated: Bool = false, _ code: ControlError.Code,
    _ reply: Reply = Reply(), sessions: [Session] = sessions
  ) -> ControlError {
    let victim = Victim(request: CancelRequest(subject, associated: associated), sessions: sessions)
    return RefusedCancel(
      victim, reply, ControlError(code, "the server refused", detail: "its own words", hint: "a hint")
    ).error
  }

  @Test(
    """
    "the instance cannot cancel the connection. If this case is encountered during the execution of a Cancel \
    command, an error occurs": the server's words, and its sessions as the way out
    """)
  func connection() {
    for error in [
      Self.refused(.connection(3), .serverRefused), Self.refused(.spid(7), associated: true, .serverRefused),
    ] {
      #expect(error.message == "the server cannot cancel this connection")
      #expect(error.detail == "its own words")
      #expect(error.hint == "cancel its sessions: xmlactl cancel session A B")
    }
    #expect(Self.refused(.connection(3), .serverRefused, sessions: []).hint == "a hint")
  }

  @Test("Who may not cancel a SPID may be allowed to end its session")
  func spidDenied() {
    let error = Self.refused(.spid(7), .denied, sessions: [Self.sessions[0]])
    #expect(error.code == .denied)
    #expect(error.hint?.hasSuffix("xmlactl cancel session A") == true)
  }

  @Test("\"A command running in an implicit session cannot be canceled by a user.\": the way is its SPID")
  func implicit() {
    var reply = Reply()
    reply.fault = Reply.Fault(code: "XMLAnalysisError.0xc10c000a", text: "gone")
    let error = Self.refused(
      .command(session: "A"), .serverRefused, reply, sessions: [Self.sessions[0]])
    #expect(error.message == "the server does not take it for an explicit session of this user")
    #expect(error.hint?.hasSuffix("xmlactl cancel spid 7") == true)
  }

  @Test("All else is told as it is")
  func others() {
    #expect(Self.refused(.session("A"), .serverRefused).hint == "a hint")
    #expect(Self.refused(.connection(3), .denied).hint == "a hint")
  }
}
