internal import CMariaDB
internal import SessionControl

/// An error of the server or of the client library, as it came.
struct MySQLFailure: Error, Equatable {
  var code: UInt32
  var sqlState: String
  var message: String

  /// Errors that decisions are made on. Codes of 2000 and up are the client library's.
  static let tooManyConnections: UInt32 = 1040
  static let unknownThread: UInt32 = 1094
  static let unknownQueryID: UInt32 = 1957
  /// A variable, table, function or form of statement that this server does not have.
  static let unsupportedCodes: Set<UInt32> = [
    1044, 1049, 1054, 1064, 1109, 1142, 1146, 1193, 1227, 1235, 1305, 1370,
  ]
  /// Of KILL: somebody else's thread or statement, or a right that is missing.
  static let killDeniedCodes: Set<UInt32> = [1095, 1227, 1979]
  /// A CALL of what is not there, or not for this user.
  static let noProcedureCodes: Set<UInt32> = [1044, 1049, 1142, 1305, 1370]
  /// KILL with an expression, where a server or proxy takes only a number.
  static let noExpressionCodes: Set<UInt32> = [1064, 1149, 1235]
  static let deniedCodes: Set<UInt32> = [1044, 1045, 1095, 1129, 1130, 1142, 1227, 1698, 1979]
  /// A statement that takes a right which this user lacks.
  static let lacksRight: UInt32 = 1227
  /// No such function, as in servers that are too old for it.
  static let unknownFunction: UInt32 = 1305
  /// No such table: 1109 in information_schema, 1146 elsewhere.
  static let noTableCodes: Set<UInt32> = [1109, 1146]
  /// Statements that can't be understood: no such database, table, column or routine, syntax errors.
  static let inputCodes: Set<UInt32> = [1046, 1049, 1054, 1064, 1065, 1109, 1146, 1305]
  /// The library was asked to use, or could not load, an authentication method that is not allowed here.
  static let authenticationMethodCodes: Set<UInt32> = [2058, 2059, 5010]
  /// The statement, or MariaDB's connection with it, was killed.
  static let interruptedCodes: Set<UInt32> = [1317, 1927]
  /// The server's own time limit: MariaDB's max_statement_time, MySQL's max_execution_time.
  static let timeLimitCodes: Set<UInt32> = [1969, 3024]
  static let tls: UInt32 = 2026
  /// What the library makes of a server that says nothing while connecting.
  static let silenceCodes: Set<UInt32> = [2002, 2003, 2012, 2013, tls]

  /// The connection is gone; over TLS it says so in its own way.
  static let lossCodes: Set<UInt32> = [2006, 2013, tls]

  var detail: String { "error \(code), SQLSTATE \(sqlState): \(message)" }

  /// What went wrong while connecting.
  ///
  /// - Parameters:
  ///   - elapsed: how long the try took. The library has no code for "timed out": the clock tells.
  ///   - usedPassword: whether there was one to send.
  func whileConnecting(elapsed: Duration, limits: TimeLimits, usedPassword: Bool) -> ControlError {
    func failure(_ kind: ControlError.Code, _ message: String, _ hint: String) -> ControlError {
      ControlError(kind, message, detail: detail, hint: hint)
    }
    let wholeSeconds = Duration.seconds(limits.connect.wholeSecondsRoundedUp)
    switch code {
    // A server that falls silent within TLS is told as a failure of TLS.
    case let code where Self.silenceCodes.contains(code) && elapsed >= wholeSeconds - .milliseconds(50):
      return failure(
        .connectTimedOut, "no connection within \(wholeSeconds.spoken)",
        code == 2013
          ? "the server took the connection and says nothing; it may be hung, so look at it and try again"
          : "check the host and any firewall, then try again")
    case Self.tooManyConnections:
      return failure(
        .busy, "the server has no connection left", "try again, or use an account with CONNECTION ADMIN")
    case 1045, 1698:
      return failure(
        .loginRefused, "the server refused the login",
        usedPassword ? "check user and password file" : "name the user in the URL and a --password-file")
    case let code where Self.deniedCodes.contains(code):
      return failure(
        .denied, "the server does not let this user in from here", "ask its administrator for the right")
    case let code where Self.authenticationMethodCodes.contains(code):
      return failure(
        .denied, "the server asks for an authentication method that is not allowed here",
        "the password was not sent; PAM and LDAP want it in clear text, which takes --allow-cleartext-password"
      )
    case Self.tls:
      return failure(
        .unreachable, "TLS failed",
        "check the certificate's CA and host name, or the tls= part of the URL")
    case 2005:
      return failure(.unreachable, "the host name is not known", "check the host name in the URL")
    case 2002 where elapsed < limits.connect:
      return failure(.unreachable, "cannot connect", "check the address, and that the server runs")
    case 2002, 2003, 2012, 2013:
      return code == 2002 || code == 2003
        ? failure(
          .unreachable, "cannot connect", "check the host and the port, and that the server runs")
        : failure(
          .protocolViolation, "the server broke off the login",
          "check that this port speaks the MySQL protocol, and look at the server's log")
    case 2000..<3000:
      return failure(.protocolViolation, "the login failed", "check that this port speaks the MySQL protocol")
    default:
      return failure(.serverRefused, "the server refused the connection", "look at the server's log")
    }
  }

