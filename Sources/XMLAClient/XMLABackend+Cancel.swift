public import SessionControl

extension XMLABackend {
  /// XMLA knows every form of request.
  public func validate(_ request: CancelRequest) {}

  public func look(at request: CancelRequest, database: String?) async throws -> Victim? {
    let sessions: [Session]
    switch request.subject {
    case .session(let id):
      sessions = try await victims("SESSION_ID", id, database) { GUIDText.isSame($0.id, id) }
    case .spid(let id):
      sessions = try await victims("SESSION_SPID", String(id), database) { $0.spid == id }
    case .connection(let id): return try await lookAtConnection(id, request, database)
    case .command(let id):
      do {
        sessions = try await victims("SESSION_ID", id, database) { GUIDText.isSame($0.id, id) }
      } catch let error as ControlError where error.code == .denied {
        // Whose session it is the server checks itself.
        return Victim(request: request, sessions: [], isUnseen: true)
      }
    }
    guard let first = sessions.first else { return nil }
    guard request.associated, let connectionID = first.connectionID else {
      return Victim(request: request, sessions: sessions)
    }
    return try await lookAtConnection(connectionID, request, database)
  }

  public func look(again victim: Victim, database: String?) async throws -> Victim? {
    // The SPID of an associated cancel is gone first; what else was hit is found by the connection.
    guard victim.request.scope == .connection, let id = victim.connectionID else {
      return try await look(at: victim.request, database: database)
    }
    return try await lookAtConnection(id, victim.request, database, mustList: victim.connection != nil)
  }

  public func document(for victim: Victim) async throws -> String {
    Envelope.cancel(Self.listed(victim)).document
  }

  /// The request with the session's id as the server writes it, whatever case and braces it was typed with.
  private static func listed(_ victim: Victim) -> CancelRequest {
    var request = victim.request
    switch request.subject {
    case .session(let typed):
      if let session = victim.sessions.first(where: { GUIDText.isSame($0.id, typed) }) {
        request.subject = .session(session.id)
      }
    case .command(let typed):
      if let session = victim.sessions.first(where: { GUIDText.isSame($0.id, typed) }) {
        request.subject = .command(session: session.id)
      }
    case .connection, .spid: break
    }
    return request
  }

  public func cancel(_ victim: Victim, database: String?) async throws -> CancelReply {
    let now = try await look(at: victim.request, database: database)
    if let objection = CancelGuard.objection(to: victim, now: now) { return objection }

    let reply = try await send(Envelope.cancel(Self.listed(now ?? victim)))
    if let error = reply.error {
      if error.code == .denied { throw RefusedCancel(victim, reply, error).error.of(target: target) }
      // What an unknown id is answered with is documented nowhere: look before calling it a failure.
      guard let later = try await look(at: victim.request, database: database),
        !(later.isUnseen && reply.failure?.code == .sessionNotFound)
      else { return .noSuchID(detail: error.detail ?? error.message) }
      throw RefusedCancel(later, reply, error).error.of(target: target)
    }
    if let warning = reply.warnings.first(where: { $0.code == .nothingRunning }) {
      let later = try await look(at: victim.request, database: database)
      let isStillThere = CancelGuard.objection(to: victim, now: later) == nil && later?.isUnseen == false
      return .nothingRunning(
        detail: warning.description + (isStillThere ? ", and yet a new look still shows it" : ""))
    }
    guard !reply.results.isEmpty else {
      throw ControlError(
        .protocolViolation, "the reply to the cancel holds no result, so whether it was taken is not known",
        target: target, hint: "list the sessions again")
    }
    return .accepted
  }

  /// Posts a cancel. A failure tells nothing of what the server did with it.
  private func send(_ cancel: Envelope) async throws -> Reply {
    do {
      return try await post(cancel)
    } catch var error as ControlError {
      // Who is turned away at the door, login or right, was not heard.
      if error.code.exitStatus != .denied {
        error.message = "the cancel may have been sent, and no answer to it was read: \(error.message)"
        error.hint = "list the sessions again to see whether it took effect"
      }
      throw error
    }
  }

  // MARK: Looks

  /// The sessions that a cancel would hit. A server that does not know a restriction may send all of them, so
  /// what is meant is picked out here as well.
  ///
  /// - Parameter database: asked for only when the whole is denied: what else a cancel would reach must be seen,
  ///   and a session that moved to another database is not gone.
  private func victims(
    _ column: String, _ id: String, _ database: String?, where isMeant: (Session) -> Bool
  ) async throws -> [Session] {
    let list = Collected<Session>()
    do {
      try await discover([(column, id)], database: database, receive: list.receive)
    } catch let error as ControlError where error.code == .denied && database != nil {
      list.reset()
      try await discover([(column, id), ("SESSION_CURRENT_DATABASE", database)], receive: list.receive)
    }
    return list.items.filter(isMeant)
  }

  /// A connection and its sessions. Only a server administrator may list connections; where that is denied
  /// or not offered, the sessions alone tell.
  ///
  /// - Parameter mustList: the connection was listed before, so that a failure now tells nothing of it.
  private func lookAtConnection(
    _ id: UInt64, _ request: CancelRequest, _ database: String?, mustList: Bool = false
  ) async throws -> Victim? {
    let connections = Collected<Connection>()
    do {
      try await discover([("CONNECTION_ID", String(id))], receive: connections.receive)
    } catch let error as ControlError
      where !mustList && (error.code == .denied || error.code == .serverRefused)
    {
      connections.reset()
    }
    let sessions = try await victims("SESSION_CONNECTION_ID", String(id), database) { $0.connectionID == id }
    let connection = connections.items.first { $0.id == id }
    return connection == nil && sessions.isEmpty
      ? nil : Victim(request: request, connection: connection, sessions: sessions)
  }
}
