public import SessionControl

extension Session: TableListable {
  public static func tableColumns(extras: [String]) -> [TableColumn<Session>] { columns }

  private static let columns: [TableColumn<Session>] = [
    TableColumn("SPID", .right) { $0.spid.map(String.init) ?? "" },
    TableColumn("ID", dispensability: 9) { $0.id == $0.spid.map(String.init) ? "" : $0.id },
    TableColumn("CONN", .right, dispensability: 4) {
      $0.connectionID == $0.spid ? "" : $0.connectionID.map(String.init) ?? ""
    },
    TableColumn("USER") { $0.user ?? "" },
    TableColumn("HOST", dispensability: 6) { $0.host ?? "" },
    TableColumn("DATABASE", dispensability: 2) { $0.database ?? "" },
    TableColumn("STATUS") { $0.status.description },
    TableColumn("RUNNING", .right, dispensability: 1) {
      $0.status.isIdle ? "" : spoken($0.elapsedMilliseconds)
    },
    TableColumn("IDLE", .right, dispensability: 3) { $0.status.isIdle ? spoken($0.idleMilliseconds) : "" },
    TableColumn("STATEMENT", isFlexible: true) { $0.statement?.withoutNamespaces ?? "" },
  ]

  public var emphasis: SessionStatus? { status }
}

extension Connection: TableListable {
  public static func tableColumns(extras: [String]) -> [TableColumn<Connection>] {
    columns.filter { $0.needs.map(extras.contains) ?? true }
  }

  private static let columns: [TableColumn<Connection>] = [
    TableColumn("ID", .right) { $0.id.map(String.init) ?? "" },
    TableColumn("USER") { $0.user ?? "" },
    TableColumn("HOST") { $0.host ?? "" },
    TableColumn("DATABASE", dispensability: 2) { $0.database ?? "" },
    .extra("TLS", "tls_version", dispensability: 5),
    TableColumn("OPEN", .right, dispensability: 1) { spoken($0.elapsedMilliseconds) },
    TableColumn("IDLE", .right, dispensability: 3) { spoken($0.idleMilliseconds) },
    TableColumn("LAST COMMAND", .right, dispensability: 4) { spoken($0.commandElapsedMilliseconds) },
    TableColumn("SENT", .right, dispensability: 6) { $0.bytesSent.map(String.init) ?? "" },
    TableColumn("RECEIVED", .right, dispensability: 7) { $0.bytesReceived.map(String.init) ?? "" },
    TableColumn("APPLICATION", isFlexible: true) { $0.application ?? "" },
  ]

  public var emphasis: SessionStatus? { nil }
}

extension Command: TableListable {
  public static func tableColumns(extras: [String]) -> [TableColumn<Command>] { columns }

  private static let columns: [TableColumn<Command>] = [
    TableColumn("SPID", .right) { $0.spid.map(String.init) ?? "" },
    TableColumn("CONN", .right, dispensability: 4) { connection(of: $0.session) },
    TableColumn("USER") { $0.session?.user ?? "" },
    TableColumn("HOST", dispensability: 6) { $0.session?.host ?? "" },
    TableColumn("DATABASE", dispensability: 2) { $0.session?.database ?? "" },
    TableColumn("STATUS", dispensability: 1) { $0.session?.status.description ?? "" },
    TableColumn("RUNNING", .right) { spoken($0.elapsedMilliseconds) },
    TableColumn("STATEMENT", isFlexible: true) { $0.statement?.withoutNamespaces ?? "" },
  ]

  public var emphasis: SessionStatus? { session?.status }
}

extension Transaction: TableListable {
  public static func tableColumns(extras: [String]) -> [TableColumn<Transaction>] {
    columns.filter { $0.needs.map(extras.contains) ?? true }
  }

  private static let columns: [TableColumn<Transaction>] = [
    TableColumn("SPID", .right) { $0.session?.spid.map(String.init) ?? "" },
    TableColumn("TRANSACTION", dispensability: 9) { $0.id ?? "" },
    TableColumn("USER") { $0.session?.user ?? "" },
    TableColumn("HOST", dispensability: 6) { $0.session?.host ?? "" },
    TableColumn("DATABASE", dispensability: 2) { $0.session?.database ?? "" },
    TableColumn("STATE", dispensability: 3) { $0.state ?? "" },
    TableColumn("STATUS", dispensability: 4) { $0.session?.status.description ?? "" },
    TableColumn("OPEN", .right) { spoken($0.elapsedMilliseconds) },
    .extra("CHANGED", "rows_modified", .right, dispensability: 1),
    .extra("LOCKED", "rows_locked", .right, dispensability: 5),
    TableColumn("STATEMENT", isFlexible: true) { $0.session?.statement?.withoutNamespaces ?? "" },
  ]

