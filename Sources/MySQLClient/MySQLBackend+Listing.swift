public import SessionControl

extension MySQLBackend {
  public func sessions(
    matching filter: ListingFilter, receive: @escaping ListingReceiver<Session>
  ) async throws {
    try await reporting {
      try await listThreads(by: Self.processList, filter, receive) { _, _, session in session }
    }
  }

  public func connections(
    matching filter: ListingFilter, receive: @escaping ListingReceiver<Connection>
  ) async throws {
    func list(by sql: String) async throws {
      try await listThreads(by: sql, filter, receive) { $0.connection(of: $2, $1) }
    }
    try await reporting {
      guard try await hasPerformanceSchema() else {
        try await list(by: ConnectionQuery.plain)
        return try receive(
          .note(
            "application, TLS and bytes are not known, since the performance schema is off on this server; "
              + "performance_schema=ON in its configuration and a restart turn it on"))
      }
      do { try await list(by: ConnectionQuery.detailed) } catch let failure as MySQLFailure {
        let remedy = try Self.remedy(of: failure)
        try await list(by: ConnectionQuery.plain)
        try receive(.note("application, TLS and bytes are not known: \(remedy) (\(failure.detail))"))
      }
    }
  }

  /// What it would take to read the performance schema's tables of connections.
  ///
  /// - Throws: the failure itself, where it is about something else.
  private static func remedy(of failure: MySQLFailure) throws -> String {
    if MySQLFailure.deniedCodes.contains(failure.code) { return "that takes \(ConnectionQuery.rights)" }
    guard MySQLFailure.noTableCodes.contains(failure.code) || failure.code == MySQLFailure.unknownFunction
    else { throw failure }
    return "this server is too old to tell them"
  }

  /// MariaDB has more to tell of a statement in the other form of its process list, at a cost that does not count when
  /// only what runs is asked for.
  public func commands(
    matching filter: ListingFilter, receive: @escaping ListingReceiver<Command>
  ) async throws {
    try await reporting {
      func list(by sql: String) async throws {
        try await listThreads(by: sql, filter, receive) { Command(of: $2) }
      }
      // The cheapest list will do for people, who see no ids of statements.
      guard try await connection.flavour() == .mariadb || filter.hasFullIDs else {
        return try await list(by: Self.processList)
      }
      try await withStatements { table in
        try await list(
          by: """
            SELECT * FROM (\(table)) threads WHERE INFO IS NOT NULL AND COMMAND <> 'Sleep' AND ID <> CONNECTION_ID()
            """)
      }
    }
  }

  /// The cheapest list there is.
  static let processList = "SHOW FULL PROCESSLIST"

  /// Lists threads without the one that runs the list: it is gone when somebody reads that, and a cancel that reads
  /// ids from the list would miss it each time.
  func listThreads<Item: Listable>(
    by sql: String, _ filter: ListingFilter, _ receive: @escaping ListingReceiver<Item>,
    _ item: @escaping @Sendable (ProcessListReader, [Value], Session) -> Item?
  ) async throws {
    let own = try await connection.handshakeID()
    let mark = filter.hasFullIDs ? try await connection.identity().mark : nil
    let users = ListedUsers()
    try await connection.run(sql) {
      let reader = ProcessListReader(ownConnectionID: own, ownStatement: sql, mark: mark)
      return ResultReceiver(
        columns: { names in
          reader.setColumns(names)
          try receive(.columns(reader.extras))
        },
        row: { values in
          let session = try reader.session(values)
          users.add(session.user)
          guard session.protection != .ownConnection,
            filter.admits(user: session.user, database: session.database),
            let item = item(reader, values, session)
          else { return }
          try receive(.item(item))
        })
    }
    if users.maySeeOnlyOwn, try await !hasProcessRight() {
      try receive(.note("only this user's own threads are shown; to see all of them takes the PROCESS right"))
    }
  }

  /// Asked only after a list that looks like one of somebody's own threads. INNODB_CMP is a handful of rows that take
  /// this right on both servers, however it was granted.
  func hasProcessRight() async throws -> Bool {
    do {
      _ = try await connection.rows("SELECT 1 FROM information_schema.INNODB_CMP LIMIT 1")
      return true
    } catch let failure as MySQLFailure {
      // Anything but a clear no, such as a server without InnoDB, tells nothing.
      return failure.code != MySQLFailure.lacksRight
    }
  }

  func hasPerformanceSchema() async throws -> Bool {
    try await connection.rows("SELECT @@performance_schema").first?.first?.count == 1
  }

  public func discover(_ request: RowsetRequest, receive: @escaping ListingReceiver<RowsetRow>) throws {
    throw ControlError(
      .usage, "discover is for XMLA servers", target: target,
      hint: "a MySQL server has no rowsets; see sessions, commands, transactions and locks")
  }
}
