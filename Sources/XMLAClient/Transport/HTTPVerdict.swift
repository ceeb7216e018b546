internal import SessionControl

/// What an HTTP exchange came to when no complete SOAP reply was read. Pure.
struct HTTPVerdict {
  var head: ResponseHead
  /// Where the answer points, and why nobody went there.
  var redirect: (location: String, why: String)?
  /// Why the body could not be read; nil when there was no body at all.
  var failure: XMLFailure?
  /// The first bytes of the body.
  var preview: [UInt8]
  /// The fault in which the login is refused.
  var fault: Reply.Fault?
  var login: RequestLogin
  /// The logins that the server says it takes.
  var offeredLogins: [LoginMethod] = []
  /// What is said of a proxy that wants a login.
  var proxy = ProxyRefusal(login: ProxyCredentials())
  /// Why there was no Kerberos ticket, in Kerberos' words.
  var securityMessage: String?

  private var status: Int { head.status }

  private var page: ErrorPage { ErrorPage(preview: preview, mediaType: head.mediaType, failure: failure) }

  private var detail: String {
    let words = fault?.messages.map(\.description).joined(separator: "; then ") ?? page.message
    // A fault comes with any status, and tells more than that does.
    if let words, fault != nil, ![401, 403].contains(status) { return words }
    return words.map { "HTTP \(status): \($0)" } ?? "HTTP \(status)"
  }

  /// The error of a reply that turns this user away; nil for any other, which tells by itself what is the matter.
  ///
  /// - Parameter mayRepeat: whether the request does no harm when the server takes it twice. One that the server may have
  ///   begun is not sent again with another login.
  func refusal(in reply: Reply, mayRepeat: Bool) -> ControlError? {
    var verdict = self
    verdict.fault = reply.fault
    switch status {
    case 401, 407: return verdict.error
    case 403: return reply.failure?.code?.meaning == nil ? verdict.error : nil
    default: break
    }
    guard let fault = reply.fault else { return nil }
    guard fault.objection == .login || verdict.isOfExpiredToken else { return nil }
    var error = verdict.loginError
    if !mayRepeat, !fault.isSenders, error.code == .loginRefused { error.code = .denied }
    return error
  }

  /// Whether a token was shown that has expired.
  private var isOfExpiredToken: Bool {
    guard case .token = login else { return false }
    return namesExpiredToken
  }

  private var namesExpiredToken: Bool {
    fault?.namesExpiredToken ?? ExpiredToken.isNamed(in: String(decoding: preview, as: UTF8.self))
  }

  /// The error to show. The status speaks first, since a body that is no SOAP came with it; a success status
  /// leaves the body itself to be explained.
  var error: ControlError {
    switch status {
    case 401: return loginError
    case 403 where isOfExpiredToken: return loginError
    case 403:
      return ControlError(
        .denied, "the server forbids it", detail: detail,
        hint: namesExpiredToken ? "get a new token" : "ask for access to this endpoint")
    case 407: return proxy.error(detail: detail)
    case 429, 503:
      return ControlError(
        .busy, status == 429 ? "the server gets too many requests" : "the server has no room just now",
        detail: detail, hint: retryHint)
    case 502, 504:
      return ControlError(
        .unreachable, "a gateway got no good answer from the server behind it", detail: detail,
        hint: "look whether the server behind it runs")
    case 300..<400:
      let place = redirect.map { " to \($0.location.shortened(to: 200)), and \($0.why)" } ?? ""
      return ControlError(
        .serverRefused, "the server redirects" + place, detail: detail,
        hint: "name that address as the target if you trust it")
    case 404, 405, 410:
      return ControlError(
        .serverRefused, "there is no XMLA endpoint at this path", detail: detail,
        hint: "check the path, often /olap/msmdpump.dll or /xmla")
    case 200..<300: return bodyError
    case 400..<500:
      return ControlError(
        .serverRefused, "the server does not take the request", detail: detail,
        hint: "check the URL, the login and any client certificate")
    default:
      return ControlError(
        .serverRefused, "the server failed", detail: detail, hint: "look at its log, then try again")
    }
  }

  private var retryHint: String {
    guard let when = head.retryAfter else { return "try again later" }
    let isSeconds = !when.isEmpty && when.allSatisfy { $0.isASCII && $0.isNumber }
    return isSeconds
      ? "try again in \(when) seconds, as it asks for" : "try again after \(when), as it asks for"
  }

  private var loginError: ControlError {
    let offered = offeredLogins.map(\.rawValue).joined(separator: ", ")
    let offer = offered.isEmpty ? "" : "; it takes \(offered), see --auth"
    switch login {
    case .dropped(let url):
      return ControlError(
        .denied, "the server redirects to \(url), which asks for a login", detail: detail,
        hint: "logins do not go along; name that address as the target if you trust it")
    case .password:
      return ControlError(
        .loginRefused, "the server refused the user or the password", detail: detail,
        hint: "check the user and the password file" + offer)
    case .ticket:
      return ControlError(
        .denied, "the server did not take a Kerberos ticket", detail: securityMessage ?? detail,
        hint: "get one with kinit and look with klist; the ticket is for HTTP/HOST, so check the host's name")
    case .token:
      return ControlError(
        .loginRefused, "the server refused the token", detail: detail,
        hint: "it may have expired; check where --token-file or --token-command gets it")
    case .header:
      return ControlError(
        .denied, "the server refused the Authorization header of the configuration", detail: detail,
        hint: namesExpiredToken ? "its token has expired: get a new one" : "check it there" + offer)
    case .userWithoutPassword:
      return ControlError(
        .loginRefused, "the server asks for a password", detail: detail,
        hint: "name a --password-file" + offer)
    case .nothing:
      return ControlError(
        .loginRefused, "the server asks for a login", detail: detail,
        hint: "put the user into the URL (https://USER@HOST/...) and name a --password-file" + offer)
    }
  }

  private var bodyError: ControlError {
    if page.isJSON {
      return ControlError(
        .protocolViolation, "the reply is JSON, not XMLA", detail: page.message.map { _ in detail },
        hint: "check the URL, this looks like a gateway or another service")
    }
    if page.isHTML {
      return ControlError(
        .protocolViolation, "the reply is an HTML page, not XMLA", detail: page.message.map { _ in detail },
        hint: "check the URL, this looks like a web site or a login page")
    }
    switch failure {
    case .documentType:
      return ControlError(
        .protocolViolation, "the reply has a document type declaration, which SOAP forbids",
        hint: "nothing in it was used; do not trust this endpoint")
    case .tooLarge(let what):
      return ControlError(
        .protocolViolation, "the reply is larger than any honest one: \(what)",
        hint: "nothing more was read; do not trust this endpoint")
    case .malformed(let line, let column, let reason, let hasEnded):
      if preview.isEmpty { return emptyError }
      if hasEnded {
        return ControlError(
          .protocolViolation, "the reply ended in the middle, at line \(line)",
          hint: "the list is incomplete; try again, and look at the server's and any proxy's log")
      }
      return ControlError(
        .protocolViolation, "the reply is not well-formed XML",
        detail: "line \(line), column \(column): \(reason)",
        hint: "check the URL, or look with --trace")
    case .foreignRoot(let root):
      return ControlError(
        .protocolViolation, "the reply is XML but not SOAP: its root is <\(root)>", hint: "check the URL")
    case nil: return emptyError
    }
  }

  private var emptyError: ControlError {
    ControlError(
      .protocolViolation, "the reply is empty", detail: "HTTP \(status)",
      hint: "check the URL, and look at the server's log")
  }
}
