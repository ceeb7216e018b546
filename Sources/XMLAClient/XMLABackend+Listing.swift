public import SessionControl

extension XMLABackend {
  public func sessions(
    matching filter: ListingFilter, receive: @escaping ListingReceiver<Session>
  ) async throws {
    try await discover(
      [("SESSION_USER_NAME", filter.user), ("SESSION_CURRENT_DATABASE", filter.database)]
    ) { (event: ListingEvent<Session>) in
      if case .item(let session) = event, !Self.admits(filter, session.user, session.database) { return }
      try receive(event)
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
    try await discover([("CONNECTION_USER_NAME", filter.user)]) { (event: ListingEvent<Connection>) in
      if case .item(let connection) = event, !Self.admits(filter, connection.user, nil) { return }
      try receive(event)
    }
  }

  /// A server that does not know a restriction may send every row, and a cancel may read the ids of a listing.
  /// Analysis Services compares names without regard to case.
  private static func admits(_ filter: ListingFilter, _ user: String?, _ database: String?) -> Bool {
    ListingFilter(database: filter.database?.lowercased(), user: filter.user?.lowercased())
      .admits(user: user?.lowercased(), database: database?.lowercased())
  }

  func discover<Item: RowsetItem>(
    _ restrictions: [(column: String, value: String?)], receive: @escaping ListingReceiver<Item>
  ) async throws {
    let given = restrictions.compactMap { restriction in
      restriction.value.map { (column: restriction.column, value: $0) }
    }
    let reply = try await post(Envelope.discover(Item.rowset, restrictions: given)) {
      ListingSink<Item>(receive: receive)
    }
    if let error = reply.error { throw error.of(target: target) }
    guard reply.results.contains(where: { $0.content == .rowset }) else {
      throw ControlError(
        .protocolViolation, "the reply to \(Item.rowset) holds no rowset", target: target,
        hint: "look with --trace")
    }
  }
}
