public import SessionControl
internal import Synchronization

extension XMLABackend {
  public func validate(_ request: CancelRequest) throws {
    guard case .statement = request.subject else { return }
    throw ControlError(
      .usage, "an XMLA server has no ids of statements", target: target,
      hint: "nothing was sent; 'cancel spid' stops what a SPID runs")
  }

  public func look(at request: CancelRequest, database: String?) async throws -> Victim? {
    use(database: database)
    if let node = request.node { return try await server(of: node).look(here: request, database) }
    let victim = try await onEachServer(of: request) { server in
      let victim = try await server.look(here: request, database)
      try victim.map { try Self.check($0) }
      return victim
    }
    if case .session(let id) = request.subject {
      let isAlone = isBalanced.withLock { $0 == false }
      homes.withLock { $0[GUIDText.plain(id)] = victim?.node ?? (isAlone ? 0 : nil) }
    }
    return victim
  }

  public func look(again victim: Victim, database: String?) async throws -> Victim? {
    let server = server(of: victim.node)
    // The SPID of an associated cancel is gone first; what else was hit is found by the connection.
    guard victim.request.scope == .connection, let id = victim.connectionID else {
      // Its session names it better than a number, which may not be told any more.
      guard case .spid = victim.request.subject, let id = victim.sessions.first?.id, !id.isEmpty else {
        return try await server.look(here: victim.request, database)
      }
      return try await server.oneLook {
        let sessions = try await server.sessions(named: id, database)
        return sessions.isEmpty ? nil : Victim(request: victim.request, sessions: sessions)
      }
    }
    return try await server.oneLook {
      try await server.lookAtConnection(id, victim.request, database, mustList: victim.connection != nil)
    }
  }

  /// What an id was listed with must still hold.
  ///
  /// - Throws: ``Elsewhere`` when the id means something else here; ``ControlError`` with code `.refused` when it is what
  ///   was listed and does something else by now.
  private static func check(_ victim: Victim) throws {
    guard let mark = victim.request.mark else { return }
    if case .connection = victim.request.subject {
      guard let connection = victim.connection else {
        throw ControlError(
          .denied,
          "this user may not list connections, so whether it is the one that was listed can't be seen",
          hint: "nothing was cancelled; a plain id is not compared")
      }
      guard mark.isSame(as: connection) else {
        let whose = [connection.user, connection.host].compactMap(\.self).joined(separator: " from ")
        throw Elsewhere(refusal: changed("that connection is \(whose)'s here, not the one that was listed"))
      }
      return
    }
    let isNamed = { (session: Session) in
      if case .spid(let id) = victim.request.subject { session.spid == id } else { true }
    }
    guard let session = victim.sessions.first(where: isNamed),
      let difference = mark.difference(to: session, scope: victim.request.scope)
    else { return }
    let error = changed("it is not what was listed: \(difference)")
    guard mark.isSameSession(as: session) else { throw Elsewhere(refusal: error) }
    throw error
  }

  private static func changed(_ what: String) -> ControlError {
    ControlError(.refused, what, hint: "nothing was cancelled; list again")
  }

  // MARK: One server

  /// A look on this server alone.
  private func look(here request: CancelRequest, _ database: String?) async throws -> Victim? {
    try await oneLook { try await find(request, database) }
  }

  /// A look in our own session, or on a server that at least tells the same name.
  private func oneLook(_ body: () async throws -> Victim?) async throws -> Victim? {
    let name = own.withLock { own in
      return if case .open(_, let name) = own { name } else { String?.none }
    }
    do {
      return try await seen(body)
    } catch is OwnSession.Lost {
      // A connection that was cancelled may have been ours as well, behind a data pump. In another session nothing that
      // is seen or missing tells of the victim, unless the server is known to be the same.
      do {
        _ = try await ownHeader()
        guard let name, try await serverName() == name else { throw lost }
        return try await seen(body)
      } catch is OwnSession.Lost {
        throw lost
      }
    }
  }

  private func seen(_ body: () async throws -> Victim?) async throws -> Victim? {
    _ = try await ownHeader()
    try await checkServerName()
    var victim = try await body()
    victim?.node = place
    return victim
  }

