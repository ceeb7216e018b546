internal import SessionControl

/// DISCOVER_SESSIONS rows as sessions (facts/xmla.md b). Columns that this version does not know become
/// extras.
final class SessionRowset: RowsetSink {
  static let name = "DISCOVER_SESSIONS"

  /// What a column of the rowset is for.
  private enum Source: String, CaseIterable {
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

  private static let extraKeys = [
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

  private let receive: (ListingEvent<Session>) throws -> Void
  private var mapping: RowsetMapping<Source>?

  init(receive: @escaping (ListingEvent<Session>) throws -> Void) { self.receive = receive }

  func columns(_ columns: [RowsetColumn]) throws {
    let new = RowsetMapping<Source>(columns: columns, keys: Self.extraKeys)
    mapping = new
    try receive(.columns(new.extras))
  }

  func row(_ values: [Value]) throws {
    guard let mapping else { return }
    func value(_ source: Source) -> Value { mapping.value(source, of: values) }
    guard let id = value(.id).text else {
      throw ControlError(.protocolViolation, "a row of \(Self.name) has no SESSION_ID")
    }
    try receive(
      .item(
        Session(
          id: id, spid: value(.spid).count, connectionID: value(.connectionID).count, user: value(.user).text,
          database: value(.database).text, status: Self.status(value(.status)),
          startTime: value(.startTime).text, commandStartTime: value(.commandStartTime).text,
          elapsedMilliseconds: value(.elapsed).count, idleMilliseconds: value(.idle).count,
          statement: value(.statement).text, extras: mapping.extras(of: values))))
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
