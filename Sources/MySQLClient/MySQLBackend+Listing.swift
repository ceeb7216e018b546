public import SessionControl

extension MySQLBackend {
  public func sessions(
    matching filter: ListingFilter, receive: @escaping ListingReceiver<Session>
  ) async throws {
    try await list(filter, receive) { $0 }
  }

  public func connections(
    matching filter: ListingFilter, receive: @escaping ListingReceiver<Connection>
  ) async throws {
    try await list(filter, receive) { ProcessListReader.connection(of: $0) }
  }

  public func commands(
    matching filter: ListingFilter, receive: @escaping ListingReceiver<Command>
  ) async throws {
    try await list(filter, receive) { Command(of: $0) }
  }

  /// SHOW FULL PROCESSLIST, the cheapest list there is, without the thread that runs it: it is gone when
  /// somebody reads the list, and a cancel that reads ids from the list would miss it each time.
  private func list<Item: Listable>(
    _ filter: ListingFilter, _ receive: @escaping ListingReceiver<Item>,
    _ item: @escaping @Sendable (Session) -> Item?
  ) async throws {
    try await reporting {
      let own = try await connection.handshakeID()
      try await connection.run(Self.listing) {
        let reader = ProcessListReader(ownConnectionID: own, ownStatement: Self.listing)
        return ResultReceiver(
          columns: { names in
            reader.setColumns(names)
            try receive(.columns(reader.extras))
          },
          row: { values in
            let session = try reader.session(values)
            guard session.protection != .ownConnection,
              filter.admits(user: session.user, database: session.database), let item = item(session)
            else { return }
            try receive(.item(item))
          })
      }
    }
  }

  private static let listing = "SHOW FULL PROCESSLIST"

  public func transactions(
    matching filter: ListingFilter, receive: @escaping ListingReceiver<Transaction>
  ) async throws {
    try await listInnoDB(InnoDBQuery.transactions, rights: "the PROCESS right", receive) { reader, values in
      let transaction = try reader.transaction(values)
      let session = transaction.session
      return filter.admits(user: session?.user, database: session?.database) ? transaction : nil
    }
  }

  public func locks(
    matching filter: ListingFilter, receive: @escaping ListingReceiver<Lock>
  ) async throws {
    let flavour = try await lockingFlavour()
    try await listInnoDB(InnoDBQuery.locks(flavour), rights: Self.lockRights(flavour), receive) {
      reader, values in
      let lock = try reader.lock(values)
      let session = lock.session
      return filter.admits(user: session?.user, database: lock.database)
        || filter.admits(user: session?.user, database: session?.database) ? lock : nil
    }
  }

  public func lockWaits(
    matching filter: ListingFilter, receive: @escaping ListingReceiver<LockWait>
  ) async throws {
    let flavour = try await lockingFlavour()
    let waits = Collected<LockWait>()
    try await listInnoDB(InnoDBQuery.lockWaits(flavour), rights: Self.lockRights(flavour), waits.receive) {
      reader, values in reader.lockWait(values)
    }
    try receive(.columns(.empty))
    let related = LockWait.related(waits.items) { wait, party in
      filter.admits(user: party.session?.user, database: party.session?.database)
        || filter.admits(user: party.session?.user, database: wait.objectDatabase)
    }
    for wait in related { try receive(.item(wait)) }
  }

  public func discover(_ request: RowsetRequest, receive: @escaping ListingReceiver<RowsetRow>) throws {
    throw ControlError(
      .usage, "discover is for XMLA servers", target: target,
      hint: "a MySQL server has no rowsets; see sessions, commands, transactions and locks")
  }

  // MARK: InnoDB

  /// Which of the two forms of InnoDB's tables there is. MySQL fills its form only where the performance schema is
  /// on, and would show no locks at all.
  private func lockingFlavour() async throws -> ServerFlavour {
    try await reporting {
      let flavour = try await connection.identity().flavour
      guard flavour == .mysql else { return flavour }
      let isOn = try await connection.rows("SELECT @@performance_schema").first?.first?.count == 1
      guard isOn else {
        throw ControlError(
          .serverRefused, "the performance schema is off on this server, so its locks can't be listed",
          hint: "start it with performance_schema=ON")
      }
      return flavour
    }
  }

  private static func lockRights(_ flavour: ServerFlavour) -> String {
    flavour == .mariadb
      ? "the PROCESS right"
      : "the PROCESS right, and SELECT on performance_schema.data_locks and data_lock_waits"
  }

  /// - Parameter rights: what the statement takes, for who does not have it.
  private func listInnoDB<Item: Listable>(
    _ sql: String, rights: String, _ receive: @escaping ListingReceiver<Item>,
    _ item: @escaping @Sendable (InnoDBReader, [Value]) throws -> Item?
  ) async throws {
    try await reporting {
      do {
        try await connection.run(sql) {
          let reader = InnoDBReader(common: Item.commonKeys)
          return ResultReceiver(
            columns: { names in
              reader.setColumns(names)
              try receive(.columns(reader.extras))
            },
            row: { values in if let item = try item(reader, values) { try receive(.item(item)) } })
        }
      } catch let failure as MySQLFailure where MySQLFailure.deniedCodes.contains(failure.code) {
        throw ControlError(
          .denied, "this user may not list that", detail: failure.detail, hint: "it takes \(rights)")
      } catch let failure as MySQLFailure where MySQLFailure.noTableCodes.contains(failure.code) {
        throw ControlError(
          .serverRefused, "this server does not show InnoDB's transactions or locks", detail: failure.detail,
          hint: "it may be too old, or run without InnoDB; 'sessions' lists what runs")
      }
    }
  }
}