  /// What went wrong with a statement that somebody wrote.
  var ofStatement: ControlError {
    func failure(_ kind: ControlError.Code, _ message: String, _ hint: String) -> ControlError {
      ControlError(kind, message, detail: detail, hint: hint)
    }
    return switch code {
    case let code where Self.timeLimitCodes.contains(code):
      failure(
        .serverRefused, "the server's own time limit ended the statement",
        "see max_statement_time (MariaDB) or max_execution_time (MySQL)")
    case let code where Self.deniedCodes.contains(code):
      failure(.denied, "this user may not do that", "ask the server's administrator for the right")
    case let code where Self.inputCodes.contains(code):
      failure(.badInput, "the statement is wrong", "correct it")
    default: failure(.serverRefused, "the statement failed", "the server's own words say why")
    }
  }

  static func noAnswer(within limit: Duration, detail: String?) -> ControlError {
    ControlError(
      .timedOut, "no answer within \(limit.spoken)", detail: detail,
      hint: "the server may be overloaded or hung; a longer --timeout waits longer")
  }

  /// The connection ended while a statement ran that may take any time.
  var whileWaiting: ControlError {
    ControlError(
      .unreachable, "the connection ended while the statement ran", detail: detail,
      hint: "somebody may have killed it, or the server stopped; 'xmlactl sessions' tells whether it runs")
  }

  /// Of our own statements, and of lists.
  func whileRunning(elapsed: Duration, limits: TimeLimits) -> ControlError {
    func failure(_ kind: ControlError.Code, _ message: String, _ hint: String) -> ControlError {
      ControlError(kind, message, detail: detail, hint: hint)
    }
    switch code {
    case let code where Self.deniedCodes.contains(code):
      return failure(
        .denied, "this user may not do that",
        "it takes CONNECTION ADMIN (MySQL: CONNECTION_ADMIN), or the session's own user")
    case let code where Self.lossCodes.contains(code):
      let wholeSeconds = Duration.seconds(limits.answer.wholeSecondsRoundedUp)
      return elapsed >= wholeSeconds - .milliseconds(50)
        ? Self.noAnswer(within: wholeSeconds, detail: detail)
        : failure(
          .unreachable, "the connection broke",
          "what came so far is incomplete; check the server and try again"
        )
    case 2000..<3000:
      return failure(.protocolViolation, "the reply can't be read", "look with --trace")
    default:
      return failure(.serverRefused, "the server refused", "look with --trace")
    }
  }
}

extension MySQLFailure {
  /// Of the last call on a connection.
  init(of connection: UnsafeMutablePointer<MYSQL>) {
    self.init(
      code: UInt32(mysql_errno(connection)),
      sqlState: mysql_sqlstate(connection).map { String(cString: $0) } ?? "",
      message: mysql_error(connection).map { String(cString: $0) } ?? "")
  }
}
