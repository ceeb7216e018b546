public import SessionControl

extension MySQLBackend {
  public func document(for victim: Victim) async throws -> CancelDocument {
    try await reporting {
      let statement = try KillStatement(
        KillTarget.choose(victim, now: victim), on: try await connection.identity())
      return CancelDocument(statement.sql + "\n", guarantee: statement.guarantee)
    }
  }

  public func cancel(_ victim: Victim, terms: CancelTerms) async throws -> CancelReply {
    let look = { try await self.lastLook(at: victim, terms) }
    let now: Victim
    switch try await look() {
    case .success(let seen): now = seen
    case .failure(let objection): return objection.reply
    }
    let reply = try await kill(KillTarget.choose(victim, now: now), look)
    // Who names a statement means no other.
    guard case .nothingRunning = reply, victim.request.statementID == nil else { return reply }
    // The statement has ended; the procedure around it may go on, under the id of its next statement.
    guard case .success(let later) = try await look() else { return reply }
    return try await kill(.thread(later), look)
  }

  private struct Objection: Error {
    let reply: CancelReply
  }

  private func lastLook(at victim: Victim, _ terms: CancelTerms) async throws -> Result<Victim, Objection> {
    let id = try KillTarget.thread(victim).thread
    let now = try await reporting {
      try await session(id, on: try await connection.identity()).map {
        Victim(request: victim.request, sessions: [$0])
      }
    }
    if let objection = terms.objection(to: victim, now: now) { return .failure(Objection(reply: objection)) }
    return .success(now ?? victim)
  }

  private typealias LastLook = () async throws -> Result<Victim, Objection>

  /// - Parameter look: for a kill that can't check anything by itself.
  private func kill(_ target: KillTarget, _ look: LastLook) async throws -> CancelReply {
    try await reporting {
      let server = try await connection.identity()
      guard server.condition != nil else { return try await killPlainly(target, on: server, look) }
      let statement = try KillStatement(target, on: server)
      do {
        try await send(statement.sql)
        return .accepted(guarantee: try await withBlindSpot(statement.guarantee, target, on: server))
      } catch let failure as MySQLFailure {
        switch failure.code {
        case MySQLFailure.unknownThread, MySQLFailure.unknownQueryID:
          // Either it has just ended, or the IF gave 0 because another server answered.
          let answering = try await connection.readIdentity(server.flavour)
          let changes = server.differences(to: answering)
          if !changes.isEmpty { return .changed(changes) }
          return failure.code == MySQLFailure.unknownQueryID
            ? .nothingRunning(detail: failure.detail) : .noSuchID(detail: failure.detail)
        case let code where MySQLFailure.noExpressionCodes.contains(code):
          return try await killPlainly(target, on: server, look)
        case let code where MySQLFailure.killDeniedCodes.contains(code):
          return try await killByProcedure(target, on: server, look, denied: failure)
        default: throw failure
        }
      }
    }
  }

  /// MySQL takes a killed thread off its list before it rolls back.
  private func withBlindSpot(
    _ guarantee: String?, _ target: KillTarget, on server: ServerIdentity
  ) async throws -> String? {
    guard server.flavour == .mysql, target.victim.request.scope != .command, try await !hasProcessRight()
    else {
      return guarantee
    }
    let clause = "whether it is still being rolled back can't be seen without the PROCESS right"
    return [guarantee, clause].compactMap(\.self).joined(separator: "; ")
  }

  private func send(_ sql: String) async throws {
    do {
      _ = try await connection.rows(sql)
    } catch var error as ControlError where !error.wasUnheard {
      error.message = "the KILL may have been carried out, and no answer to it was read: \(error.message)"
      error.hint = "list the sessions again before you kill"
      throw error
    }
  }

  /// Where KILL takes a number only.
  private func killPlainly(
    _ target: KillTarget, on server: ServerIdentity, _ look: LastLook
  ) async throws -> CancelReply {
    if let objection = try await objection(to: target, on: server, look) { return objection }
    let statement = try KillStatement(target, on: server, isPlain: true)
    do {
      try await send(statement.sql)
    } catch let failure as MySQLFailure where failure.code == MySQLFailure.unknownThread {
      return .noSuchID(detail: failure.detail)
    } catch let failure as MySQLFailure where failure.code == MySQLFailure.unknownQueryID {
      return .nothingRunning(detail: failure.detail)
    }
    return .accepted(guarantee: statement.guarantee)
  }

  /// Where a managed service has procedures for users that may not KILL.
  ///
  /// - Parameter denied: what came of the KILL; thrown where there is no such procedure.
  private func killByProcedure(
    _ target: KillTarget, on server: ServerIdentity, _ look: LastLook, denied: MySQLFailure
  ) async throws -> CancelReply {
    for procedure in try KillProcedure.candidates(for: target, on: server.flavour) {
      if let objection = try await objection(to: target, on: server, look) { return objection }
      do {
        try await send(procedure.sql)
        return .accepted(guarantee: procedure.guarantee.clause)
      } catch let failure as MySQLFailure {
        switch failure.code {
        case MySQLFailure.unknownThread: return .noSuchID(detail: failure.detail)
        case MySQLFailure.unknownQueryID: return .nothingRunning(detail: failure.detail)
        case let code where MySQLFailure.noProcedureCodes.contains(code): continue
        default: throw failure
        }
      }
    }
    throw denied
  }

  /// What a look at server and thread forbids, for a kill that checks neither.
  private func objection(
    to target: KillTarget, on server: ServerIdentity, _ look: LastLook
  ) async throws -> CancelReply? {
    let changes = server.differences(to: try await connection.readIdentity(server.flavour))
    guard changes.isEmpty else { return .changed(changes) }
    guard case .failure(let objection) = try await look() else { return nil }
    return objection.reply
  }
}
