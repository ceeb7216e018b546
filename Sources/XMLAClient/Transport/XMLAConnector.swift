internal import SessionControl

/// How to connect to an XMLA endpoint, with all that an earlier connection to it has found out.
struct XMLAConnector: Sendable {
  let address: XMLAAddress
  let credentials: Credentials
  var token: Secret?
  var redirectedURL: String?
  /// By which a balancer finds the server again, in curl's own lines.
  var cookies: [String] = []
  var limits: TimeLimits
  let trace: Trace?

  /// To whichever server a balancer gives a newcomer.
  var anywhere: XMLAConnector {
    var copy = self
    copy.cookies = []
    return copy
  }

  /// - Parameter limit: for the connection, and for each answer.
  func within(_ limit: Duration) -> XMLAConnector {
    var copy = self
    copy.limits = TimeLimits(connect: min(limits.connect, limit), answer: min(limits.answer, limit))
    return copy
  }
}
