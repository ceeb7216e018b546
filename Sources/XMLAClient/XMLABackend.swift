public import SessionControl

/// Lists and cancels on an XMLA endpoint.
///
/// Every request runs in an implicit session of its own, so this run holds no session that a cancel could hit.
public final class XMLABackend: SessionBackend {
  public let target: String
  public var kind: TargetKind { .xmla }
  private let connection: XMLAConnection

  /// - Parameters:
  ///   - target: the name for messages, without credentials.
  ///   - trace: receives requests and the heads of replies.
  public init(
    target: String, address: XMLAAddress, credentials: Credentials, limits: TimeLimits, trace: Trace?
  ) {
    self.target = target
    connection = XMLAConnection(address: address, credentials: credentials, limits: limits, trace: trace)
  }

  public func sessions(
    matching filter: ListingFilter, receive: @escaping ListingReceiver<Session>
  ) async throws {
    try await discoverSessions(
      [("SESSION_USER_NAME", filter.user), ("SESSION_CURRENT_DATABASE", filter.database)], receive: receive)
  }

  public func connections(
    matching filter: ListingFilter, receive: @escaping ListingReceiver<Connection>
  ) async throws {
    guard filter.database == nil else {
      throw ControlError(
        .usage, "a connection of an XMLA server has no database", target: target,
        hint: "list its sessions: xmlactl sessions --database NAME")
    }
    try await discoverConnections([("CONNECTION_USER_NAME", filter.user)], receive: receive)
  }

  /// XMLA knows every form of request.
  public func validate(_ request: CancelRequest) {}

  public func look(at request: CancelRequest, database: String?) async throws -> Victim? {
    let sessions: [Session]
    switch request.subject {
    case .session(let id):
      sessions = try await self.sessions(("SESSION_ID", id), database).filter { Self.isSameID($0.id, id) }
    case .spid(let id):
      sessions = try await self.sessions(("SESSION_SPID", String(id)), database).filter { $0.spid == id }
    case .connection(let id): return try await lookAtConnection(id, request, database)
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

  public func document(for victim: Victim) async throws -> String { Envelope.cancel(victim.request).document }

  public func cancel(_ victim: Victim, database: String?) async throws -> CancelReply {
    let now = try await look(at: victim.request, database: database)
    if let objection = CancelGuard.objection(to: victim, now: now) { return objection }

    let reply = try await send(Envelope.cancel(victim.request))
    if let error = reply.error {
      // What an unknown id is answered with is documented nowhere: look before calling it a failure.
      if error.code != .denied, try await look(at: victim.request, database: database) == nil {
        return .noSuchID(detail: error.detail ?? error.message)
      }
      throw error.of(target: target)
    }
    if let warning = reply.warnings.first(where: { $0.code == .nothingRunning }) {
      return .nothingRunning(detail: warning.description)
    }
    guard !reply.results.isEmpty else {
      throw ControlError(
        .protocolViolation, "the reply to the cancel holds no result, so whether it was taken is not known",
        target: target, hint: "list the sessions again")
    }
    return .accepted
  }

  public func close() async { await connection.close() }

  // MARK: Rowsets

  private typealias Restriction = (column: String, value: String?)

  private func discoverSessions(
    _ restrictions: [Restriction], receive: @escaping ListingReceiver<Session>
  ) async throws {
    try await discover(SessionRowset.name, restrictions) { SessionRowset(receive: receive) }
  }

  private func discoverConnections(
    _ restrictions: [Restriction], receive: @escaping ListingReceiver<Connection>
  ) async throws {
    try await discover(ConnectionRowset.name, restrictions) { ConnectionRowset(receive: receive) }
  }

  private func discoverSessions(_ restrictions: [Restriction]) async throws -> [Session] {
    let list = Collected<Session>()
    try await discoverSessions(restrictions, receive: list.receive)
    return list.items
  }

  /// Sessions, whatever database they are on: what else a cancel would reach must be seen, and a session that
  /// moved to another database is not gone. Only who may not list all of them is asked for one database.
  private func sessions(_ restriction: Restriction, _ database: String?) async throws -> [Session] {
    do {
      return try await discoverSessions([restriction])
    } catch let error as ControlError where error.code == .denied && database != nil {
      return try await discoverSessions([restriction, ("SESSION_CURRENT_DATABASE", database)])
    }
  }

  /// Session ids are GUIDs: case and braces do not count.
  private static func isSameID(_ one: String, _ other: String) -> Bool {
    func plain(_ id: String) -> String { id.filter { $0 != "{" && $0 != "}" }.lowercased() }
    return plain(one) == plain(other)
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
      try await discoverConnections([("CONNECTION_ID", String(id))], receive: connections.receive)
    } catch let error as ControlError
      where !mustList && (error.code == .denied || error.code == .serverRefused)
    {
      connections.reset()
    }
    // A server may not know a restriction and send every row.
    let sessions = try await sessions(("SESSION_CONNECTION_ID", String(id)), database).filter {
      $0.connectionID == id
    }
    let connection = connections.items.first { $0.id == id }
    return connection == nil && sessions.isEmpty
      ? nil : Victim(request: request, connection: connection, sessions: sessions)
  }

  private func discover(
    _ rowset: String, _ restrictions: [Restriction], makeSink: @Sendable () -> any RowsetSink
  ) async throws {
    let given = restrictions.compactMap { restriction in
      restriction.value.map { (column: restriction.column, value: $0) }
    }
    let reply = try await post(Envelope.discover(rowset, restrictions: given), makeSink: makeSink)
    if let error = reply.error { throw error.of(target: target) }
    guard reply.results.contains(where: { $0.content == .rowset }) else {
      throw ControlError(
        .protocolViolation, "the reply to \(rowset) holds no rowset", target: target,
        hint: "look with --trace")
    }
  }

  /// Posts a cancel. A failure tells nothing of what the server did with it.
  private func send(_ cancel: Envelope) async throws -> Reply {
    do {
      return try await post(cancel)
    } catch var error as ControlError {
      if error.code != .denied {
        error.message = "the cancel may have been sent, and no answer to it was read: \(error.message)"
        error.hint = "list the sessions again to see whether it took effect"
      }
      throw error
    }
  }

  private func post(
    _ envelope: Envelope, makeSink: @Sendable () -> (any RowsetSink)? = { nil }
  ) async throws -> Reply {
    do {
      return try await connection.post(envelope, makeSink: makeSink)
    } catch let error as ControlError {
      throw error.of(target: target)
    }
  }
}
