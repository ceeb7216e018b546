public import SessionControl

/// Lists and cancels on a MySQL or MariaDB server.
///
/// List, check and KILL all go over one connection: through a layer 4 balancer it can't move to another
/// server in between (facts/mysql.md 2).
public final class MySQLBackend: SessionBackend {
  public let target: String
  public var kind: TargetKind { .mysql }
  let connection: MySQLConnection

  /// - Parameters:
  ///   - target: the name for messages, without credentials.
  ///   - trace: receives statements and what came of them.
  public init(
    target: String, address: MySQLAddress, credentials: Credentials, limits: TimeLimits, trace: Trace?
  ) {
    self.target = target
    connection = MySQLConnection(MySQLConnector(address: address, limits: limits, trace: trace), credentials)
  }

  public func validate(_ request: CancelRequest) throws {
    if request.associated {
      throw ControlError(
        .usage, "--associated is for XMLA servers: on MySQL a thread is its own connection", target: target,
        hint: "nothing was sent; 'cancel connection' ends the thread")
    }
    do { _ = try Self.thread(of: request) } catch let error as ControlError { throw error.of(target: target) }
  }

  private static func thread(of request: CancelRequest) throws -> UInt64 {
    switch request.subject {
    case .spid(let id), .connection(let id): id
    case .session(let text), .command(let text):
      try IdentifierParsing.number(text, what: "session id of a MySQL server")
    }
  }

  public func look(at request: CancelRequest, database: String?) async throws -> Victim? {
    try await reporting {
      let id = try Self.thread(of: request)
      let server = try await connection.identity()
      guard id <= server.flavour.maximumID else {
        throw ControlError(
          .usage, "\(id) can't be an id here: MySQL's KILL would cut it to 32 bits and hit somebody else",
          hint: "nothing was sent; 'xmlactl sessions' lists the ids")
      }
      let found = Collected<Session>()
      let clock = "UNIX_TIMESTAMP(SYSDATE(6)) * 1000 AS \(ProcessListReader.clockColumn)"
      try await connection.run(
        "SELECT PROCESSLIST.*, \(clock) FROM information_schema.PROCESSLIST WHERE ID = \(id)"
      ) {
        let reader = ProcessListReader(ownConnectionID: server.connectionID)
        return ResultReceiver(
          columns: { reader.setColumns($0) },
          row: { values in
            // Else a server could keep this looking for ever.
            guard found.items.isEmpty else {
              throw ControlError(
                .protocolViolation, "the server shows several threads \(id)", hint: "look with --trace")
            }
            try found.receive(.item(try reader.session(values)))
          })
      }
      return found.items.isEmpty ? nil : Victim(request: request, sessions: found.items)
    }
  }

  public func look(again victim: Victim, database: String?) async throws -> Victim? {
    try await look(at: victim.request, database: database)
  }

  public func document(for victim: Victim) async throws -> String {
    try await reporting {
      try KillStatement(KillTarget.choose(victim, now: victim), on: try await connection.identity()).sql
        + "\n"
    }
  }

  public func cancel(_ victim: Victim, terms: CancelTerms) async throws -> CancelReply {
    let now = try await look(at: victim.request, database: nil)
    if let objection = terms.objection(to: victim, now: now) { return objection }
    let reply = try await kill(KillTarget.choose(victim, now: now ?? victim))
    guard case .nothingRunning = reply else { return reply }
    // The statement has ended; the procedure around it may go on, under the id of its next statement.
    guard let later = try await look(at: victim.request, database: nil),
      terms.objection(to: victim, now: later) == nil
    else { return reply }
    return try await kill(.thread(later))
  }

  private func kill(_ target: KillTarget) async throws -> CancelReply {
    try await reporting {
      let server = try await connection.identity()
      do {
        _ = try await connection.rows(try KillStatement(target, on: server).sql)
        return .accepted
      } catch let failure as MySQLFailure {
        switch failure.code {
        case MySQLFailure.unknownThread, MySQLFailure.unknownQueryID:
          // Either it has just ended, or the IF gave 0 because another server answered.
          let answering = try await connection.readIdentity(server.flavour)
          let changes = server.differences(to: answering)
          if !changes.isEmpty { return .changed(changes) }
          return failure.code == MySQLFailure.unknownQueryID
            ? .nothingRunning(detail: failure.detail) : .noSuchID(detail: failure.detail)
        default: throw failure
        }
      } catch var error as ControlError where !error.wasUnheard {
        error.message = "the KILL may have been carried out, and no answer to it was read: \(error.message)"
        error.hint = "list the sessions again before you kill"
        throw error
      }
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
