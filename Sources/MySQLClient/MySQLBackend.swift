public import SessionControl
internal import Synchronization

/// Lists and cancels on a MySQL or MariaDB server.
///
/// List, check and KILL all go over one connection: through a layer 4 balancer it can't move to another
/// server in between (facts/mysql.md 2).
public final class MySQLBackend: SessionBackend {
  public let target: String
  public var kind: TargetKind { .mysql }
  let connector: MySQLConnector
  private let held: Mutex<Held>

  private struct Held {
    var connection: MySQLConnection
    /// Whether something was seen on it that a later step relies on: from then on it stays.
    var isBound = false
    /// The server does not let this user see the ids of statements.
    var hidesStatements = false
  }

  var connection: MySQLConnection { held.withLock { $0.connection } }

  /// Runs a query of threads that tells their statements' ids, or the one without where this user may not know them.
  func withStatements(_ run: (_ table: String) async throws -> Void) async throws {
    if try await connection.flavour() == .mysql, !held.withLock({ $0.hidesStatements }) {
      do { return try await run(ThreadQuery.withStatements) } catch let failure as MySQLFailure
        where MySQLFailure.unsupportedCodes.contains(failure.code)
      {
        held.withLock { $0.hidesStatements = true }
      }
    }
    try await run(ThreadQuery.plain)
  }

  /// - Parameters:
  ///   - target: the name for messages, without credentials.
  ///   - trace: receives statements and what came of them.
  public init(
    target: String, address: MySQLAddress, credentials: Credentials, limits: TimeLimits, trace: Trace?
  ) {
    self.target = target
    connector = MySQLConnector(address: address, limits: limits, trace: trace)
    held = Mutex(Held(connection: MySQLConnection(connector, credentials)))
  }

  public func validate(_ request: CancelRequest) throws {
    if request.associated {
      throw ControlError(
        .usage, "--associated is for XMLA servers: on MySQL a thread is its own connection", target: target,
        hint: "nothing was sent; 'cancel connection' ends the thread")
    }
    do { _ = try Self.thread(of: request) } catch let error as ControlError { throw error.of(target: target) }
  }

  static func thread(of request: CancelRequest) throws -> UInt64 {
    switch request.subject {
    case .spid(let id), .connection(let id), .statement(let id): id
    case .session(let text), .command(let text):
      try IdentifierParsing.number(text, what: "session id of a MySQL server")
    }
  }

  // MARK: Servers

  /// The server that a request is about, checked by what its id says.
  ///
  /// - Throws: ``ControlError`` when the id was listed on another server or before a restart, and when the server lacks
  ///   what is asked of it.
  func server(of request: CancelRequest) async throws -> ServerIdentity {
    let server =
      if let mark = request.origin?.server { try await connect(to: mark, request) } else {
        try await connection.identity()
      }
    held.withLock { $0.isBound = true }
    if server.flavour != .mariadb || server.product != nil {
      func refuse(_ what: String, _ hint: String) -> ControlError {
        ControlError(.usage, "\(what), and this server is none", hint: "nothing was sent; \(hint)")
      }
      if let force = request.force {
        throw refuse("--\(force.rawValue) is for MariaDB", "without it the kill is the server's usual one")
      }
      if case .statement = request.subject {
        throw refuse("--query-id is for MariaDB", "name the thread that runs it")
      }
    }
    return server
  }

  /// Behind a balancer another connection may reach the server that is meant. Not once something was seen on this one.
  private func connect(to mark: ServerMark, _ request: CancelRequest) async throws -> ServerIdentity {
    var tries = 1
    while true {
      let server = try await connection.identity()
      let differences = server.mark.map { mark.differences(to: $0) }
      if differences == [] { return server }
      let isElsewhere = server.mark?.server != mark.server
      guard isElsewhere, tries < SoftCancel.tries, !held.withLock({ $0.isBound }) else {
        let what =
          differences?.map(\.description).joined(separator: ", ") ?? "this server does not tell which it is"
        throw ControlError(
          .refused,
          isElsewhere
            ? "it was listed on another server, and this one answered\(tries > 1 ? " \(tries) times" : ""): \(what)"
            : "it was listed before the server was started again, and means somebody else now: \(what)",
          hint: "nothing was killed; list the sessions again")
      }
      tries += 1
      let credentials = try await connection.open()
      await connection.close()
      held.withLock { $0.connection = MySQLConnection(connector, credentials) }
    }
  }

  public func close() async { await connection.close() }

  /// Turns a server's error into one for a person, and names the target.
  func reporting<Result>(_ body: () async throws -> Result) async throws -> Result {
    do {
      return try await body()
    } catch let failure as MySQLFailure {
      throw failure.whileRunning(elapsed: .zero, limits: TimeLimits()).of(target: target)
    } catch let error as ControlError {
      throw error.of(target: target)
    }
  }
}
