extension SandboxEngine {
  /// Answers a Discover.
  func discover(
    _ request: DiscoverRequest, properties: [String: String], in context: Context
  ) async throws -> Reply {
    let (rowset, restrictions) = try checked(request, for: context.user)
    let scope = try begin(rowset.rawValue, in: context)
    let envelope = Envelope(.discover, newSession: context.newSession)
    return try await result(
      envelope, rowset.schema, rows(of: rowset, restrictions, database: database(of: scope)), properties,
      scope)
  }

  /// What a Discover asks for.
  ///
  /// - Throws: a fault for what the server does not know, and for what the user may not see.
  func checked(
    _ request: DiscoverRequest, for user: SandboxUser
  ) throws(SandboxFault) -> (rowset: Rowset, restrictions: Restrictions) {
    guard !traits.refusesDiscover else { throw .discoverDenied(to: user) }
    guard let rowset = Rowset(rawValue: request.requestType),
      !traits.missingRowsets.contains(rowset.rawValue)
    else {
      throw .unknownRequestType(request.requestType, at: request.requestTypePlace)
    }
    let restrictions = try Restrictions(request.restrictions, of: rowset)
    guard Self.isAllowed(rowset, databases: restrictions.texts("SESSION_CURRENT_DATABASE"), for: user) else {
      throw .discoverDenied(to: user)
    }
    return (rowset, restrictions)
  }

  /// The rows of a rowset as it is now.
  ///
  /// - Parameter database: that of the request; nil is the first.
  func rows(of rowset: Rowset, _ restrictions: Restrictions, database: String?) -> any RowSource {
    let now = clock()
    let model = snapshot(at: now)
    return switch rowset {
    case .sessions: SessionRows(model: model, restrictions: restrictions, now: now)
    case .connections: ConnectionRows(model: model, restrictions: restrictions, now: now)
    case .commands: CommandRows.rows(model: model, restrictions: restrictions, now: now)
    case .jobs: JobRows.rows(model: model, restrictions: restrictions, now: now)
    case .transactions: TransactionRows.rows(model: model, restrictions: restrictions, now: now)
    case .locks: LockRows.rows(model: model, restrictions: restrictions, now: now)
    case .catalogs: CatalogRows.rows(model: model, restrictions: restrictions)
    case .properties: PropertyRows.rows(restrictions, serverName: serverName)
    case .schemaRowsets: SchemaRowsetRows.rows(restrictions, without: traits.missingRowsets)
    default:
      rowset.metadata?.prepared(
        MetadataRowset.Context(
          model: model, database: database ?? Population.databases[0], serverName: serverName,
          restrictions: restrictions)) ?? PreparedRows(bytes: [])
    }
  }

  /// Whether a user may see these rows: a database administrator has to ask for databases of his own
  /// (seed "Canceling Commands", section on sessions).
  static func isAllowed(
    _ rowset: Rowset, databases: [String]?, for user: SandboxUser
  ) -> Bool {
    switch rowset {
    case .connections, .commands, .transactions, .locks, .jobs:
      return user.isServerAdministrator
    case .sessions:
      guard !user.isServerAdministrator else { return true }
      guard let databases, !databases.isEmpty else { return false }
      return databases.allSatisfy { user.administers(database: $0) }
    default:
      return true
    }
  }
}
