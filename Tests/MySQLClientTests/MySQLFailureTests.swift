import SessionControl
import Testing

@testable import MySQLClient

@Suite("Errors of MySQL for a person")
struct MySQLFailureTests {
  private static let limits = TimeLimits(connect: .milliseconds(1_500), answer: .seconds(30))

  private func failure(_ code: UInt32) -> MySQLFailure {
    MySQLFailure(code: code, sqlState: "HY000", message: "the server's words")
  }

  struct Case: Sendable, CustomTestStringConvertible {
    var code: UInt32
    var elapsed: Duration = .milliseconds(10)
    var kind: ControlError.Code
    var message: String
    var testDescription: String { "\(code) after \(elapsed)" }
  }

  @Test(
    "What went wrong while connecting",
    arguments: [
      Case(code: 1040, kind: .busy, message: "the server has no connection left"),
      Case(code: 1044, kind: .denied, message: "the server does not let this user in from here"),
      Case(code: 1045, kind: .loginRefused, message: "the server refused the login"),
      Case(code: 1698, kind: .loginRefused, message: "the server refused the login"),
      Case(code: 1129, kind: .denied, message: "the server does not let this user in from here"),
      Case(code: 1130, kind: .denied, message: "the server does not let this user in from here"),
      Case(
        code: 2058, kind: .denied,
        message: "the server asks for an authentication method that is not allowed here"),
      Case(
        code: 2059, kind: .denied,
        message: "the server asks for an authentication method that is not allowed here"),
      Case(
        code: 5010, kind: .denied,
        message: "the server asks for an authentication method that is not allowed here"),
      Case(code: 2026, kind: .unreachable, message: "TLS failed"),
      Case(code: 2026, elapsed: .seconds(2), kind: .connectTimedOut, message: "no connection within 2.0s"),
      Case(code: 2005, kind: .unreachable, message: "the host name is not known"),
      Case(code: 2002, kind: .unreachable, message: "cannot connect"),
      Case(code: 2003, kind: .unreachable, message: "cannot connect"),
      // The library counts whole seconds, and may return a little early.
      Case(code: 2002, elapsed: .milliseconds(1_600), kind: .unreachable, message: "cannot connect"),
      Case(
        code: 2002, elapsed: .milliseconds(2_000), kind: .connectTimedOut,
        message: "no connection within 2.0s"),
      Case(code: 2003, elapsed: .milliseconds(1_949), kind: .unreachable, message: "cannot connect"),
      Case(
        code: 2003, elapsed: .milliseconds(1_950), kind: .connectTimedOut,
        message: "no connection within 2.0s"),
      Case(code: 2012, elapsed: .seconds(2), kind: .connectTimedOut, message: "no connection within 2.0s"),
      Case(code: 2012, kind: .protocolViolation, message: "the server broke off the login"),
      Case(code: 2013, kind: .protocolViolation, message: "the server broke off the login"),
      Case(
        code: 2013, elapsed: .milliseconds(1_949), kind: .protocolViolation,
        message: "the server broke off the login"),
      Case(code: 2013, elapsed: .seconds(2), kind: .connectTimedOut, message: "no connection within 2.0s"),
      Case(code: 2000, kind: .protocolViolation, message: "the login failed"),
      Case(code: 2027, kind: .protocolViolation, message: "the login failed"),
      Case(code: 2999, kind: .protocolViolation, message: "the login failed"),
      Case(code: 1053, kind: .serverRefused, message: "the server refused the connection"),
      Case(code: 3118, kind: .serverRefused, message: "the server refused the connection"),
    ])
  func connecting(example: Case) {
    let error = failure(example.code).whileConnecting(
      elapsed: example.elapsed, limits: Self.limits, usedPassword: true)
    #expect(error.code == example.kind)
    #expect(error.message == example.message)
    #expect(error.detail == "error \(example.code), SQLSTATE HY000: the server's words")
    #expect(error.hint != nil)
    #expect(error.target == nil)
  }

  @Test("A refused login is told apart with and without a password")
  func loginHints() {
    #expect(
      failure(1045).whileConnecting(elapsed: .zero, limits: Self.limits, usedPassword: true).hint
        == "check user and password file")
    #expect(
      failure(1045).whileConnecting(elapsed: .zero, limits: Self.limits, usedPassword: false).hint
        == "name the user in the URL and a --password-file")
  }

  @Test(
    "What went wrong with a statement",
    arguments: [
      Case(code: 1095, kind: .denied, message: "this user may not do that"),
      Case(code: 1227, kind: .denied, message: "this user may not do that"),
      Case(code: 1142, kind: .denied, message: "this user may not do that"),
      Case(code: 1045, kind: .denied, message: "this user may not do that"),
      Case(code: 1979, kind: .denied, message: "this user may not do that"),
      Case(code: 1094, kind: .serverRefused, message: "the server refused"),
      Case(code: 1957, kind: .serverRefused, message: "the server refused"),
      Case(code: 1064, kind: .serverRefused, message: "the server refused"),
      Case(code: 1317, kind: .serverRefused, message: "the server refused"),
      Case(code: 4031, kind: .serverRefused, message: "the server refused"),
      Case(code: 2006, kind: .unreachable, message: "the connection broke"),
      Case(code: 2013, kind: .unreachable, message: "the connection broke"),
      Case(code: 2026, kind: .unreachable, message: "the connection broke"),
      Case(code: 2013, elapsed: .milliseconds(29_949), kind: .unreachable, message: "the connection broke"),
      Case(code: 2013, elapsed: .milliseconds(29_950), kind: .timedOut, message: "no answer within 30s"),
      Case(code: 2026, elapsed: .seconds(30), kind: .timedOut, message: "no answer within 30s"),
      Case(code: 2006, elapsed: .seconds(31), kind: .timedOut, message: "no answer within 30s"),
      Case(code: 2014, kind: .protocolViolation, message: "the reply can't be read"),
      Case(code: 2027, elapsed: .seconds(31), kind: .protocolViolation, message: "the reply can't be read"),
    ])
  func running(example: Case) {
    let error = failure(example.code).whileRunning(elapsed: example.elapsed, limits: Self.limits)
    #expect(error.code == example.kind)
    #expect(error.message == example.message)
    #expect(error.detail == "error \(example.code), SQLSTATE HY000: the server's words")
    #expect(error.hint != nil)
    #expect(error.target == nil)
  }
}
