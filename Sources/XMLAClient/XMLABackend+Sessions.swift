public import SessionControl
internal import Synchronization

extension XMLABackend: ExplicitSessions {
  public func openSession(database: String?) async throws -> SessionReference {
    use(database: database)
    switch try await beginSession() {
    case .opened(let id): return SessionReference(id: id, affinity: await connection.affinity)
    case .none(let error):
      throw error
        ?? ControlError(
          .serverRefused, "the server answered and opened no session", target: target,
          hint: "it may have no explicit sessions, as some versions of Mondrian")
    }
  }

  /// What came of asking for a session.
  enum Beginning {
    case opened(String)
    /// The server has no explicit sessions. With its words where it says so: some take an empty statement for an error.
    case none(ControlError?)
  }

  /// Tries each form of the header until the server returns a session: some servers pass over the form that
  /// others need, and answer as if all was well.
  ///
  /// - Throws: ``ControlError`` where another request would meet the same: a login, a database.
  func beginSession(properties: [(name: String, value: String)] = []) async throws -> Beginning {
    for style in SessionHeader.MustUnderstand.allCases {
      let reply = try await post(.nothing(in: SessionHeader(.begin, style), properties: properties))
      if let session = reply.sessionID {
        headerStyle.withLock { $0 = style }
        guard let id = try? IdentifierParsing.session(session) else {
          throw ControlError(
            .protocolViolation, "the server returned '\(session.printable)', which is no session id",
            target: target, hint: "do not trust this endpoint")
        }
        return .opened(id)
      }
      guard let error = reply.error?.of(target: target) else { continue }
      if let missing = noDatabase(reply, database.withLock(\.self)) { throw missing }
      if [.loginRefused, .denied, .busy].contains(error.code) { throw error }
      return .none(error)
    }
    return .none(nil)
  }

  /// What a reply says of a database that was named, if it says that there is none.
  func noDatabase(_ reply: Reply, _ database: String?) -> ControlError? {
    guard let database, reply.failure?.code == .objectNotFound else { return nil }
    return ControlError(
      .badInput, "there is no database '\(database.printable)', or this user has no access to it",
      target: target, detail: reply.error?.detail, hint: "nothing was run; correct --database")
  }

  public func follow(_ session: SessionReference) async {
    if !session.affinity.isEmpty { await connection.follow(session.affinity) }
  }

  public func closeSession(_ id: String) async throws -> SessionEnd {
    let end = try await send("end of the session", .nothing(in: header(.end(id))))
    if end.failure?.code == .sessionNotFound, let error = end.error {
      return .noSuchSession(detail: error.detail ?? error.message)
    }
    try check(end.acknowledgement, "end of the session", hint: "look with --trace, or list the sessions")
    // The reply of a server that passed over the header looks the same: only the session itself tells.
    return try await look(after: "end of the session") {
      let probe = try await post(.nothing(in: header(.use(id))))
      if probe.failure?.code == .sessionNotFound { return .gone }
      try check(probe.acknowledgement, "question after it", hint: "list the sessions")
      return .stillKnown
    }
  }

  /// Throws for all but what says that it was taken.
  private func check(_ acknowledgement: Acknowledgement, _ what: String, hint: String) throws {
    switch acknowledgement {
    case .accepted: return
    case .failed(let error): throw error.of(target: target)
    case .nothingRunning, .warned, .unclear:
      throw acknowledgement.doubt(what, hint: hint).of(target: target)
    }
  }

  public func transact(_ verb: TransactionVerb, in session: String) async throws -> TransactionState {
    try await transact(verb, in: session) { try await self.transactionState(of: session) }
  }

  /// - Parameter look: tells what came of it.
  func transact(
    _ verb: TransactionVerb, in session: String, look: () async throws -> TransactionState
  ) async throws -> TransactionState {
    let reply = try await send(verb.rawValue, .transaction(verb, in: header(.use(session))))
    if var error = reply.error {
      if reply.failure?.code?.meaning == nil, !reply.isMondrian {
        // A hint at a listing that this server refuses would help nobody.
        let isListed = (try? await look()).map { $0 != .unknown } ?? false
        error.hint =
          (isListed ? "'xmlactl transactions' lists what is open; " : "")
          + "a commit or a rollback needs a begin"
      }
      throw error.of(target: target)
    }
    try check(
      reply.acknowledgement, verb.rawValue, hint: "'xmlactl transactions' lists what is open")
    return try await self.look(after: verb.rawValue, look)
  }

  /// The reply to a step is the same whatever became of the reference count; a list of transactions tells.
  public func transactionState(of session: String) async throws -> TransactionState {
    var server = self
    do {
      let known = homes.withLock { $0[GUIDText.plain(session)] }
      let seen = known == nil ? try await look(at: CancelRequest(.session(session)), database: nil) : nil
      // On another server than those that were asked, perhaps.
      if known == nil, seen == nil, try await isOneOfSeveral() != false { return .unknown }
      server = self.server(of: known ?? seen?.node)
    } catch let error as ControlError where error.code == .denied || error.code == .serverRefused {
      // Which server has the session can't be found out then.
      guard try await isOneOfSeveral() == false else { return .unknown }
    }
    do { return try await server.transactionState(of: session, in: nil) } catch is OwnSession.Lost {
      throw server.lost
    }
  }

  /// - Parameter header: the session in which to ask; our own unless given.
  func transactionState(of session: String, in header: SessionHeader?) async throws -> TransactionState {
    let found = Collected<Transaction>()
    do {
      try await discover([("TRANSACTION_SESSION_ID", session)], in: header, receive: found.receive)
    } catch let error as ControlError where error.code == .denied || error.code == .serverRefused {
      return .unknown
    }
    let isOpen = found.items.contains { $0.sessionKey == GUIDText.plain(session) }
    return isOpen ? .open : .none
  }

  /// Looks what came of a step that the server took.
  private func look<Result>(after what: String, _ body: () async throws -> Result) async throws -> Result {
    do {
      return try await body()
    } catch var error as ControlError {
      error.message = "the \(what) was accepted, and then a look failed: \(error.message)"
      throw error
    }
  }

  /// A header in the form that this server is known to understand.
  func header(_ kind: SessionHeader.Kind) -> SessionHeader {
    SessionHeader(kind, headerStyle.withLock { $0 })
  }
}
