internal import CMariaDB
internal import SessionControl
internal import Synchronization

/// One connection to a MySQL or MariaDB server, over libmariadb. Its blocking calls run on a thread of its
/// own; cancelling the task that waits shuts the socket down.
///
/// Connects when first used, and never a second time: after a break another server may answer, or the same one
/// after a restart, where ids start again from low numbers and mean somebody else. A statement that did not run
/// to its end closes the connection, since the library can't skip the rest of a reply.
actor MySQLConnection {
  private let address: MySQLAddress
  private var credentials: Credentials
  private let limits: TimeLimits
  private let trace: Trace?
  private let executor = BlockingExecutor(label: "mysql")
  private let gate = SocketGate()
  private var handle: UnsafeMutablePointer<MYSQL>?
  private var knownIdentity: ServerIdentity?
  private var wasConnected = false

  init(address: MySQLAddress, credentials: Credentials, limits: TimeLimits, trace: Trace?) {
    self.address = address
    self.credentials = credentials
    self.limits = limits
    self.trace = trace
  }

  nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  isolated deinit { disconnect() }

  // MARK: Statements

  /// Runs one statement and hands its rows over as they come.
  ///
  /// - Throws: ``MySQLFailure`` for an error of the server that decisions are made on, ``ControlError`` for
  ///   everything else, or what the receiver threw.
  func run(_ sql: String, makeReceiver: @Sendable () -> ResultReceiver) async throws {
    try await withTaskCancellationHandler {
      try perform(sql, makeReceiver())
    } onCancel: {
      gate.shutDown()
    }
    try Task.checkCancellation()
  }

  /// Runs one statement and returns its rows; for short results.
  func rows(_ sql: String) async throws -> [[Value]] {
    let rows = Mutex<[[Value]]>([])
    try await run(sql) {
      ResultReceiver(columns: { _ in }, row: { row in rows.withLock { $0.append(row) } })
    }
    return rows.withLock { $0 }
  }

  private func perform(_ sql: String, _ receiver: ResultReceiver) throws {
    if Task.isCancelled { throw CancellationError() }
    let connection = try connected()
    trace?("> \(sql)")
    let started = ContinuousClock.now
    guard mysql_real_query(connection, sql, UInt(sql.utf8.count)) == 0 else {
      throw failed(connection, since: started)
    }
    guard let result = mysql_use_result(connection) else {
      guard mysql_field_count(connection) == 0 else { throw failed(connection, since: started) }
      trace?("< OK, \((ContinuousClock.now - started).wholeMilliseconds) ms")
      return
    }
    var rowCount = 0
    do {
      let fields = Self.fields(of: result)
      try receiver.columns(fields.map(\.name))
      var asked = ContinuousClock.now
      while let row = mysql_fetch_row(result) {
        guard let lengths = mysql_fetch_lengths(result) else { throw failed(connection, since: asked) }
        try receiver.row(
          fields.indices.map { index in
            row[index].map { fields[index].value(UnsafeRawPointer($0), Int(lengths[index])) } ?? .null
          })
        rowCount += 1
        asked = .now
      }
      guard mysql_errno(connection) == 0 else { throw failed(connection, since: asked) }
    } catch {
      // Freeing the result would read the rest of it, however much that is.
      gate.shutDown()
      mysql_free_result(result)
      disconnect()
      throw error
    }
    mysql_free_result(result)
    trace?("< \(rowCount) rows, \((ContinuousClock.now - started).wholeMilliseconds) ms")
  }

  private static func fields(of result: UnsafeMutablePointer<MYSQL_RES>) -> [MySQLField] {
    let count = Int(mysql_num_fields(result))
    guard let fields = mysql_fetch_fields(result) else { return [] }
    return (0..<count).map { MySQLField(fields[$0]) }
  }

  /// Reads the failure of the last call; a broken connection is given up.
  private func failed(_ connection: UnsafeMutablePointer<MYSQL>, since started: ContinuousClock.Instant)
    -> any Error
  {
    let failure = Self.failure(of: connection)
    trace?("< \(failure.detail)")
    if Task.isCancelled { return CancellationError() }
    // The library's own codes mean that the connection can't be used any more.
    guard (2_000..<3_000).contains(failure.code) else { return failure }
    let error = failure.whileRunning(elapsed: ContinuousClock.now - started, limits: limits)
    disconnect()
    return error
  }

  private static func failure(of connection: UnsafeMutablePointer<MYSQL>) -> MySQLFailure {
    MySQLFailure(
      code: UInt32(mysql_errno(connection)),
      sqlState: mysql_sqlstate(connection).map { String(cString: $0) } ?? "",
      message: mysql_error(connection).map { String(cString: $0) } ?? "")
  }

  // MARK: Identity

  /// Our connection's id as the handshake told it: free, and behind some proxies not the server's own.
  func handshakeID() throws -> UInt64 { UInt64(mysql_thread_id(try connected())) }

  /// Which server answers on this connection. Read once: through a layer 4 balancer a connection can't move.
  func identity() async throws -> ServerIdentity {
    if let knownIdentity { return knownIdentity }
    let connection = try connected()
    let identity = try await readIdentity(ServerFlavour(isMariaDB: mariadb_connection(connection) != 0))
    knownIdentity = identity
    return identity
  }

  /// Reads the identity anew, to tell whether another server answers now.
  func readIdentity(_ flavour: ServerFlavour) async throws -> ServerIdentity {
    let variables = ServerIdentity.variables(of: flavour)
    do {
      return try await readIdentity(flavour, variables)
    } catch let failure as MySQLFailure where failure.code == MySQLFailure.unknownVariable {
      // Old versions lack the first of them; the others name the server less surely.
      return try await readIdentity(flavour, Array(variables.dropFirst()))
    }
  }

  private func readIdentity(_ flavour: ServerFlavour, _ variables: [String]) async throws -> ServerIdentity {
    let list = variables.map { "@@\($0)" }.joined(separator: ", ")
    let row = try await rows("SELECT CONNECTION_ID(), VERSION(), \(list)").first ?? []
    guard row.count == variables.count + 2, let connectionID = row[0].count else {
      throw ControlError(.protocolViolation, "the server does not say who it is", hint: "look with --trace")
    }
    return ServerIdentity(
      flavour: flavour, version: row[1].text ?? "", connectionID: connectionID,
      values: zip(variables, row.dropFirst(2)).map { (variable: $0, value: $1) })
  }

  // MARK: Connecting

  private func connected() throws -> UnsafeMutablePointer<MYSQL> {
    if let handle { return handle }
    guard !wasConnected else {
      throw ControlError(
        .unreachable, "the connection broke earlier in this run, and another server may answer now",
        hint: "list the sessions again before you cancel")
    }
    do {
      return try connect()
    } catch let error as ControlError
      where error.code == .loginRefused && credentials.password == nil && credentials.ask != nil
    {
      // Once only: the server wants a password, and somebody may know it.
      guard let ask = credentials.ask else { throw error }
      credentials.ask = nil
      credentials.password = try ask()
      return try connect()
    }
  }

  private func connect() throws -> UnsafeMutablePointer<MYSQL> {
    guard let connection = mysql_init(nil) else { throw ControlError(.internalError, "mysql_init failed") }
    do {
      try configure(connection)
      let started = ContinuousClock.now
      trace?("> connect \(address.endpoint), TLS \(address.tls.rawValue)")
      guard realConnect(connection) else {
        let failure = Self.failure(of: connection)
        trace?("< \(failure.detail)")
        throw failure.whileConnecting(
          elapsed: ContinuousClock.now - started, limits: limits, usedPassword: credentials.password != nil)
      }
      try checkTLS(connection)
    } catch {
      mysql_close(connection)
      throw error
    }
    gate.open(Int32(mysql_get_socket(connection)))
    handle = connection
    wasConnected = true
    trace?("< connected, \(mysql_get_server_info(connection).map { String(cString: $0) } ?? "")")
    return connection
  }

  private func realConnect(_ connection: UnsafeMutablePointer<MYSQL>) -> Bool {
    let host: String?
    let port: UInt16
    let socket: String?
    switch address.endpoint {
    case .socket(let path): (host, port, socket) = (nil, 0, path)
    case .tcp(let name, let number): (host, port, socket) = (name, number, nil)
    }
    return mysql_real_connect(
      connection, host, credentials.user, credentials.password?.reveal() ?? "", nil, UInt32(port), socket, 0)
      != nil
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
    try set(MYSQL_OPT_READ_TIMEOUT, UInt32(clamping: limits.answer.wholeSecondsRoundedUp))
    try set(MYSQL_OPT_WRITE_TIMEOUT, UInt32(clamping: limits.answer.wholeSecondsRoundedUp))
    // A hostile server could ask for files.
    try set(MYSQL_OPT_LOCAL_INFILE, 0)
    // A rogue server could ask for the password in clear text. The native method must be in the list even for
    // users of another one, since servers offer it first.
    try set(MARIADB_OPT_RESTRICTED_AUTH, Self.authenticationMethods(address).joined(separator: ","))
    try set(MYSQL_SET_CHARSET_NAME, "utf8mb4")
    _ = mysql_options4(connection, MYSQL_OPT_CONNECT_ATTR_ADD, "program_name", Product.name)
    switch address.endpoint {
    case .socket: try set(MYSQL_OPT_PROTOCOL, MYSQL_PROTOCOL_SOCKET.rawValue)
    // Without this the host name "localhost" means the socket.
    case .tcp: try set(MYSQL_OPT_PROTOCOL, MYSQL_PROTOCOL_TCP.rawValue)
    }
    try configureTLS(connection)
  }

  /// Where TLS is asked for, the library's caching_sha2_password sends the password as it is, without a look
  /// whether TLS came about; only `verify-full` makes the library insist on it first.
  private static func authenticationMethods(_ address: MySQLAddress) -> [String] {
    let proofs = ["mysql_native_password", "client_ed25519"]
    let isRisky =
      switch (address.tls, address.endpoint) {
      case (.disabled, _), (.verifyFull, _), (_, .socket): false
      case (.preferred, .tcp(let host, _)): !Loopback.contains(host)
      case (.required, _), (.verifyCA, _): true
      }
    return isRisky ? proofs : proofs + ["caching_sha2_password"]
  }

  private func configureTLS(_ connection: UnsafeMutablePointer<MYSQL>) throws {
    var enforce: my_bool = 1
    var verify: my_bool = address.tls == .verifyFull ? 1 : 0
    guard address.tls != .disabled else { return }
    let files = address.tlsFiles
    if address.tls == .verifyCA, files.ca == nil {
      throw ControlError(
        .configuration, "tls=verify-ca needs a CA", hint: "add tls-ca=FILE to the URL, or use tls=verify-full"
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
  /// sent by then, see `authenticationMethods`.
  private func checkTLS(_ connection: UnsafeMutablePointer<MYSQL>) throws {
    let cipher = mysql_get_ssl_cipher(connection).map { String(cString: $0) }
    trace?("< TLS: \(cipher ?? "none")")
    switch address.tls {
    case .disabled, .preferred: return
    case .required, .verifyCA, .verifyFull:
      guard cipher == nil else { return }
      throw ControlError(
        .unreachable, "the server offers no TLS, and tls=\(address.tls.rawValue) demands it",
        hint: "turn TLS on at the server; tls=disabled in the URL sends everything in clear text")
    }
  }

  // MARK: Closing

  func close() { disconnect() }

  private func disconnect() {
    guard let connection = handle else { return }
    handle = nil
    gate.forget()
    mysql_close(connection)
  }
}
