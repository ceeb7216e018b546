public import SessionControl

extension XMLABackend {
  public func validate(_ request: CancelRequest) throws {
    guard case .statement = request.subject else { return }
    throw ControlError(
      .usage, "an XMLA server has no ids of statements", target: target,
      hint: "nothing was sent; 'cancel spid' stops what a SPID runs")
  }

  public func look(at request: CancelRequest, database: String?) async throws -> Victim? {
    let sessions: [Session]
    switch request.subject {
    case .statement: return nil
    case .session(let id):
      sessions = try await self.sessions(named: id, database)
    case .spid(let id):
      sessions = try await victims("SESSION_SPID", String(id), database) { $0.spid == id }
    case .connection(let id): return try await lookAtConnection(id, request, database)
    case .command(let id):
      do {
        sessions = try await self.sessions(named: id, database)
      } catch let error as ControlError where error.isDiscoverDenied {
        // The server's own word, and no gateway's. Whose session it is the server checks itself.
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

  public func document(for victim: Victim) async throws -> CancelDocument {
    CancelDocument(Envelope.cancel(Self.listed(victim)).document)
  }

  /// The request with the session's id as the server writes it, whatever case and braces it was typed with.
  private static func listed(_ victim: Victim) -> CancelRequest {
    var request = victim.request
    guard victim.sessions.count == 1, let session = victim.sessions.first else { return request }
    switch request.subject {
    case .session(let typed) where GUIDText.isSame(session.id, typed): request.subject = .session(session.id)
    case .command(let typed) where GUIDText.isSame(session.id, typed):
      request.subject = .command(session: session.id)
    default: break
    }
    return request
  }

  public func cancel(_ victim: Victim, terms: CancelTerms) async throws -> CancelReply {
    let database = terms.demands.database
    let now = try await look(at: victim.request, database: database)
    if let objection = terms.objection(to: victim, now: now) { return objection }

    let reply = try await send(
      "cancel", .cancel(Self.listed(now ?? victim)),
      hint: "list the sessions again to see whether it took effect")
    if let error = reply.error {
      if error.code == .denied { throw RefusedCancel(victim, reply, error).error.of(target: target) }
      guard let later = try await look(at: victim.request, database: database) else {
        // The look just before saw it, so this cancel may well be what ended it.
        throw ControlError(
          .serverRefused,
          "the server answered the cancel with an error, and it is gone since; whether by this cancel is not known",
          target: target, detail: error.detail, hint: "list the sessions again")
      }
      // Of what it does not show this user, the server alone knows whether it is there.
      if later.isUnseen, reply.failure?.code == .sessionNotFound {
        return .noSuchID(detail: error.detail ?? error.message)
      }
      throw RefusedCancel(later, reply, error).error.of(target: target)
    }
    if let warning = reply.warnings.first(where: { $0.code == .nothingRunning }) {
      let later = try await look(at: victim.request, database: database)
      let isStillThere = terms.objection(to: victim, now: later) == nil && later?.isUnseen == false
      return .nothingRunning(
        detail: warning.description + (isStillThere ? ", and yet a new look still shows it" : ""))
    }
    guard reply.warnings.isEmpty else {
      throw ControlError(
        .serverRefused, "the server answered the cancel with a warning, so whether it took it is not known",
        target: target, detail: reply.warnings.map(\.description).joined(separator: "; then "),
        hint: "list the sessions again")
    }
    guard !reply.results.isEmpty else {
      throw ControlError(
        .protocolViolation, "the reply to the cancel holds no result, so whether it was taken is not known",
        target: target, hint: "list the sessions again")
    }
    return .accepted()
  }

  // MARK: Looks

  /// The session of an id, which a GUID is in any case and with or without braces.
  private func sessions(named id: String, _ database: String?) async throws -> [Session] {
    let found = try await victims("SESSION_ID", id, database) { GUIDText.isSame($0.id, id) }
    let exact = found.filter { $0.id == id }
    guard exact.isEmpty else { return exact }
    guard found.count <= 1 else {
      throw ControlError(
        .refused, "\(found.count) sessions have this id but for its case", target: target,
        hint: "nothing was cancelled; write it as a listing shows it")
    }
    return found
  }

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
    let sessions = try await victims("SESSION_CONNECTION_ID", String(id), database) {
      $0.connectionID == id && !Self.isListing($0)
    }
    let connection = connections.items.first { $0.id == id }
    return connection == nil && sessions.isEmpty
      ? nil : Victim(request: request, connection: connection, sessions: sessions)
  }
}
