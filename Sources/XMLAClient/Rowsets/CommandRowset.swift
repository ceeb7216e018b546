internal import SessionControl

/// DISCOVER_COMMANDS rows (facts/xmla.md b).
extension Command: SessionWork {
  static let rowset = "DISCOVER_COMMANDS"

  enum Column: String, CaseIterable {
    case spid = "SESSION_SPID"
    case startTime = "COMMAND_START_TIME"
    case elapsed = "COMMAND_ELAPSED_TIME_MS"
    case statement = "COMMAND_TEXT"
  }

  static let marks: [[Column]] = [[.statement], [.startTime], [.elapsed]]

  static let extraKeys = [
    "SESSION_COMMAND_COUNT": "command_count",
    "COMMAND_CPU_TIME_MS": "cpu_ms",
    "COMMAND_READS": "reads",
    "COMMAND_READ_KB": "read_kb",
    "COMMAND_WRITES": "writes",
    "COMMAND_WRITE_KB": "write_kb",
    "COMMAND_END_TIME": "end_time",
  ]

  init(value: (Column) -> Value, extras: Row) {
    self.init(
      spid: value(.spid).count, startTime: value(.startTime).text, elapsedMilliseconds: value(.elapsed).count,
      statement: value(.statement).text, extras: extras)
  }

  /// The rowset also holds the last finished command of each session.
  var isRunning: Bool { extras["end_time"] ?? .null == .null }

  var sessionKey: String? { spid.map(String.init) }
  static func key(of session: Session) -> String? { session.spid.map(String.init) }
}
