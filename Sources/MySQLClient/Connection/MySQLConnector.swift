internal import CMariaDB
internal import SessionControl

/// Makes connections: what is asked of libmariadb, and what is checked of the connection that came about.
struct MySQLConnector: Sendable {
  let address: MySQLAddress
  let limits: TimeLimits
  /// Whether statements may stay silent for longer than an answer may take.
  var isPatient = false
  let trace: Trace?

  /// Blocks until the server let us in, or the time is up.
  ///
  /// - Returns: the caller's to close.
  func connect(_ credentials: Credentials) throws -> UnsafeMutablePointer<MYSQL> {
    guard let connection = mysql_init(nil) else { throw ControlError(.internalError, "mysql_init failed") }
    do {
      try configure(connection)
      let started = ContinuousClock.now
      trace?("> connect \(address.endpoint), TLS \(address.tls.rawValue)")
      guard realConnect(connection, credentials) else {
        let failure = MySQLFailure(of: connection)
        trace?("< \(failure.detail)")
        throw error(failure, of: connection, credentials, elapsed: ContinuousClock.now - started)
      }
      try checkTLS(connection)
    } catch {
      mysql_close(connection)
      throw error
    }
    trace?("< connected, \(mysql_get_server_info(connection).map { String(cString: $0) } ?? "")")
    return connection
  }

  private func error(
    _ failure: MySQLFailure, of connection: UnsafeMutablePointer<MYSQL>, _ credentials: Credentials,
    elapsed: Duration
  ) -> ControlError {
    if failure.code == AuthenticationRefusal.code {
      if demandsTLS, mysql_get_ssl_cipher(connection) == nil { return missingTLS(detail: failure.detail) }
      if address.isOpenToImpostors, mysql_get_ssl_cipher(connection) == nil {
        return ControlError(
          .denied, "the server wants the password itself, and there is no TLS to send it over",
          detail: failure.detail, hint: "use tls=verify-full; the password was not sent")
      }
      return credentials.password == nil
        ? ControlError(
          .loginRefused, "the server wants a password, and there is none", detail: failure.detail,
          hint: credentials.refusalHint ?? "name a --password-file")
        : ControlError(
          .denied, "the login failed", detail: failure.detail,
          hint: "look at the server's log; it takes an account that needs a password and nothing else")
    }
    var error = failure.whileConnecting(
      elapsed: elapsed, limits: limits, usedPassword: credentials.password != nil)
    if error.code == .loginRefused, let hint = credentials.refusalHint { error.hint = hint }
    return error
  }

  private func realConnect(_ connection: UnsafeMutablePointer<MYSQL>, _ credentials: Credentials) -> Bool {
    let host: String?
    let port: UInt16
    let socket: String?
    switch address.endpoint {
    case .socket(let path): (host, port, socket) = (nil, 0, path)
    case .tcp(let name, let number): (host, port, socket) = (name, number, nil)
    }
    func connect() -> Bool {
      mysql_real_connect(
        connection, host, credentials.user, credentials.password?.reveal() ?? "", nil, UInt32(port), socket, 0
      )
        != nil
    }
    return keepsPasswordWithinTLS
      ? CachingSHA2Authentication.demandingTLS(of: connection, connect) : connect()
  }

