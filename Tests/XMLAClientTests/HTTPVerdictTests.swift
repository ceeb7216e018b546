import SessionControl
import Testing

@testable import XMLAClient

/// What is said of an answer that is no XMLA reply.
@Suite struct HTTPVerdictTests {
  private func error(
    status: Int = 200, type: String? = nil, failure: XMLFailure? = nil, body: String = "",
    usedPassword: Bool = false
  ) -> ControlError {
    HTTPVerdict(
      status: status, contentType: type, redirect: nil, failure: failure, preview: Array(body.utf8),
      usedPassword: usedPassword
    ).error
  }

  @Test(
    "The status speaks where there is no SOAP",
    arguments: [
      (401, ControlError.Code.loginRefused), (403, .denied), (407, .denied), (302, .serverRefused),
      (404, .serverRefused),
      (500, .serverRefused), (503, .serverRefused),
    ])
  func statuses(_ status: Int, _ code: ControlError.Code) {
    #expect(error(status: status, body: "<html>").code == code)
  }

  @Test("A refused password and a missing one get different advice")
  func logins() {
    #expect(error(status: 401).hint?.contains("--password-file") == true)
    #expect(error(status: 401, usedPassword: true).message.contains("refused the user or the password"))
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
