/// A way to misbehave; the raw value is its name on the command line.
///
/// Three groups. Some change the reply on its way to the client, and the request is carried out all the same.
/// Some answer in place of the server, which never sees the request. Some change what becomes of a Cancel.
public enum Fault: String, CaseIterable, Sendable {
  case slowFirstByte = "slow-first-byte"
  case stallMidBody = "stall-mid-body"
  case truncate
  case emptyBody = "empty-body"
  case trailingZero = "trailing-zero"
  case wrongCharset = "wrong-charset"

  case htmlPage = "html-page"
  case fault500 = "fault-500"
  case jsonError = "json-error"

  case cancelWarning = "cancel-warning"
  case cancelSlow = "cancel-slow"
  case cancelIgnored = "cancel-ignored"

  /// What it does, for the help.
  public var summary: String {
    switch self {
    case .slowFirstByte: "The reply begins only after a time (2s)."
    case .stallMidBody: "Half of the reply, then silence on an open connection."
    case .truncate: "Half of the reply, then the connection closes."
    case .emptyBody: "HTTP 200 without a body."
    case .trailingZero: "A zero byte after the XML."
    case .wrongCharset: "The Content-Type claims utf-16, the bytes are UTF-8."
    case .htmlPage: "HTTP 200 and a login page; the server sees no request."
    case .fault500: "HTTP 500 and the fault 0xC1000007; nothing is done."
    case .jsonError: "HTTP 502 and a gateway's JSON; nothing is done."
    case .cancelWarning: "A Cancel is answered \"nothing runs\", and does nothing."
    case .cancelSlow: "A Cancel takes effect only after a time (3s)."
    case .cancelIgnored: "A Cancel is accepted, and does nothing."
    }
  }

  /// The time where none is given; nil for a fault that takes none.
  public var usualDuration: SandboxDuration? {
    switch self {
    case .slowFirstByte: SandboxDuration(milliseconds: 2_000)
    case .cancelSlow: SandboxDuration(milliseconds: 3_000)
    default: nil
    }
  }

  /// The only requests that it can apply to; nil for all.
  var onlyRequests: RequestKind? {
    switch self {
    case .cancelWarning, .cancelSlow, .cancelIgnored: .cancel
    default: nil
    }
  }
}
