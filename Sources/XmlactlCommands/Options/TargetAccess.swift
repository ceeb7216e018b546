internal import SessionControl

/// A target, and all it takes to talk to it.
struct TargetAccess: Sendable {
  var target: Target
  var credentials: Credentials
  var limits: TimeLimits
  /// Whether an XMLA server is asked by views.
  var viaView: Bool
  var isTraced: Bool

  /// A client; connects when first used.
  func backend() -> any SessionBackend {
    CommandContext.required.makeBackend(target, credentials, limits, viaView, trace)
  }

  /// A session in which statements run; connects when it is opened.
  ///
  /// - Parameter settings: for XMLA targets.
  func session(_ settings: SessionSettings) throws -> any StatementSession {
    guard let make = CommandContext.required.makeSession[target.kind] else {
      preconditionFailure("there are sessions for both kinds of server")
    }
    return try make(target, credentials, limits, settings, trace)
  }

  private var trace: Trace? {
    let context = CommandContext.required
    let show: Trace = { context.reportText($0.printable) }
    return isTraced ? show : nil
  }
}
