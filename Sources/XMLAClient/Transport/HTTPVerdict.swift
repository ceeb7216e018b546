internal import SessionControl

/// What an HTTP exchange came to when no complete SOAP reply was read. Pure.
struct HTTPVerdict {
  var status: Int
  var contentType: String?
  var redirect: String?
  /// Why the body could not be read; nil when there was no body at all.
  var failure: XMLFailure?
  /// The first bytes of the body.
  var preview: [UInt8]
  var usedPassword: Bool

  /// The error to show. The status speaks first, since a body that is no SOAP came with it; a success status
  /// leaves the body itself to be explained.
  var error: ControlError {
    switch status {
    case 401:
      return ControlError(
        .loginRefused,
        usedPassword ? "the server refused the user or the password" : "the server asks for a login",
        detail: "HTTP 401",
        hint: usedPassword
          ? "check the user in the URL and the password file"
          : "put the user into the URL (https://USER@HOST/...) and name a --password-file")
    case 403:
      return ControlError(
        .denied, "the server forbids it", detail: "HTTP 403", hint: "ask for access to this endpoint")
    case 407:
      return ControlError(
        .denied, "the proxy asks for a login", detail: "HTTP 407", hint: "check the proxy variables")
    case 300..<400:
      return ControlError(
        .serverRefused, "the server redirects" + (redirect.map { " to \($0)" } ?? ""),
        detail: "HTTP \(status)", hint: "name that address as the target if you trust it")
    case 404, 405, 410:
      return ControlError(
        .serverRefused, "there is no XMLA endpoint at this path", detail: "HTTP \(status)",
        hint: "check the path, often /olap/msmdpump.dll or /xmla")
    case 200..<300: return bodyError
    default:
      return ControlError(
        .serverRefused, "the server failed", detail: gatewayMessage ?? "HTTP \(status)",
        hint: "look at its log, then try again")
    }
  }

  private var bodyError: ControlError {
    if gatewayMessage != nil || isJSON {
      return ControlError(
        .protocolViolation, "the reply is JSON, not XMLA", detail: gatewayMessage,
        hint: "check the URL, this looks like a gateway or another service")
    }
    if isHTML {
      return ControlError(
        .protocolViolation, "the reply is an HTML page, not XMLA",
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

  private var previewText: String { String(decoding: preview, as: UTF8.self) }

  private var isHTML: Bool {
    switch failure {
    case .documentType(let name), .foreignRoot(let name): return name.lowercased() == "html"
    default: break
    }
    let start = previewText.drop(while: \.isWhitespace).prefix(15).lowercased()
    return contentType?.lowercased().hasPrefix("text/html") == true || start.hasPrefix("<!doctype html")
      || start.hasPrefix("<html")
  }

  private var isJSON: Bool {
    contentType?.lowercased().contains("json") == true || previewText.drop(while: \.isWhitespace).first == "{"
  }

  /// The `message` of a cloud gateway's JSON error (facts/xmla.md c.4), read without a parser: it is only
  /// shown.
  private var gatewayMessage: String? {
    guard isJSON, let key = previewText.firstRange(of: "\"message\"") else { return nil }
    let rest = previewText[key.upperBound...].drop { $0 != "\"" }.dropFirst()
    let message = String(rest.prefix { $0 != "\"" })
    return message.isEmpty ? nil : "HTTP \(status): \(message)"
  }
}
