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
  private let connector: MySQLConnector
  private var credentials: Credentials
  private let limits: TimeLimits
  private let trace: Trace?
  private let executor = BlockingExecutor(label: "mysql")
  private let gate = SocketGate()
  private var handle: UnsafeMutablePointer<MYSQL>?
  private var knownIdentity: ServerIdentity?
  private var wasConnected = false
  /// SERVER_STATUS_IN_TRANS of the last answer; an error has none.
  nonisolated let isInTransaction = Atomic(false)
  /// The current database, which servers tell when it changes (their session_track_schema, on by default).
  nonisolated let database = Mutex<String?>(nil)

  init(_ connector: MySQLConnector, _ credentials: Credentials) {
    self.connector = connector
    self.credentials = credentials
    limits = connector.limits
    trace = connector.trace
  }

  nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  isolated deinit { disconnect() }

  // MARK: Statements

  /// Runs one statement and hands its rows over as they come; cancelling the task closes the connection.
  ///
  /// - Throws: ``MySQLFailure`` for an error of the server that decisions are made on, ``ControlError`` for
  ///   everything else, or what the receiver threw.
  func run(_ sql: String, makeReceiver: @Sendable () -> ResultReceiver) async throws {
    try await withTaskCancellationHandler {
      try perform(sql, makeReceiver(), resultLimit: Self.maximumResults)
    } onCancel: {
      shutDown()
    }
    try Task.checkCancellation()
  }

  /// The same, but for what is cancelled in other ways: cancelling the task changes nothing.
  func runToTheEnd(_ sql: String, makeReceiver: @Sendable () -> ResultReceiver) throws {
    try perform(sql, makeReceiver(), resultLimit: .max)
  }

  /// No honest short result has more.
  static let maximumRows = 10_000
  /// Nor does what this client asks by itself have more results.
  private static let maximumResults = 100

  /// Runs one statement and returns its rows; for short results.
  func rows(_ sql: String, limit: Int = maximumRows) async throws -> [[Value]] {
    let rows = Mutex<[[Value]]>([])
    try await run(sql) {
      ResultReceiver(
        isOptional: true, columns: { _ in },
        row: { row in
          try rows.withLock {
            guard $0.count < limit else {
              throw ControlError(
                .protocolViolation, "the reply has more than \(limit) rows",
                hint: "look with --trace")
            }
            $0.append(row)
          }
        })
    }
    return rows.withLock { $0 }
  }

  /// Closes the connection under a call that blocks, which then fails.
  nonisolated func shutDown() { gate.shutDown() }

  private func perform(_ sql: String, _ receiver: ResultReceiver, resultLimit: Int) throws {
    if Task.isCancelled { throw CancellationError() }
    let connection = try connected()
    trace?("> \(SQLSecrets.masked(sql))")
    let started = ContinuousClock.now
    guard mysql_real_query(connection, sql, UInt(sql.utf8.count)) == 0 else {
      throw failed(connection, since: started)
    }
    for _ in 0..<resultLimit {
      try readResult(of: connection, receiver, since: started)
      // A procedure gives several.
      switch mysql_next_result(connection) {
      case 0: continue
      case -1: return
      default: throw failed(connection, since: started)
      }
    }
    disconnect()
    throw ControlError(
      .protocolViolation, "the reply has more than \(resultLimit) results", hint: "look with --trace")
  }

  private func readResult(
    of connection: UnsafeMutablePointer<MYSQL>, _ receiver: ResultReceiver,
    since started: ContinuousClock.Instant
  ) throws {
    var end = StatementResult()
    if let result = mysql_use_result(connection) {
      end.rowCount = try readRows(of: result, connection, receiver)
    } else {
      guard mysql_field_count(connection) == 0 else { throw failed(connection, since: started) }
      guard receiver.isOptional else {
        throw ControlError(
          .protocolViolation, "the server answered without a result", hint: "look with --trace")
      }
      // All bits set when it is not known.
      end.affectedRows = mysql_affected_rows(connection) == .max ? nil : mysql_affected_rows(connection)
    }
    end.warningCount = Int(mysql_warning_count(connection))
    isInTransaction.store(
      connection.pointee.server_status & UInt32(SERVER_STATUS_IN_TRANS) != 0, ordering: .relaxed)
    if end.rowCount == nil { readDatabase(of: connection) }
    let duration = (ContinuousClock.now - started).wholeMilliseconds
    trace?("< \(end.rowCount.map { "\($0) rows" } ?? "OK"), \(duration) ms")
    try receiver.end(end)
  }

  private func readDatabase(of connection: UnsafeMutablePointer<MYSQL>) {
    let name = connection.pointee.db.map { String(cString: $0) } ?? ""
    // A database that is dropped leaves an empty name.
    database.withLock { $0 = name.isEmpty ? nil : name }
  }

  private func readRows(
    of result: UnsafeMutablePointer<MYSQL_RES>, _ connection: UnsafeMutablePointer<MYSQL>,
    _ receiver: ResultReceiver
  ) throws -> Int {
    var rowCount = 0
    do {
      let fields = Self.fields(of: result, isExact: receiver.isExact)
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
    } catch let failure as MySQLFailure {
      // The server's own error ends the reply: nothing is left to read.
      mysql_free_result(result)
      throw failure
    } catch {
      // Freeing the result would read the rest of it, however much that is.
      gate.shutDown()
      mysql_free_result(result)
      disconnect()
      throw error
    }
    mysql_free_result(result)
    return rowCount
  }

  private static func fields(of result: UnsafeMutablePointer<MYSQL_RES>, isExact: Bool) -> [MySQLField] {
    let count = Int(mysql_num_fields(result))
    guard let fields = mysql_fetch_fields(result) else { return [] }
    return (0..<count).map { MySQLField(fields[$0], isExact: isExact) }
  }

  /// Reads the failure of the last call; a broken connection is given up.
  private func failed(_ connection: UnsafeMutablePointer<MYSQL>, since started: ContinuousClock.Instant)
    -> any Error
  {
    let failure = MySQLFailure(of: connection)
    trace?("< \(failure.detail)")
    if Task.isCancelled { return CancellationError() }
    // The library's own codes mean that the connection can't be used any more.
    guard (2_000..<3_000).contains(failure.code) else { return failure }
    let error =
      connector.isPatient && MySQLFailure.lossCodes.contains(failure.code)
      ? failure.whileWaiting : failure.whileRunning(elapsed: ContinuousClock.now - started, limits: limits)
    disconnect()
    return error
  }

  // MARK: Identity

  /// Our connection's id as the handshake told it: free, and behind some proxies not the server's own.
  func handshakeID() throws -> UInt64 { UInt64(mysql_thread_id(try connected())) }

  /// Which family the server is of, as its handshake told.
  func flavour() throws -> ServerFlavour {
    ServerFlavour(isMariaDB: mariadb_connection(try connected()) != 0)
  }

  /// Which server answers on this connection. Read once: through a layer 4 balancer a connection can't move.
  func identity() async throws -> ServerIdentity {
    if let knownIdentity { return knownIdentity }
    let identity = try await readIdentity(try flavour())
    knownIdentity = identity
    return identity
  }

  /// Reads the identity anew, to tell whether another server answers now.
  func readIdentity(_ flavour: ServerFlavour) async throws -> ServerIdentity {
    let variables = ServerIdentity.variables(of: flavour)
    // Old versions lack the first of them, and the others name the server less surely; what only speaks the protocol
    // may know none, nor a table with its uptime.
    let others = Array(variables.dropFirst())
    for (variables, hasStart) in [(variables, true), (variables, false), (others, true), (others, false)] {
      do {
        return try await readIdentity(flavour, variables, hasStart)
      } catch let failure as MySQLFailure where MySQLFailure.unsupportedCodes.contains(failure.code) {}
    }
    return try await readIdentity(flavour, [], false)
  }

  private func readIdentity(
    _ flavour: ServerFlavour, _ variables: [String], _ hasStart: Bool
  ) async throws -> ServerIdentity {
    let status =
      flavour == .mariadb ? "information_schema.SESSION_STATUS" : "performance_schema.session_status"
    // Both from the server's clock, so that it is the same whenever it is read.
    let start =
      hasStart
      ? "UNIX_TIMESTAMP() - (SELECT VARIABLE_VALUE FROM \(status) WHERE VARIABLE_NAME = 'Uptime')" : "NULL"
    let list = variables.map { ", @@\($0)" }.joined()
    let version = "CONCAT_WS(' ', VERSION(), @@version_comment)"
    let row = try await rows("SELECT CONNECTION_ID(), \(version)\(list), \(start)").first ?? []
    guard row.count == variables.count + 3, let connectionID = row[0].count else {
      throw ControlError(.protocolViolation, "the server does not say who it is", hint: "look with --trace")
    }
    return ServerIdentity(
      flavour: flavour, version: row[1].text ?? "", connectionID: connectionID,
      values: zip(variables, row.dropFirst(2)).map { (variable: $0, value: $1) },
      start: row.last.flatMap(Self.seconds))
  }

  private static func seconds(_ value: Value) -> UInt64? {
    if case .double(let number) = value, number >= 0, number < 1e18 { return UInt64(number) }
    return value.count
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

  /// Whether it is connected, and nobody on the other side closed it since. Between statements a server has nothing to
  /// say but that it ends the connection.
  nonisolated var isIntact: Bool { gate.isIntact }

  /// Connects, unless it is connected.
  ///
  /// - Returns: what logs in to the same server once more, nobody being asked again.
  func open() throws -> Credentials {
    _ = try connected()
    var credentials = credentials
    credentials.ask = nil
    return credentials
  }

  private func connect() throws -> UnsafeMutablePointer<MYSQL> {
    let connection = try connector.connect(credentials)
    gate.open(Int32(mysql_get_socket(connection)))
    if connector.isPatient { gate.watchPeer() }
    handle = connection
    wasConnected = true
    readDatabase(of: connection)
    return connection
  }

  // MARK: Closing

  func close() { disconnect() }

  private func disconnect() {
    guard let connection = handle else { return }
    handle = nil
    isInTransaction.store(false, ordering: .relaxed)
    gate.forget()
    mysql_close(connection)
  }
}
