import Testing

@testable import SessionControl

@Suite("Errors for a person")
struct ControlErrorTests {
  @Test("All parts are told on one line, in order")
  func whole() {
    let error = ControlError(
      .denied, "the server refused the login", target: "mysql://db/",
      detail: "error 1045, SQLSTATE 28000: Access denied", hint: "check user and password file")
    #expect(
      error.description
        == "mysql://db/: the server refused the login (error 1045, SQLSTATE 28000: Access denied); "
        + "check user and password file")
  }

  @Test("Parts that are not there leave no trace")
  func parts() {
    #expect(ControlError(.usage, "wrong").description == "wrong")
    #expect(ControlError(.usage, "wrong", target: "t").description == "t: wrong")
    #expect(ControlError(.usage, "wrong", detail: "d").description == "wrong (d)")
    #expect(ControlError(.usage, "wrong", hint: "do this").description == "wrong; do this")
  }

  @Test("A server's message can't add lines or drive the terminal")
  func oneLine() {
    let error = ControlError(.serverRefused, "a\nb", target: "t\r", detail: "x\u{1B}[2J", hint: "\u{202E}h")
    #expect(error.description == "t\\r: a\\nb (x\\u{1b}[2J); \\u{202e}h")
    #expect(error.detail == "x\u{1B}[2J")
  }

  @Test("The first target that is named stays")
  func target() {
    let error = ControlError(.usage, "wrong", detail: "d", hint: "h").of(target: "first")
    #expect(error == ControlError(.usage, "wrong", target: "first", detail: "d", hint: "h"))
    #expect(error.of(target: "second") == error)
  }

  @Test(
    "Every kind of failure has its exit status",
    arguments: [
      (.unreachable, 69, "unreachable"), (.connectTimedOut, 75, "connect timed out"),
      (.timedOut, 69, "timed out"), (.denied, 77, "denied"), (.protocolViolation, 76, "protocol violation"),
      (.busy, 75, "busy"), (.serverRefused, 69, "server refused"), (.usage, 64, "usage"),
      (.badInput, 65, "bad input"), (.configuration, 78, "configuration"), (.refused, 5, "refused"),
      (.internalError, 70, "internal error"), (.loginRefused, 77, "login refused"),
      (.nothingNamed, 3, "nothing named"),
    ] as [(ControlError.Code, Int32, String)])
  func exitStatus(code: ControlError.Code, status: Int32, description: String) {
    #expect(code.exitStatus.rawValue == status)
    #expect(code.description == description)
  }
}
