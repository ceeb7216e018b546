internal import SessionControl

/// A proxy that lets nobody through without a login, or not with this one. Pure.
struct ProxyRefusal {
  var login: ProxyCredentials
  /// The logins that the proxy says it takes.
  var offered: [ProxyLogin.Method] = []
  /// Why there was no Kerberos ticket, in Kerberos' words.
  var securityMessage: String?

  /// - Parameter detail: what came of it, in the words of HTTP or of curl.
  func error(detail: String) -> ControlError {
    let names = offered.map(\.rawValue).joined(separator: ", ")
    let offer = names.isEmpty ? "" : "; it takes \(names), see --proxy-auth"
    return switch login.method {
    case .negotiate:
      ControlError(
        .denied, "the proxy did not take a Kerberos ticket", detail: securityMessage ?? detail,
        hint:
          "get one with kinit and look with klist; the ticket is for HTTP/PROXY, so check the proxy's name"
          + offer)
    case .basic, .ntlm, nil:
      login.user == nil
        ? ControlError(
          .denied, "the proxy asks for a login", detail: detail,
          hint:
            "write --proxy http://USER@HOST:PORT with a --proxy-password-file, check the proxy variables, or go "
            + "around it with --proxy none" + offer)
        : ControlError(
          .denied, "the proxy refused the user or the password", detail: detail,
          hint: "check the user in --proxy and the --proxy-password-file" + offer)
    }
  }
}
