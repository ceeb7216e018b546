public import SessionControl

extension XMLABackend {
  public func sessions(
    matching filter: ListingFilter, receive: @escaping ListingReceiver<Session>
  ) async throws {
    use(database: filter.database)
    let fullIDs = filter.hasFullIDs ? FullIDs(after: Session.commonKeys) : nil
    try await discover(
      [("SESSION_USER_NAME", filter.user), ("SESSION_CURRENT_DATABASE", filter.database)]
    ) { (event: ListingEvent<Session>) in
      switch event {
      case .item(let session):
        guard Self.admits(filter, session.user, session.database), !Self.isListing(session) else { return }
        try receive(.item(fullIDs?.marked(session) ?? session))
      case .columns(let shape): try receive(.columns(fullIDs?.columns(shape) ?? shape))
      case .note: try receive(event)
      }
    }
  }

  public func connections(
    matching filter: ListingFilter, receive: @escaping ListingReceiver<Connection>
  ) async throws {
    guard filter.database == nil else {
      throw ControlError(
        .usage, "a connection of an XMLA server has no database", target: target,
        hint: "list its sessions: xmlactl sessions --database NAME")
    }
    let fullIDs = filter.hasFullIDs ? FullIDs(after: Connection.commonKeys) : nil
    try await discover([("CONNECTION_USER_NAME", filter.user)]) { (event: ListingEvent<Connection>) in
      switch event {
      case .item(let connection):
        guard Self.admits(filter, connection.user, nil) else { return }
        try receive(.item(fullIDs?.marked(connection) ?? connection))
      case .columns(let shape): try receive(.columns(fullIDs?.columns(shape) ?? shape))
      case .note: try receive(event)
      }
    }
  }

  public func commands(
    matching filter: ListingFilter, receive: @escaping ListingReceiver<Command>
  ) async throws {
    use(database: filter.database)
    // The request itself is a command that runs; it is gone when somebody reads the list.
    let own = viaView ? ViewStatement.text(Command.rowset, where: []) : Command.rowset
    let join = SessionJoin<Command> { $0.isRunning && $0.statement != own }
    let fullIDs = filter.hasFullIDs ? FullIDs(after: Command.commonKeys) : nil
    // Their sessions are listed plain.
    var plain = filter
    plain.hasFullIDs = false
    try await inOneSession {
      try await commands(join, matching: plain) { event in
        switch event {
        case .item(let command): try receive(.item(fullIDs?.marked(command) ?? command))
        case .columns(let shape): try receive(.columns(fullIDs?.columns(shape) ?? shape))
        case .note: try receive(event)
        }
      }
    }
  }

  private func commands(
    _ join: SessionJoin<Command>, matching filter: ListingFilter, receive: @escaping ListingReceiver<Command>
  ) async throws {
    do {
      try await discover([], database: filter.database, receive: join.collect)
    } catch let error as ControlError where error.code == .denied && filter.database != nil {
      // The right to list all commands takes a server administrator; the sessions of one database do not.
      try receive(
        .note("this user may not list commands; shown is what each active session says of its last command"))
      return try await lastCommands(matching: filter, receive: receive)
    }
    try await list(join, matching: filter, receive: receive)
  }

  /// The commands as the sessions themselves tell them.
  private func lastCommands(
    matching filter: ListingFilter, receive: @escaping ListingReceiver<Command>
  ) async throws {
    try await sessions(matching: filter) { event in
      switch event {
      case .columns(let shape): try receive(.columns(shape))
      case .item(let session): if let command = Command(of: session) { try receive(.item(command)) }
      case .note(let text): try receive(.note(text))
      }
    }
  }

  public func transactions(
    matching filter: ListingFilter, receive: @escaping ListingReceiver<Transaction>
  ) async throws {
    use(database: filter.database)
    let join = SessionJoin<Transaction>()
    try await inOneSession {
      try await discover([], database: filter.database, receive: join.collect)
      try await list(join, matching: filter, receive: receive)
    }
  }

