import SessionControl
import Testing

@testable import XMLAClient

/// What is said of an answer that is no XMLA reply.
@Suite struct HTTPVerdictTests {
  private func error(
    status: Int = 200, type: String? = nil, retryAfter: String? = nil, failure: XMLFailure? = nil,
    body: String = "", login: RequestLogin = .nothing, offered: [LoginMethod] = [],
    redirect: (location: String, why: String)? = nil, securityMessage: String? = nil
  ) -> ControlError {
    var head = ResponseHead()
    head.receive("HTTP/1.1 \(status) Whatever\r\n")
    if let type { head.receive("Content-Type: \(type)\r\n") }
    if let retryAfter { head.receive("Retry-After: \(retryAfter)\r\n") }
    return HTTPVerdict(
      head: head, redirect: redirect, failure: failure, preview: Array(body.utf8), login: login,
      offeredLogins: offered, securityMessage: securityMessage
    ).error
  }

  private let password = RequestLogin.password(.basic, user: "anna", Secret("hush"))

  @Test(
    "The status speaks where there is no SOAP",
    arguments: [
      (400, ControlError.Code.serverRefused), (401, .loginRefused), (403, .denied), (407, .denied),
      (302, .serverRefused), (404, .serverRefused), (429, .busy), (500, .serverRefused), (502, .unreachable),
      (503, .busy), (504, .unreachable),
    ])
  func statuses(_ status: Int, _ code: ControlError.Code) {
    let error = error(status: status, body: "<html>")
    #expect(error.code == code)
    #expect(error.hint != nil)
    #expect(error.detail == "HTTP \(status)")
  }

  @Test("A refused password, token and ticket, and a missing login, get different advice")
  func logins() {
    #expect(error(status: 401).hint?.contains("--password-file") == true)
    #expect(error(status: 401, login: password).message.contains("refused the user or the password"))
    #expect(error(status: 401, login: .token(Secret("t"))).message.contains("refused the token"))
    let ticket = error(
      status: 401, login: .ticket, securityMessage: "gss_init_sec_context() failed: no cache")
    #expect(ticket.code == .denied)
    #expect(ticket.detail == "gss_init_sec_context() failed: no cache")
    #expect(ticket.hint?.contains("kinit") == true)
  }

