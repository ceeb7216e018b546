public import SessionControl
internal import Synchronization

/// One connection that runs statements, one at a time, and that outlives their soft cancellation.
public final class MySQLSession: StatementSession {
  public let target: String
  let connection: MySQLConnection
  /// Where soft cancels connect to.
  let connector: MySQLConnector
  private let limits: TimeLimits
  private let mayHoldKill = Atomic(false)
  private let server = Mutex<ServerIdentity?>(nil)

  /// - Parameters:
  ///   - target: the name for messages, without credentials.
  ///   - limits: for connecting, and for the answers to what this client asks by itself. How long a statement may
  ///     take is said with the statement.
  ///   - trace: receives statements and what came of them.
  public init(
    target: String, address: MySQLAddress, credentials: Credentials, limits: TimeLimits, trace: Trace?
  ) {
    self.target = target
    self.limits = limits
    connector = MySQLConnector(address: address, limits: limits, trace: trace)
    var patient = connector
    patient.isPatient = true
    connection = MySQLConnection(patient, credentials)
  }

  /// Connects, and reads which server it is; a soft cancel must reach the same one.
  ///
  /// - Throws: ``ControlError``.
  public func open() async throws {
    do {
      _ = try await connection.open()
    } catch let error as ControlError {
      throw error.of(target: target)
    }
    let identity = try await answered { try await connection.identity() }
    server.withLock { $0 = identity }
  }

  public var isOpen: Bool { server.withLock { $0 != nil } && connection.isIntact }

  public var database: String? { connection.database.withLock(\.self) }

  public var transactionCount: Int { connection.isInTransaction.load(ordering: .relaxed) ? 1 : 0 }

  /// Source: seed "Managing Transactions" for what the steps mean; MySQL has no reference count, and its START
  /// TRANSACTION commits the transaction that is open.
  public func transact(_ verb: TransactionVerb) async throws -> TransactionState {
    try await connect()
    try await settle()
    let isOpen = transactionCount > 0
    guard isOpen == (verb != .begin) else {
      throw ControlError(
        .refused,
        isOpen
          ? "a transaction is open, and another begin would commit it" : "there is no transaction to end",
        target: target, hint: "nothing was sent; \(isOpen ? "commit or roll back first" : "begin one first")")
    }
    let sql =
      switch verb {
      case .begin: "START TRANSACTION"
      case .commit: "COMMIT"
      case .rollback: "ROLLBACK"
      }
    let warningCount = Atomic(0)
    do {
      try await answered {
        try await connection.run(sql) {
          var receiver = ResultReceiver.ignoring
          receiver.end = { warningCount.store($0.warningCount, ordering: .relaxed) }
          return receiver
        }
      }
    } catch var error as ControlError where verb == .commit && !error.wasUnheard {
      if connection.isIntact {
        // The server's own answer; whether it took the transaction with it, the next one tells.
        await refreshTransaction()
      } else {
        error.message = "the commit may have been sent, and no answer to it was read: \(error.message)"
        error.hint = "look at the data whether it was committed"
      }
      throw error
    }
    if transactionCount > 0 { return .open }
    // Of a ROLLBACK there is no other warning.
    return verb == .rollback && warningCount.load(ordering: .relaxed) > 0 ? .noneUndoneInPart : .none
  }

  public var connectionName: String? {
    server.withLock { server in
      server.map {
        ThreadReference(id: $0.connectionID, origin: $0.mark.map { ThreadOrigin(server: $0) }).description
      }
    }
  }

  public var leftover: Leftover? { connectionName.map { .connection($0) } }

  /// Makes a database the current one.
  ///
  /// - Throws: ``ControlError``.
  public func use(database: String) async throws {
    let name = "`\(database.replacing("`", with: "``"))`"
    try await answered {
      do {
        try await connection.run("USE \(name)") { .ignoring }
      } catch let failure as MySQLFailure where MySQLFailure.inputCodes.contains(failure.code) {
        throw ControlError(
          .badInput, "there is no database '\(database.printable)'", detail: failure.detail,
          hint: "nothing was run; correct --database")
      }
    }
  }

  public func transactionEffect(of statement: String) -> TransactionEffect {
    SQLTransactionEffect.of(statement)
  }

  public func command(_ statement: String, limits: RunLimits) -> any ExecutableCommand {
    StatementDriver(MySQLCommand(sql: statement, session: self), limits: limits)
  }

  public func abandon() async -> Leftover? {
    connection.shutDown()
    return leftover
  }

  public func close() async { await connection.close() }

  /// After a soft cancel: a KILL may have come when the statement had ended.
  func unsettle() { mayHoldKill.store(true, ordering: .relaxed) }

  /// Opens it, where it never was; one that has ended stays ended: what the session held is gone.
  func connect() async throws {
    guard server.withLock({ $0 == nil }) else {
      guard connection.isIntact else {
        throw ControlError(
          .sessionLost, "the connection was closed since the last statement", target: target,
          hint: "nothing was run; its transaction, if any, its variables, locks and temporary tables are gone"
        )
      }
      return
    }
    try await open()
  }

  /// After a statement that failed: an error does not tell whether it took the transaction with it, as a deadlock does,
  /// or left one open, as a procedure may.
  func refreshTransaction() async {
    guard connection.isIntact else { return }
    // If that fails too, the connection is closed, and its transaction with it.
    try? await answered { try await connection.run("DO 0") { .ignoring } }
  }

  /// Lets a KILL that is still to take effect hit a statement that does nothing.
  func settle() async throws {
    guard mayHoldKill.exchange(false, ordering: .relaxed) else { return }
    try await answered {
      do {
        try await connection.run("DO 0") { .ignoring }
      } catch let failure as MySQLFailure where MySQLFailure.interruptedCodes.contains(failure.code) {}
    }
  }

  /// The connection itself waits as long as a statement takes; what this client asks by itself has a limit.
  private func answered<Result: Sendable>(_ body: () async throws -> Result) async throws -> Result {
    let hasExpired = Atomic(false)
    let expiry = Task {
      try await Task.sleep(for: limits.answer)
      hasExpired.store(true, ordering: .relaxed)
      connection.shutDown()
    }
    defer { expiry.cancel() }
    do {
      return try await body()
    } catch let failure as MySQLFailure {
      throw failure.whileRunning(elapsed: .zero, limits: limits).of(target: target)
    } catch let error as ControlError {
      guard hasExpired.load(ordering: .relaxed) else { throw error.of(target: target) }
      throw MySQLFailure.noAnswer(within: limits.answer, detail: error.detail).of(target: target)
    }
  }
}