  private func find(_ request: CancelRequest, _ database: String?) async throws -> Victim? {
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

  /// Without the session of ours in which it would be sent, which is gone when somebody reads this.
  public func document(for victim: Victim) async throws -> CancelDocument {
    let server = server(of: victim.node)
    return CancelDocument(
      addressed(.cancel(Self.listed(victim))).document, guarantee: await server.serverGuarantee()?.clause)
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
    try await server(of: victim.node).cancel(here: victim, terms)
  }

  private func cancel(here victim: Victim, _ terms: CancelTerms) async throws -> CancelReply {
    let database = terms.demands.database
    let now = try await look(here: victim.request, database)
    do { try now.map { try Self.check($0) } } catch let elsewhere as Elsewhere { throw elsewhere.refusal }
    if let objection = terms.objection(to: victim, now: now) { return objection }
    // Our session may go while the end is watched, and then only the name tells whether the same server answers.
    if ownSessionID != nil { _ = try await serverName() }

    let envelope = Envelope.cancel(
      Self.listed(now ?? victim), in: try await ownHeader(), style: headerStyle.withLock { $0 })
    let reply = try await send(
      "cancel", envelope, hint: "list the sessions again to see whether it took effect")
    if reply.isAstray(envelope), envelope.session == ownSessionID { throw lost }
    switch reply.acknowledgement {
    case .accepted:
      let (hit, doubt) = await hit(now ?? victim, database)
      let isVague = victim.request.scope == .command && victim.request.mark?.isVague == true
      let vague = isVague ? "the id says which session was listed, and not exactly which command" : nil
      let clauses = [await serverGuarantee()?.clause, hit?.reservation, vague, doubt].compactMap(\.self)
      return .accepted(guarantee: clauses.isEmpty ? nil : clauses.joined(separator: "; "), hit: hit)
    case .failed(let failure):
      let error = reply.cancelError ?? failure
      if error.code == .denied { throw RefusedCancel(victim, reply, error).error.of(target: target) }
      guard let later = try await look(here: victim.request, database) else {
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
    case .nothingRunning(let words):
      let later = try await look(here: victim.request, database)
      let isStillThere = terms.objection(to: victim, now: later) == nil && later?.isUnseen == false
      return .nothingRunning(
        detail: words + (isStillThere ? ", and yet a new look still shows it" : ""))
    case .warned, .unclear:
      throw reply.acknowledgement.doubt("cancel", hint: "list the sessions again").of(target: target)
    }
  }

  /// Looks which command was hit, right after the server took the cancel.
  ///
  /// - Returns: with what a look that failed leaves open.
  private func hit(_ victim: Victim, _ database: String?) async -> (CancelHit?, doubt: String?) {
    guard victim.request.scope == .command, !victim.isUnseen else { return (nil, nil) }
    let after = try? await look(here: victim.request, database)
    if let hit = after.flatMap({ CancelHit.judge(victim, after: $0) }) { return (hit, nil) }
    return (nil, "whether it hit that command or the next one of its session could not be looked at")
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
    let meant = list.items.filter { isMeant($0) && !isOwn($0) }
    // What a row without any id is nobody can tell; it is in the way only of saying that nobody is there.
    guard meant.isEmpty, list.items.contains(where: { $0.id.isEmpty && $0.spid == nil }) else { return meant }
    throw ControlError(
      .protocolViolation,
      "a session is listed without any id, so whether it is the one that is meant is not known",
      target: target, hint: "list the sessions, and name it by something else")
  }

  /// Behind a data pump it may be on the connection that is looked at.
  private func isOwn(_ session: Session) -> Bool {
    ownSessionID.map { GUIDText.isSame($0, session.id) } ?? false
  }

  /// A connection and its sessions. Only a server administrator may list connections; where that is denied
  /// or not offered, or the answer is no list of them, the sessions alone tell.
  ///
  /// - Parameter mustList: the connection was listed before, so that a failure now tells nothing of it.
  private func lookAtConnection(
    _ id: UInt64, _ request: CancelRequest, _ database: String?, mustList: Bool = false
  ) async throws -> Victim? {
    let connections = Collected<Connection>()
    do {
      try await discover([("CONNECTION_ID", String(id))], receive: connections.receive)
    } catch let error as ControlError
      where !mustList && [.denied, .serverRefused, .protocolViolation].contains(error.code)
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

extension XMLABackend: UnseenCancels {
  /// Without a session of ours too, since a server that can't be looked at may open none.
  public func cancelUnseen(_ request: CancelRequest) async throws -> CancelReply {
    let envelope = Envelope.cancel(request, style: headerStyle.withLock { $0 })
    let reply = try await send(
      "cancel", envelope, hint: "whether it took effect only the session itself shows")
    switch reply.acknowledgement {
    case .accepted: return .accepted()
    case .nothingRunning(let words): return .nothingRunning(detail: words)
    case .failed(let error) where reply.failure?.code == .sessionNotFound:
      return .noSuchID(detail: error.detail ?? error.message)
    case .failed(let error): throw (reply.cancelError ?? error).of(target: target)
    case .warned, .unclear:
      throw reply.acknowledgement.doubt("cancel", hint: "list the sessions again").of(target: target)
    }
  }
}
