internal import SessionControl

/// DISCOVER_SESSIONS rows (facts/xmla.md b).
extension Session: RowsetItem {
  static let rowset = "DISCOVER_SESSIONS"

  enum Column: String, CaseIterable {
    case id = "SESSION_ID"
    case spid = "SESSION_SPID"
    case connectionID = "SESSION_CONNECTION_ID"
    case user = "SESSION_USER_NAME"
    case database = "SESSION_CURRENT_DATABASE"
    case startTime = "SESSION_START_TIME"
    case commandStartTime = "SESSION_LAST_COMMAND_START_TIME"
    case elapsed = "SESSION_LAST_COMMAND_ELAPSED_TIME_MS"
    case idle = "SESSION_IDLE_TIME_MS"
    case statement = "SESSION_LAST_COMMAND"
    case status = "SESSION_STATUS"
  }

  /// The commands have a column SESSION_SPID as well.
  static let marks: [[Column]] = [[.id], [.spid, .status], [.spid, .user]]

  static let identity: [Column] = [.id, .spid, .connectionID, .user, .database, .startTime]

  static let extraKeys = [
    "SESSION_USED_MEMORY": "used_memory_kb",
    "SESSION_PROPERTIES": "properties",
    "SESSION_ELAPSED_TIME_MS": "session_elapsed_ms",
    "SESSION_LAST_COMMAND_END_TIME": "command_end_time",
    "SESSION_CPU_TIME_MS": "cpu_ms",
    "SESSION_LAST_COMMAND_CPU_TIME_MS": "command_cpu_ms",
    "SESSION_READS": "reads",
    "SESSION_WRITES": "writes",
    "SESSION_READ_KB": "read_kb",
    "SESSION_WRITE_KB": "write_kb",
    "SESSION_COMMAND_COUNT": "command_count",
  ]

  init(value: (Column) -> Value, extras: Row) {
    self.init(
      id: value(.id).text ?? "", spid: value(.spid).count, connectionID: value(.connectionID).count,
      user: value(.user).text,
      database: value(.database).text, status: Self.status(value(.status)), startTime: value(.startTime).text,
      commandStartTime: value(.commandStartTime).text, elapsedMilliseconds: value(.elapsed).count,
      idleMilliseconds: value(.idle).count, statement: value(.statement).text, extras: extras)
  }

  /// SESSION_STATUS: 0 idle, 1 active, 2 blocked, 3 cancelled.
  private static func status(_ value: Value) -> SessionStatus {
    switch value.count {
    case 0: .idle
    case 1: .active
    case 2: .blocked
    case 3: .cancelled
    default: .other(value.text ?? "unknown")
    }
  }
}
