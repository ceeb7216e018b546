internal import SessionControl
internal import Synchronization

/// How a rowset is asked for, and what a refusal means.
extension XMLABackend {
  /// What a listing is restricted by. All else is the id of one thing that is looked at.
  private static let filters: Set = ["SESSION_USER_NAME", "SESSION_CURRENT_DATABASE", "CONNECTION_USER_NAME"]

  /// - Parameter database: a database that was named, though no restriction says so.
  func discover<Item: RowsetItem>(
    _ restrictions: [(column: String, value: String?)], database: String? = nil,
    in header: SessionHeader? = nil, receive: @escaping ListingReceiver<Item>
  ) async throws {
    let given = restrictions.compactMap { restriction in
      restriction.value.map { (column: restriction.column, value: $0) }
    }
    let named = database ?? given.first { $0.column == "SESSION_CURRENT_DATABASE" }?.value
    let isOfOne = given.contains { !Self.filters.contains($0.column) }
    do {
      try await rows(
        of: Item.rowset, given, properties: [], isOnDatabase: named != nil, isListing: !isOfOne, in: header
      ) { ListingSink<Item>(isOfOne: isOfOne, receive: receive) }
    } catch var error as ControlError where error.code == .badInput && named == nil {
      // The request was ours.
      error.code = .serverRefused
      throw error
    }
  }

  /// - Parameters:
  ///   - isOnDatabase: a database is named already, so that there is no use in asking for one.
  ///   - isListing: the rows go to a person as they come, and are as many as they are.
  ///   - header: the session in which to ask; our own unless given, where there is one.
  /// - Throws: ``ControlError``; ``OwnSession/Lost`` when there is no such session any more.
  func rows(
    of rowset: String, _ restrictions: [(column: String, value: String)],
    properties: [(name: String, value: String)], isOnDatabase: Bool, isListing: Bool = false,
    in header: SessionHeader? = nil, makeSink: @Sendable () -> any RowsetSink
  ) async throws {
    let header = header ?? ownSessionID.map { self.header(.use($0)) }
    let envelope =
      viaView
      ? Envelope.view(rowset, restrictions: restrictions, properties: properties, in: header)
      : Envelope.discover(rowset, restrictions: restrictions, properties: properties, in: header)
    let reply = try await post(envelope, isListing: isListing, makeSink: makeSink)
    if reply.isAstray(envelope), envelope.session == ownSessionID {
      own.withLock { $0 = .unopened }
      throw OwnSession.Lost()
    }
    if let error = reply.error?.of(target: target) {
      guard reply.failure?.code == .discoverNotPermitted else {
        throw try await explained(ofView(error, reply), reply, rowset, properties)
      }
      throw denied(error, rowset, isOnDatabase: isOnDatabase)
    }
    if let objection = reply.objectionToList {
      throw ControlError(
        .protocolViolation, "the reply to \(rowset) \(objection)", target: target, hint: "look with --trace")
    }
  }

  // MARK: Failures

  /// A statement on a view is ours: that a server can't read it says what the server is.
  private func ofView(_ error: ControlError, _ reply: Reply) -> ControlError {
    guard viaView, error.code == .badInput, reply.failure?.code != .objectNotFound else { return error }
    return ControlError(
      .serverRefused, "this server reads no statement on a view", target: error.target, detail: error.detail,
      hint: "leave out --via-dmv: a Discover asks for the same")
  }

  /// The error of a listing that this user may not have, with the ways that are left.
  private func denied(_ error: ControlError, _ rowset: String, isOnDatabase: Bool) -> ControlError {
    var error = error
    let who =
      if isOnDatabase {
        "it takes an administrator of that database, or of the server"
      } else if rowset == Connection.rowset {
        "it takes an administrator of the server"
      } else {
        "a database administrator must name a database of theirs: --database NAME"
      }
    error.hint = who + (viaView ? "" : "; --via-dmv asks by a statement instead")
    return error
  }

  /// The error of a refused request, with what this server offers instead.
  private func explained(
    _ error: ControlError, _ reply: Reply, _ rowset: String, _ properties: [(name: String, value: String)]
  ) async throws -> ControlError {
    let overview = "DISCOVER_SCHEMA_ROWSETS"
    guard rowset != overview, MissingRowset.isSuspected(reply, viaView: viaView) else { return error }
    let names = Collected<RowsetRow>()
    do {
      // Some servers have no views but those of a database.
      let catalog = properties.filter { $0.name == "Catalog" }
      try await rows(of: overview, [], properties: catalog, isOnDatabase: !catalog.isEmpty) {
        PlainSink(receive: names.receive)
      }
    } catch is ControlError {
      return error
    }
    let offered = names.items.compactMap { ($0.extras["schema_name"] ?? .null).text }
    var cause = error
    cause.detail = reply.failure?.description
    return MissingRowset.error(rowset, offered: offered, failure: cause, isMondrian: reply.isMondrian)
  }
}
