public import SessionControl
internal import Synchronization

extension MySQLBackend {
  public func transactions(
    matching filter: ListingFilter, receive: @escaping ListingReceiver<Transaction>
  ) async throws {
    let withoutSession = Collected<Transaction>()
    try await listInnoDB(InnoDBQuery.transactions, rights: "the PROCESS right", receive) { reader, values in
      let transaction = try reader.transaction(values)
      let session = transaction.session
      guard filter.admits(user: session?.user, database: session?.database) else { return nil }
      if transaction.sessionID == nil { try withoutSession.receive(.item(transaction)) }
      return transaction
    }
    guard !withoutSession.items.isEmpty else { return }
    try receive(
      .note(
        "no session has transaction \(withoutSession.items.compactMap(\.id).joined(separator: ", ")): prepared by XA and left "
          + "behind (XA RECOVER lists such, XA COMMIT or XA ROLLBACK ends one), or the server's own"))
  }

  public func locks(
    matching filter: ListingFilter, receive: @escaping ListingReceiver<Lock>
  ) async throws {
    let flavour = try await lockingFlavour()
    let shape = Mutex(RowShape.empty)
    let keepShape: ListingReceiver<Lock> = { event in
      if case .columns(let columns) = event { shape.withLock { $0 = columns } }
      try receive(event)
    }
    try await listInnoDB(
      InnoDBQuery.locks(flavour), rights: Self.lockRights(flavour),
      further: ["object_type", "lock_duration"],
      keepShape
    ) { reader, values in
      let lock = try reader.lock(values)
      return Self.admits(filter, lock) ? lock : nil
    }
    let metadata = try await metadataLocks(flavour)
    for lock in metadata.locks {
      let lock = Lock(lock, session: metadata.session(lock.thread), shape: shape.withLock(\.self))
      if Self.admits(filter, lock) { try receive(.item(lock)) }
    }
    if let note = metadata.note { try receive(.note(note)) }
  }

  public func lockWaits(
    matching filter: ListingFilter, receive: @escaping ListingReceiver<LockWait>
  ) async throws {
    let flavour = try await lockingFlavour()
    let waits = Collected<LockWait>()
    try await listInnoDB(InnoDBQuery.lockWaits(flavour), rights: Self.lockRights(flavour), waits.receive) {
      reader, values in reader.lockWait(values)
    }
    let metadata = try await metadataLocks(flavour)
    for edge in MetadataLockWaits.edges(metadata.locks) {
      try waits.receive(.item(LockWait(edge, session: metadata.session)))
    }
    try receive(.columns(.empty))
    let related = LockWait.related(waits.items) { wait, party in
      filter.admits(user: party.session?.user, database: party.session?.database)
        || filter.admits(user: party.session?.user, database: wait.objectDatabase)
    }
    for wait in related { try receive(.item(wait)) }
    if let note = metadata.note { try receive(.note(note)) }
  }

  private static func admits(_ filter: ListingFilter, _ lock: Lock) -> Bool {
    let session = lock.session
    return filter.admits(user: session?.user, database: lock.database)
      || filter.admits(user: session?.user, database: session?.database)
  }

  // MARK: InnoDB

  /// Which of the two forms of InnoDB's tables there is. MySQL fills its form only where the performance schema is
  /// on, and would show no locks at all.
  private func lockingFlavour() async throws -> ServerFlavour {
    try await reporting {
      let flavour = try await connection.flavour()
      if flavour == .mysql, try await !hasPerformanceSchema() {
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

  /// - Parameters:
  ///   - rights: what the statement takes, for who does not have it.
  ///   - further: columns that the items have as well, without a value in these rows.
  private func listInnoDB<Item: Listable>(
    _ sql: String, rights: String, further: [String] = [], _ receive: @escaping ListingReceiver<Item>,
    _ item: @escaping @Sendable (InnoDBReader, [Value]) throws -> Item?
  ) async throws {
    try await reporting {
      do {
        try await connection.run(sql) {
          let reader = InnoDBReader(common: Item.commonKeys, further: further)
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

  // MARK: Metadata locks

  /// Any user can hold ten thousand of them (GET_LOCK).
  private static let maximumLocks = 1_000_000

  /// The metadata locks, by the best that this server has: the performance schema shows all of them, MariaDB's plugin
  /// those that are granted, the process list only who waits.
  private func metadataLocks(_ flavour: ServerFlavour) async throws -> MetadataLocks {
    try await reporting {
      let sessions = Collected<Session>()
      try await listThreads(by: Self.processList, ListingFilter(), sessions.receive) { $2 }
      func listed(_ source: MetadataLocks.Source, _ locks: [MetadataLock]) -> MetadataLocks {
        MetadataLocks(source, locks, sessions: sessions.items)
      }
      var denied: String?
      do {
        if try await connection.rows(MetadataLockQuery.instrument).first?.first?.text == "YES" {
          let rows = try await connection.rows(MetadataLockQuery.performanceSchema, limit: Self.maximumLocks)
          return listed(.performanceSchema, try rows.map(MetadataLockReader.performanceSchema))
        }
      } catch let failure as MySQLFailure where MySQLFailure.deniedCodes.contains(failure.code) {
        denied = failure.detail
      } catch let failure as MySQLFailure where MySQLFailure.noTableCodes.contains(failure.code) {}
      guard flavour == .mariadb else { return listed(.processList(.mysql, denied: denied), []) }
      do {
        let rows = try await connection.rows(MetadataLockQuery.plugin, limit: Self.maximumLocks)
        return listed(.plugin, try rows.map(MetadataLockReader.plugin))
      } catch let failure as MySQLFailure where MySQLFailure.noTableCodes.contains(failure.code) {
        return listed(.processList(.mariadb, denied: denied), [])
      }
    }
  }
}