  /// Closes the holes that the library leaves open by default (facts/mysql.md 4).
  private func configure(_ connection: UnsafeMutablePointer<MYSQL>) throws {
    func set(_ option: mysql_option, _ value: UInt32) throws {
      var value = value
      try check(mysql_options(connection, option, &value), option)
    }
    func set(_ option: mysql_option, _ value: String) throws {
      try check(value.withCString { mysql_options(connection, option, $0) }, option)
    }
    func check(_ status: Int32, _ option: mysql_option) throws {
      guard status == 0 else {
        throw ControlError(.internalError, "libmariadb refused option \(option.rawValue)")
      }
    }
    // The library takes whole seconds only.
    try set(MYSQL_OPT_CONNECT_TIMEOUT, UInt32(clamping: limits.connect.wholeSecondsRoundedUp))
    if !isPatient {
      try set(MYSQL_OPT_READ_TIMEOUT, UInt32(clamping: limits.answer.wholeSecondsRoundedUp))
    }
    try set(MYSQL_OPT_WRITE_TIMEOUT, UInt32(clamping: limits.answer.wholeSecondsRoundedUp))
    // One row may hold a statement as long as the server's max_allowed_packet, 16 or 64 MiB by default. The
    // library would take 1 GiB from a server that sends one without an end.
    var longest = 256 << 20
    guard mysql_options(connection, MYSQL_OPT_MAX_ALLOWED_PACKET, &longest) == 0 else {
      throw ControlError(.internalError, "libmariadb refused a limit for packets")
    }
    // A hostile server could ask for files.
    try set(MYSQL_OPT_LOCAL_INFILE, 0)
    // A rogue server could ask for the password in clear text. The native method must be in the list even for
    // users of another one, since servers offer it first.
    try set(MARIADB_OPT_RESTRICTED_AUTH, Self.authenticationMethods(address).joined(separator: ","))
    if address.allowsCleartextPassword { try CleartextAuthentication.enable() }
    try set(MYSQL_SET_CHARSET_NAME, "utf8mb4")
    _ = mysql_options4(connection, MYSQL_OPT_CONNECT_ATTR_ADD, "program_name", Product.name)
    switch address.endpoint {
    case .socket: try set(MYSQL_OPT_PROTOCOL, MYSQL_PROTOCOL_SOCKET.rawValue)
    // Without this the host name "localhost" means the socket.
    case .tcp: try set(MYSQL_OPT_PROTOCOL, MYSQL_PROTOCOL_TCP.rawValue)
    }
    try configureTLS(connection)
  }

  /// Without TLS, over a socket and with `verify-full` the library does right by caching_sha2_password.
  private static func authenticationMethods(_ address: MySQLAddress) -> [String] {
    let proofs = ["mysql_native_password", "client_ed25519"]
    let isSafe =
      switch (address.tls, address.endpoint) {
      case (.verifyFull, _): true
      case (.disabled, _): !address.isOpenToImpostors || CachingSHA2Authentication.isGuarded
      case (.preferred, _), (.required, _), (.verifyCA, _): CachingSHA2Authentication.isGuarded
      }
    return proofs + (isSafe ? [CachingSHA2Authentication.name] : [])
      + (address.allowsCleartextPassword ? CleartextAuthentication.methods : [])
  }

  private func configureTLS(_ connection: UnsafeMutablePointer<MYSQL>) throws {
    var enforce: my_bool = 1
    var verify: my_bool = address.tls == .verifyFull ? 1 : 0
    guard address.tls != .disabled else { return }
    let files = address.tlsFiles
    if address.tls == .verifyCA, files.ca == nil {
      throw ControlError(
        .configuration, "tls=verify-ca needs a CA",
        hint: "name it with --tls-ca, as tls-ca or ssl-ca, or use tls=verify-full"
      )
    }
    // For `preferred` and `required` a CA is not passed on: the library would check the chain.
    let ca = address.tls == .preferred || address.tls == .required ? nil : files.ca
    _ = mysql_ssl_set(connection, files.key, files.certificate, ca, nil, nil)
    _ = mysql_options(connection, MYSQL_OPT_SSL_ENFORCE, &enforce)
    _ = mysql_options(connection, MYSQL_OPT_SSL_VERIFY_SERVER_CERT, &verify)
  }

  /// The library's "enforce" connects in clear text to a server without TLS (facts/mysql.md 4 point 1), so
  /// what was demanded is checked on the connection itself. Only a scrambled proof of the password has been
  /// sent by then, see `authenticationMethods` and `keepsPasswordWithinTLS`.
  private func checkTLS(_ connection: UnsafeMutablePointer<MYSQL>) throws {
    let cipher = mysql_get_ssl_cipher(connection).map { String(cString: $0) }
    trace?("< TLS: \(cipher ?? "none")")
    if demandsTLS, cipher == nil { throw missingTLS(detail: nil) }
  }

  private func missingTLS(detail: String?) -> ControlError {
    ControlError(
      .unreachable, "the server offers no TLS, and tls=\(address.tls.rawValue) demands it", detail: detail,
      hint: "turn TLS on at the server; tls=disabled sends everything in clear text")
  }

  /// Without TLS caching_sha2_password may ask for the password encrypted with a key that the server sends along, and
  /// anybody on the way can have a key.
  private var keepsPasswordWithinTLS: Bool { demandsTLS || address.isOpenToImpostors }

  private var demandsTLS: Bool {
    switch address.tls {
    case .disabled, .preferred: false
    case .required, .verifyCA, .verifyFull: true
    }
  }
}
