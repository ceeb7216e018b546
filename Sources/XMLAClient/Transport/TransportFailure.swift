internal import CCurlLoader
internal import SessionControl

/// A request that curl could not carry out, in words for a person.
struct TransportFailure {
  var code: CURLcode
  var text: String
  var limits: TimeLimits
  /// What is said of a proxy that wants a login.
  var proxy = ProxyRefusal(login: ProxyCredentials())
  /// The status with which a proxy answered a CONNECT; 0 without one.
  var proxyStatus = 0
  /// OpenSSL's verdict on the server's certificate. 0 is a good one, and curl begins with 1, which stays where
  /// the certificate is good and only the host is another.
  var certificateVerdict = 0
  /// Whether a server may have taken the request. curl sends one again when a kept connection closes without an answer,
  /// and what it then meets is no word of the first server's.
  var isUncertain = false

  var error: ControlError {
    let last = lastError
    guard isUncertain, last.wasUnheard else { return last }
    return ControlError(
      .unreachable, "the server closed the connection without an answer",
      detail: ["then: \(last.message)", last.detail].compactMap(\.self).joined(separator: ", "),
      hint: "look whether the server runs")
  }

  /// What the last connection met.
  private var lastError: ControlError {
    let detail = text.isEmpty ? String(cString: ccurl_easy_strerror(code)) : text
    func failure(_ kind: ControlError.Code, _ message: String, _ hint: String) -> ControlError {
      ControlError(kind, message, detail: "curl \(code.rawValue): \(detail)", hint: hint)
    }
    // Only a status that lets through is followed by anything else.
    if proxyStatus >= 300 {
      return proxyStatus == 407
        ? proxy.error(detail: "curl \(code.rawValue): \(detail)")
        : failure(
          .notConnected, "the proxy does not let the connection through (HTTP \(proxyStatus))",
          "check the proxy, or go around it with --proxy none")
    }
    switch code {
    case CURLE_COULDNT_RESOLVE_HOST:
      return failure(.notConnected, "the host name is not known", "check the host name in the URL")
    case CURLE_COULDNT_RESOLVE_PROXY:
      return failure(.notConnected, "the proxy's name is not known", "check --proxy and the proxy variables")
    case CURLE_COULDNT_CONNECT:
      return failure(.notConnected, "cannot connect", "check the host and the port, and that the server runs")
    case CURLE_OPERATION_TIMEDOUT:
      return failure(
        .connectTimedOut, "no connection within \(limits.connect.spoken)",
        "check the host and any firewall, then try again")
    case CURLE_PEER_FAILED_VERIFICATION where certificateVerdict <= 1:
      return failure(
        .notConnected, "the server's certificate is for another host",
        "name the host as the certificate does, or find out who answers there")
    case CURLE_PEER_FAILED_VERIFICATION:
      return failure(
        .notConnected, "the server's certificate is not trusted",
        "name its CA with --tls-ca, or install it on this machine")
    case CURLE_SSL_CACERT_BADFILE:
      return failure(.configuration, "the CA's file can't be used", "check --tls-ca: a readable PEM file")
    case CURLE_SSL_CERTPROBLEM:
      return failure(
        .configuration, "the client certificate can't be used",
        "check --tls-cert and --tls-key: readable PEM files that belong together, without a passphrase")
    case CURLE_SSL_CONNECT_ERROR:
      return failure(
        .notConnected, "TLS failed", "check that this port speaks https, and whether it wants a --tls-cert")
    case CURLE_GOT_NOTHING:
      return failure(
        .protocolViolation, "the server closed the connection without an answer",
        "check that this port speaks HTTP, and look at the server's log")
    case CURLE_ABORTED_BY_CALLBACK:
      return failure(.unreachable, "the server closed the connection without an answer", "try again")
    case CURLE_RECV_ERROR, CURLE_SEND_ERROR, CURLE_PARTIAL_FILE:
      return failure(
        .unreachable, "the connection broke", "what came so far is incomplete; try again")
    case CURLE_BAD_CONTENT_ENCODING:
      return failure(
        .protocolViolation, "the reply can't be decompressed",
        "the list is incomplete; look at the server's and any proxy's log")
    case CURLE_UNSUPPORTED_PROTOCOL, CURLE_WEIRD_SERVER_REPLY:
      return failure(
        .protocolViolation, "the server does not speak HTTP", "check the port")
    default:
      return failure(.unreachable, "the request failed", "look with --trace")
    }
  }
}