  /// Streams the items with the sessions that they belong to, in the order of the sessions, and then those whose
  /// session is gone. Whether a filter would admit the latter can't be told.
  private func list<Item: SessionWork>(
    _ join: SessionJoin<Item>, matching filter: ListingFilter, receive: @escaping ListingReceiver<Item>
  ) async throws {
    for note in join.notes { try receive(.note(note)) }
    try receive(.columns(join.shape))
    if join.isWaiting {
      try await sessions(matching: filter) { event in
        switch event {
        case .item(let session): for item in join.take(of: session) { try receive(.item(item)) }
        case .note(let text): if !join.notes.contains(text) { try receive(.note(text)) }
        case .columns: break
        }
      }
    }
    guard filter.admitsAll else { return }
    for item in join.rest { try receive(.item(item)) }
  }

  public func locks(
    matching filter: ListingFilter, receive: @escaping ListingReceiver<Lock>
  ) async throws {
    let (locks, join) = try await locksWithSessions(filter)
    for note in join.notes { try receive(.note(note)) }
    try receive(.columns(join.shape))
    for lock in locks
    where Self.admits(filter, lock.session?.user, lock.database)
      || Self.admits(filter, lock.session?.user, lock.session?.database)
    {
      try receive(.item(lock))
    }
  }

  public func lockWaits(
    matching filter: ListingFilter, receive: @escaping ListingReceiver<LockWait>
  ) async throws {
    let (locks, join) = try await locksWithSessions(filter)
    for note in join.notes { try receive(.note(note)) }
    let waits = LockWait.infer(from: locks)
    try receive(.columns(.empty))
    for wait in LockWait.related(waits, to: { Self.admits(filter, $0, $1) }) { try receive(.item(wait)) }
  }

  /// All locks, whatever the filter: who is in the way may be somebody else, on another database.
  private func locksWithSessions(
    _ filter: ListingFilter
  ) async throws -> (locks: [Lock], join: SessionJoin<Lock>) {
    use(database: filter.database)
    return try await inOneSession { try await locksJoined(filter) }
  }

  private func locksJoined(
    _ filter: ListingFilter
  ) async throws -> (locks: [Lock], join: SessionJoin<Lock>) {
    let join = SessionJoin<Lock>()
    try await discover([], database: filter.database, receive: join.collect)
    let found = Collected<Lock>()
    let match: ListingReceiver<Session> = { event in
      switch event {
      case .item(var session):
        if filter.hasFullIDs { session.fullID = session.spid.map { "\($0)/\(SessionMark(of: session))" } }
        for lock in join.take(of: session) { try found.receive(.item(lock.timed())) }
      case .note(let text): if !join.notes.contains(text) { try join.collect(.note(text)) }
      case .columns: break
      }
    }
    if join.isWaiting {
      do {
        try await discover([], database: filter.database, receive: match)
      } catch let error as ControlError where error.code == .denied && filter.database != nil {
        try await sessions(matching: ListingFilter(database: filter.database), receive: match)
      }
    }
    return (found.items + join.rest, join)
  }

  public func discover(
    _ request: RowsetRequest, receive: @escaping ListingReceiver<RowsetRow>
  ) async throws {
    do {
      try await rows(
        of: request.rowset, request.restrictions.map { ($0.name, $0.value) },
        properties: request.properties.map { ($0.name, $0.value) },
        isOnDatabase: request.properties.contains { $0.name == "Catalog" }, isListing: true
      ) { PlainSink(receive: receive) }
    } catch var error as ControlError where error.message == MissingRowset.message(request.rowset) {
      // Somebody typed the name.
      error.code = .badInput
      throw error
    }
  }

  // MARK: Filters

  /// Whether a session exists only for a listing such as this one: it is gone when somebody reads the list, and
  /// behind a data pump it is on the connection that is looked at, another one at each look.
  static func isListing(_ session: Session) -> Bool {
    guard !session.status.isIdle, let statement = session.statement else { return false }
    return statement == Session.rowset
      || statement.hasPrefix(ViewStatement.text(Session.rowset, where: []))
  }

  /// A server that does not know a restriction may send every row, and a cancel may read the ids of a listing.
  private static func admits(_ filter: ListingFilter, _ user: String?, _ database: String?) -> Bool {
    filter.admits(user: user, database: database, on: .xmla)
  }

  private static func admits(_ filter: ListingFilter, _ wait: LockWait, _ party: LockWait.Party) -> Bool {
    admits(filter, party.session?.user, party.session?.database)
      || admits(filter, party.session?.user, wait.objectDatabase)
  }
}