  public var emphasis: SessionStatus? { session?.status == .idle ? nil : session?.status }
}

extension Lock: TableListable {
  public static func tableColumns(extras: [String]) -> [TableColumn<Lock>] { columns }

  private static let columns: [TableColumn<Lock>] = [
    TableColumn("SPID", .right) { $0.spid.map(String.init) ?? "" },
    TableColumn("USER") { $0.session?.user ?? "" },
    TableColumn("STATUS") { $0.status.description ?? "" },
    TableColumn("LOCK") { $0.type ?? "" },
    TableColumn("WAITING", .right, dispensability: 1) { spoken($0.waitingMilliseconds) },
    TableColumn("HOLDING", .right, dispensability: 3) { spoken($0.holdingMilliseconds) },
    TableColumn("OBJECT") { $0.object ?? "" },
    TableColumn("STATEMENT", dispensability: 4, isFlexible: true) {
      $0.session?.statement?.withoutNamespaces ?? ""
    },
  ]

  public var emphasis: SessionStatus? { status == .waiting ? .blocked : nil }
}

extension LockWait: TableListable {
  public static func tableColumns(extras: [String]) -> [TableColumn<LockWait>] { columns }

  private static let columns: [TableColumn<LockWait>] = [
    TableColumn("WAITER", .right) { String($0.waiter.spid) },
    TableColumn("WAITING", .right) { spoken($0.waiter.elapsedMilliseconds) },
    TableColumn("HOLDER", .right) { $0.holder.map { String($0.spid) } ?? "?" },
    TableColumn("POSSIBLE") { $0.isPossible ? "possible" : "" },
    TableColumn("OBJECT", isFlexible: true) { $0.object ?? "" },
  ]

  public var emphasis: SessionStatus? { nil }
}

extension BlockingLine: TableListable {
  public static func tableColumns(extras: [String]) -> [TableColumn<BlockingLine>] { columns }

  private static let columns: [TableColumn<BlockingLine>] = [
    TableColumn("SPID", keepsSpaces: true) { $0.branch + String($0.party.spid) },
    TableColumn("USER") { $0.party.session?.user ?? "" },
    TableColumn("DATABASE", dispensability: 5) { $0.party.session?.database ?? "" },
    TableColumn("STATUS", dispensability: 6) { $0.party.session?.status.description ?? "" },
    TableColumn("HOLDING", .right, dispensability: 2) {
      $0.isWaiting ? "" : spoken($0.party.elapsedMilliseconds)
    },
    TableColumn("WAITING", .right) { $0.isWaiting ? spoken($0.party.elapsedMilliseconds) : "" },
    TableColumn("BEHIND", .right) { $0.behind > 0 ? String($0.behind) : "" },
    TableColumn("LOCK", dispensability: 4) { $0.party.lock ?? "" },
    TableColumn("OBJECT", dispensability: 3) { $0.object ?? "" },
    TableColumn("NOTE") { line in
      [line.isPossible ? "possible" : nil, line.note?.rawValue].compactMap(\.self).joined(separator: ", ")
    },
    TableColumn("STATEMENT", isFlexible: true) { $0.party.session?.statement?.withoutNamespaces ?? "" },
  ]

  public var emphasis: SessionStatus? { isWaiting ? .blocked : nil }
}

extension RowsetRow: TableListable {
  /// What a cell of a rowset that nobody knows beforehand may take of a line.
  private static let widestCell = 40

  /// As many columns as fit, from the first.
  public static func tableColumns(extras: [String]) -> [TableColumn<RowsetRow>] {
    extras.enumerated().map { index, key in
      TableColumn(key.uppercased(), dispensability: index) { row in
        DisplayWidth.cut((row.extras[key]?.text ?? "").folded, to: widestCell)
      }
    }
  }

  public var emphasis: SessionStatus? { nil }
}

private func connection(of session: Session?) -> String {
  guard let session, session.connectionID != session.spid else { return "" }
  return session.connectionID.map(String.init) ?? ""
}

private func spoken(_ milliseconds: UInt64?) -> String {
  milliseconds.map { Duration.milliseconds(Int64(clamping: $0)).spoken } ?? ""
}
