internal import SessionControl

/// What one request shows to be let in. Pure.
enum RequestLogin {
  case nothing
  /// Nothing as yet: there is a user, and no password.
  case userWithoutPassword
  /// A header of the configuration, `Authorization`.
  case header
  case password(LoginMethod, user: String, Secret)
  /// A Kerberos ticket.
  case ticket
  case token(Secret)
  /// Nothing, since the request follows a redirect to this URL.
  case dropped(url: String)

  /// - Parameters:
  ///   - token: the bearer token, once there is one.
  ///   - redirect: where a redirect led; what was meant for another place does not go there.
  init(_ credentials: Credentials, token: Secret?, redirect: String?) {
    if let redirect {
      self = .dropped(url: redirect)
      return
    }
    switch credentials.method {
    // By the rules of the configuration there is no other login then.
    case _ where credentials.headers.contains { $0.name.lowercased() == "authorization" }: self = .header
    case .some(.none): self = .nothing
    case .negotiate: self = .ticket
    case .bearer: self = token.map { .token($0) } ?? .nothing
    case .basic, .ntlm, nil:
      self =
        credentials.password.map {
          .password(credentials.method ?? .basic, user: credentials.user ?? "", $0)
        } ?? (credentials.user == nil ? .nothing : .userWithoutPassword)
    }
  }

  /// The Authorization header's scheme, for the trace.
  var scheme: String? {
    switch self {
    case .nothing, .userWithoutPassword, .header, .dropped: nil
    case .password(.ntlm, _, _): "NTLM"
    case .password: "Basic"
    case .ticket: "Negotiate"
    case .token: "Bearer"
    }
  }

  /// What may not be read on the way; nil where it shows nothing of the kind. NTLM and Kerberos prove that one
  /// knows a secret and do not send it.
  var clearText: String? {
    switch self {
    case .nothing, .userWithoutPassword, .header, .dropped, .ticket, .password(.ntlm, _, _): nil
    case .password: "a password"
    case .token: "a token"
    }
  }
}
