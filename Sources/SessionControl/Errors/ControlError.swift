/// What went wrong, for a person at 3 a.m.: what failed, on which target, why in the server's own words, and
/// what to do next. Never holds a secret.
public struct ControlError: Error, Sendable, Equatable, CustomStringConvertible {
  /// A kind of failure. A struct, so that kinds can be added without breaking callers.
  public struct Code: Sendable, Hashable, CustomStringConvertible {
    public let description: String
    public let exitStatus: ExitStatus

    private init(_ description: String, _ exitStatus: ExitStatus) {
      self.description = description
      self.exitStatus = exitStatus
    }

    /// The connection broke, or an answer did not come whole.
    public static let unreachable = Code("unreachable", .unreachable)
    /// There never was a connection, so nothing was sent.
    public static let notConnected = Code("not connected", .unreachable)
    /// The session or its connection had ended before the statement: nothing of it ran.
    public static let sessionLost = Code("session lost", .unreachable)
    /// Nobody answered while connecting; another try may work.
    public static let connectTimedOut = Code("connect timed out", .tryAgain)
    /// Connected, and then no answer in time.
    public static let timedOut = Code("timed out", .unreachable)
    /// Authentication or permission denied.
    public static let denied = Code("denied", .denied)
    /// The reply is not what the protocol says.
    public static let protocolViolation = Code("protocol violation", .protocolViolation)
    /// The server has no room just now.
    public static let busy = Code("busy", .tryAgain)
    /// The server understood and refused for a reason of its own.
    public static let serverRefused = Code("server refused", .unreachable)
    /// The command line is wrong.
    public static let usage = Code("usage", .usage)
    /// Input data (ids on stdin, a file) is wrong.
    public static let badInput = Code("bad input", .badInput)
    /// A file or an environment variable is wrong.
    public static let configuration = Code("configuration", .configuration)
    /// Nothing was named, so there was nothing to cancel.
    public static let nothingNamed = Code("nothing named", .nothingToCancel)
    /// The server asks for a login, or refuses the one it got.
    public static let loginRefused = Code("login refused", .denied)
    /// A person said no, or a guard did.
    public static let refused = Code("refused", .refused)
    /// A mistake of this program.
    public static let internalError = Code("internal error", .internalError)
  }

  public var code: Code
  /// What failed, as a clause without a full stop.
  public var message: String
  /// The target's name as the person gave it, without credentials.
  public var target: String?
  /// The server's own code and text, untouched.
  public var detail: String?
  /// What to do next.
  public var hint: String?

  public init(
    _ code: Code, _ message: String, target: String? = nil, detail: String? = nil, hint: String? = nil
  ) {
    self.code = code
    self.message = message
    self.target = target
    self.detail = detail
    self.hint = hint
  }

  /// Whether the server can't have heard the request: it was never reached, or it turned the caller away.
  public var wasUnheard: Bool {
    code == .notConnected || code == .connectTimedOut || code.exitStatus == .denied
  }

  /// The same error, said of a target.
  public func of(target: String) -> ControlError {
    var copy = self
    copy.target = copy.target ?? target
    return copy
  }

  /// One line: `TARGET: what failed (the server's own words); what to do next`.
  public var description: String {
    var line = target.map { "\($0): " } ?? ""
    line += message
    if let detail { line += " (\(detail))" }
    if let hint { line += "; \(hint)" }
    return line.printable
  }
}
