internal import CCurlLoader
internal import SessionControl

/// A request that curl could not carry out, in words for a person.
struct TransportFailure {
  var code: CURLcode
  var text: String
  var limits: TimeLimits

  var error: ControlError {
    let detail = text.isEmpty ? String(cString: ccurl_easy_strerror(code)) : text
    func failure(_ kind: ControlError.Code, _ message: String, _ hint: String) -> ControlError {
      ControlError(kind, message, detail: "curl \(code.rawValue): \(detail)", hint: hint)
    }
    switch code {
    case CURLE_COULDNT_RESOLVE_HOST:
      return failure(.unreachable, "the host name is not known", "check the host name in the URL")
    case CURLE_COULDNT_RESOLVE_PROXY:
      return failure(.unreachable, "the proxy's name is not known", "check the proxy variables")
    case CURLE_COULDNT_CONNECT:
      return failure(.unreachable, "cannot connect", "check the host and the port, and that the server runs")
    case CURLE_OPERATION_TIMEDOUT:
      return failure(
        .connectTimedOut, "no connection within \(limits.connect.spoken)",
        "check the host and any firewall, then try again")
    case CURLE_PEER_FAILED_VERIFICATION:
      return failure(
        .unreachable, "the server's certificate is not trusted",
        "install its CA on this machine, or check the host name")
    case CURLE_SSL_CONNECT_ERROR:
      return failure(.unreachable, "TLS failed", "check that this port speaks https")
    case CURLE_GOT_NOTHING:
      return failure(
        .protocolViolation, "the server closed the connection without an answer",
        "check that this port speaks HTTP, and look at the server's log")
    case CURLE_ABORTED_BY_CALLBACK:
      return failure(.unreachable, "the server closed the connection without an answer", "try again")
    case CURLE_RECV_ERROR, CURLE_SEND_ERROR, CURLE_PARTIAL_FILE:
      return failure(
        .unreachable, "the connection broke", "what came so far is incomplete; try again")
    case CURLE_UNSUPPORTED_PROTOCOL, CURLE_WEIRD_SERVER_REPLY:
      return failure(
        .protocolViolation, "the server does not speak HTTP", "check the port")
    default:
      return failure(.unreachable, "the request failed", "look with --trace")
    }
  }
}
