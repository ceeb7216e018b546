public import SessionControl

extension Session: TableListable {
  public static let tableColumns: [TableColumn<Session>] = [
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
    TableColumn("STATEMENT", isFlexible: true) { $0.statement ?? "" },
  ]

  public var emphasis: SessionStatus? { status }
}

extension Connection: TableListable {
  public static let tableColumns: [TableColumn<Connection>] = [
    TableColumn("ID", .right) { String($0.id) },
    TableColumn("USER") { $0.user ?? "" },
    TableColumn("HOST") { $0.host ?? "" },
    TableColumn("DATABASE", dispensability: 2) { $0.database ?? "" },
    TableColumn("OPEN", .right, dispensability: 1) { spoken($0.elapsedMilliseconds) },
    TableColumn("IDLE", .right, dispensability: 3) { spoken($0.idleMilliseconds) },
    TableColumn("LAST COMMAND", .right, dispensability: 4) { spoken($0.commandElapsedMilliseconds) },
    TableColumn("SENT", .right, dispensability: 6) { $0.bytesSent.map(String.init) ?? "" },
    TableColumn("RECEIVED", .right, dispensability: 7) { $0.bytesReceived.map(String.init) ?? "" },
    TableColumn("APPLICATION", isFlexible: true) { $0.application ?? "" },
  ]

  public var emphasis: SessionStatus? { nil }
}

private func spoken(_ milliseconds: UInt64?) -> String {
  milliseconds.map { Duration.milliseconds(Int64(clamping: $0)).spoken } ?? ""
}
