public import SessionControl

extension MySQLBackend {
  public func look(at request: CancelRequest, database: String?) async throws -> Victim? {
    try await reporting {
      let id = try Self.thread(of: request)
      let server = try await server(of: request)
      guard id <= server.flavour.maximumID else {
        throw ControlError(
          .usage, "\(id) can't be an id here: MySQL's KILL would cut it to 32 bits and hit somebody else",
          hint: "nothing was sent; 'xmlactl sessions' lists the ids")
      }
      var column = "ID"
      if case .statement = request.subject { column = "QUERY_ID" }
      guard let session = try await session(id, by: column, on: server) else { return nil }
      if let difference = request.origin?.difference(to: session) {
        throw ControlError(
          .refused, "it runs something else by now: \(difference)",
          hint: "nothing was killed; it may be the next statement of a procedure, so list the commands again")
      }
      return Victim(request: request, sessions: [session])
    }
  }

  /// By the thread, also for who named a statement: a procedure goes on with its next one. Tells how far a rollback has
  /// come, too.
  public func look(again victim: Victim, database: String?) async throws -> Victim? {
    try await reporting {
      let id = try KillTarget.thread(victim).thread
      let server = try await connection.identity()
      let session = try await session(id, on: server)
      if let session, session.status.isIdle { return Victim(request: victim.request, sessions: [session]) }
      // MySQL takes a killed thread off its list first, and then rolls back (measured on 9.7); MariaDB the other way.
      if session == nil, server.flavour == .mariadb { return nil }
      let transaction = try await transaction(of: id)
      guard var seen = session ?? victim.sessions.first, session != nil || transaction != nil else {
        return nil
      }
      if session == nil { seen.status = .cancelled }
      var now = Victim(request: victim.request, sessions: [seen])
      now.changedRows = transaction?.changedRows
      now.isRollingBack = session == nil || transaction?.isRollingBack == true
      return now
    }
  }

  func session(_ id: UInt64, by column: String = "ID", on server: ServerIdentity) async throws -> Session? {
    let found = Collected<Session>()
    let clock = "UNIX_TIMESTAMP(SYSDATE(6)) * 1000 AS \(ProcessListReader.clockColumn)"
    try await withStatements { table in
      try await connection.run(
        "SELECT threads.*, \(clock) FROM (\(table)) threads WHERE threads.\(column) = \(id)"
      ) {
        let reader = ProcessListReader(ownConnectionID: server.connectionID)
        return ResultReceiver(
          columns: { reader.setColumns($0) },
          row: { values in
            // Else a server could keep this looking for ever.
            guard found.items.isEmpty else {
              throw ControlError(
                .protocolViolation, "the server shows several threads \(id)",
                hint: "look with --trace")
            }
            try found.receive(.item(try reader.session(values)))
          })
      }
    }
    return found.items.first
  }

  /// The open transaction of a thread, where this user may see it. InnoDB counts its rows down while it rolls back
  /// (measured on MariaDB 10.11 and MySQL 9.7). It refreshes this table only when nobody has read it for 0.1 s, so the
  /// first looks of a watch may show what the one before showed.
  private func transaction(of thread: UInt64) async throws -> (changedRows: UInt64?, isRollingBack: Bool)? {
    do {
      return try await connection.rows(
        "SELECT trx_rows_modified, trx_state FROM information_schema.INNODB_TRX WHERE trx_mysql_thread_id = \(thread)"
      ).first.map { ($0.first?.count, $0.last?.text == "ROLLING BACK") }
    } catch let failure as MySQLFailure
      where MySQLFailure.deniedCodes.union(MySQLFailure.noTableCodes).contains(failure.code)
    {
      return nil
    }
  }
}