  @Test(
    "A user without a password, and a header of the configuration that is refused, get advice of their own")
  func halfLogins() {
    let user = error(status: 401, login: .userWithoutPassword)
    #expect(user.code == .loginRefused)
    #expect(user.message == "the server asks for a password")
    #expect(user.hint == "name a --password-file")
    let header = error(status: 401, login: .header)
    #expect(header.code == .denied)
    #expect(header.message.contains("Authorization header"))
    #expect(
      error(status: 401, body: "{\"code\":\"TokenExpired\"}", login: .header).hint?.contains("get a new one")
        == true)
  }

  @Test(
    "HTTP 403 that names an expired token is a token that is refused, as 401 is",
    arguments: [
      #"{"error":{"code":"TokenExpired","message":"Access token has expired, resubmit with a new access token"}}"#,
      #"{"code":"ExpiredAuthenticationToken"}"#, "MWC token validation failed: SecurityTokenExpiredException",
      "<html><title>The access token is expired</title>",
    ])
  func expiredToken(_ body: String) {
    let refused = error(status: 403, body: body, login: .token(Secret("t")))
    #expect(refused.code == .loginRefused)
    #expect(refused.message == "the server refused the token")
    // Whoever shows no token can't show a new one.
    let other = error(status: 403, body: body, login: password)
    #expect(other.code == .denied)
    #expect(other.hint == "get a new token")
    #expect(error(status: 403, body: #"{"code":"Forbidden"}"#, login: .token(Secret("t"))).code == .denied)
  }

  // MARK: Replies

  private func refusal(
    _ status: Int, _ fault: Reply.Fault?, _ login: RequestLogin = .nothing, mayRepeat: Bool = true
  ) -> ControlError? {
    var head = ResponseHead()
    head.receive("HTTP/1.1 \(status) Whatever\r\n")
    var reply = Reply()
    reply.fault = fault
    return HTTPVerdict(head: head, preview: [], login: login).refusal(in: reply, mayRepeat: mayRepeat)
  }

  private static let other = Reply.Fault(code: "soap:Server", text: "the cube is broken")
  private static let mondrian = Reply.Fault(
    code: "SOAP-ENV:Client.00CHHA02", text: "Error in Callback processHttpHeader Authorization",
    actor: "Mondrian")

  @Test("A fault that comes with 401, 403 or 407 is a refused login or a forbidden request, whatever it says")
  func statusOfFaults() {
    #expect(refusal(401, Self.other)?.code == .loginRefused)
    #expect(refusal(401, Self.other)?.detail == "HTTP 401: soap:Server: the cube is broken")
    #expect(refusal(401, nil, password)?.message.contains("refused the user or the password") == true)
    #expect(refusal(403, Self.other)?.code == .denied)
    #expect(refusal(407, Self.other)?.message == "the proxy asks for a login")
    for status in [200, 400, 500] { #expect(refusal(status, Self.other) == nil) }
    // What has a meaning of its own keeps it.
    let dead = Reply.Fault(errors: [ServerMessage(severity: .error, code: .sessionNotFound, text: "gone")])
    #expect(refusal(403, dead) == nil)
  }

  @Test(
    "A fault that refuses the login is told as one, in the server's own words", arguments: [200, 400, 500])
  func refusedInFault(_ status: Int) {
    let words = "SOAP-ENV:Client.00CHHA02: Error in Callback processHttpHeader Authorization"
    #expect(refusal(status, Self.mondrian)?.message == "the server asks for a login")
    #expect(
      refusal(status, Self.mondrian, password)?.message == "the server refused the user or the password")
    #expect(refusal(status, Self.mondrian, password)?.detail == words)
    #expect(refusal(status, Self.mondrian, password)?.code == .loginRefused)
  }

  @Test("What the server may have begun is not sent again with another login")
  func repeated() {
    let late = Reply.Fault(code: "soap:Server", text: "Authentication failed for user anna")
    #expect(refusal(500, late, password, mayRepeat: true)?.code == .loginRefused)
    #expect(refusal(500, late, password, mayRepeat: false)?.code == .denied)
    #expect(refusal(500, Self.mondrian, password, mayRepeat: false)?.code == .loginRefused)
    #expect(refusal(401, late, password, mayRepeat: false)?.code == .loginRefused)
    let expired = Reply.Fault(code: "soap:Server", text: "The access token has expired")
    #expect(refusal(500, expired, .token(Secret("t")))?.code == .loginRefused)
    #expect(refusal(500, expired, .token(Secret("t")), mayRepeat: false)?.code == .denied)
    #expect(refusal(500, expired, password) == nil)
  }

  @Test("A login that is missing names those that the server takes")
  func offered() {
    let error = error(status: 401, offered: [.ntlm, .negotiate])
    #expect(error.hint?.hasSuffix("it takes ntlm, negotiate, see --auth") == true)
  }

  @Test("A redirect to a place that asks for a login says to name that place, and asks nobody for a password")
  func droppedLogin() {
    let error = error(status: 401, login: .dropped(url: "http://h/other"))
    #expect(error.code == .denied)
    #expect(error.message.contains("http://h/other"))
    #expect(error.hint?.contains("name that address") == true)
  }

  @Test(
    "A server that is busy says when to come back",
    arguments: [
      ("120", "try again in 120 seconds, as it asks for"),
      (
        "Wed, 21 Oct 2026 07:28:00 GMT",
        "try again after Wed, 21 Oct 2026 07:28:00 GMT, as it asks for"
      ),
    ])
  func retryAfter(_ value: String, _ hint: String) {
    #expect(error(status: 429, retryAfter: value).hint == hint)
    #expect(error(status: 503, retryAfter: value).hint == hint)
    #expect(error(status: 503).hint == "try again later")
  }

  @Test("A refused redirect says where it points and why nobody went there")
  func redirect() {
    let error = error(status: 302, redirect: ("http://other/", "that is another host"))
    #expect(error.message == "the server redirects to http://other/, and that is another host")
  }

  @Test("The title of an error page is shown: it may be all that tells the reason")
  func title() {
    let error = error(
      status: 400, type: "text/html; charset=iso-8859-1",
      body: "<HTML><HEAD><TITLE>400 No required SSL\ncertificate was sent</TITLE>")
    #expect(error.detail == "HTTP 400: 400 No required SSL certificate was sent")
  }

  @Test("An HTML page is called one, however it is recognised")
  func html() {
    let cases = [
      error(failure: .documentType(name: "html"), body: "<!DOCTYPE html><html>"),
      error(failure: .foreignRoot(name: "HTML"), body: "<HTML>"),
      error(
        type: "text/html", failure: .malformed(line: 1, column: 1, reason: "x", hasEnded: false),
        body: "login"),
    ]
    for error in cases {
      #expect(error.code == .protocolViolation)
      #expect(error.message == "the reply is an HTML page, not XMLA")
    }
  }

  @Test("A document type that is not HTML's is an attack until proven otherwise")
  func documentType() {
    let error = error(failure: .documentType(name: "bomb"), body: "<!DOCTYPE bomb [")
    #expect(error.code == .protocolViolation)
    #expect(error.message.contains("document type declaration"))
  }

  @Test("A gateway's JSON error shows its message")
  func json() throws {
    let body = try Fixture.text("cloud/pbi-gateway-error.json")
    let failed = error(status: 400, type: "application/json", body: body)
    #expect(failed.code == .serverRefused)
    #expect(failed.detail == "HTTP 400: Internal error ApiException.Bad Request")
    #expect(error(type: "application/json", body: "{}").message == "the reply is JSON, not XMLA")
  }

  @Test("A reply that ends early is called incomplete")
  func truncated() {
    let error = error(
      failure: .malformed(line: 3, column: 9, reason: "no element found", hasEnded: true), body: "<s:Envelope"
    )
    #expect(error.message == "the reply ended in the middle, at line 3")
    #expect(error.code == .protocolViolation)
  }

  @Test("No body at all is called empty")
  func empty() {
    let error = error(failure: .malformed(line: 1, column: 0, reason: "no element found", hasEnded: true))
    #expect(error.message == "the reply is empty")
  }
}
