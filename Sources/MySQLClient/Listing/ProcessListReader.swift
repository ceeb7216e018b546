internal import SessionControl

/// Rows of SHOW FULL PROCESSLIST or of information_schema.PROCESSLIST as sessions and connections. Columns
/// are found by name; those that this version does not know become extras.
///
/// Not Sendable: one result, one thread.
final class ProcessListReader {
  private enum Source: Int, CaseIterable {
    case id, user, host, db, command, time, state, info, queryID, timeMS, clock
    case application, bytesSent, bytesReceived
  }

  private static let sources: [String: Source] = [
    "id": .id, "user": .user, "host": .host, "db": .db, "command": .command, "time": .time, "state": .state,
    "info": .info, "query_id": .queryID, "event_id": .queryID, "time_ms": .timeMS, clockColumn: .clock,
    "program_name": .application, "bytes_sent": .bytesSent, "bytes_received": .bytesReceived,
  ]
  private static let noIndexes = [Int?](repeating: nil, count: Source.allCases.count)
  /// A column that our own query adds: the server's clock in milliseconds since 1970.
  static let clockColumn = "xmlactl_clock_ms"
  /// Columns that also stay in the row as the server sent them, and the keys of others that lack a unit.
  private static let extraKeys = [
    "command": "command", "state": "state", "time": "time_s", "query_id": "query_id",
    "progress": "progress_percent", "memory_used": "memory_used_bytes",
    "max_memory_used": "max_memory_used_bytes",
  ]
  /// The statement once more.
  private static let repeated = "info_binary"

  private let ownConnectionID: UInt64?
  private let ownStatement: String?
  private let mark: ServerMark?
  /// By source; looked up for every value, so no dictionary.
  private var indexes = noIndexes
  private var extraIndexes: [Int] = []
  private(set) var extras = RowShape.empty

  /// - Parameters:
  ///   - ownConnectionID: marks this run's own connection as not to be cancelled.
  ///   - ownStatement: what it runs, where the id alone is not sure.
  ///   - mark: makes ids that tell where they were listed.
  init(ownConnectionID: UInt64?, ownStatement: String? = nil, mark: ServerMark? = nil) {
    self.ownConnectionID = ownConnectionID
    self.ownStatement = ownStatement
    self.mark = mark
  }

  func setColumns(_ names: [String]) {
    indexes = Self.noIndexes
    extraIndexes = []
    var keys: [String] = []
    for (index, name) in names.enumerated() {
      let lower = name.lowercased()
      let source = Self.sources[lower]
      if let source { indexes[source.rawValue] = index }
      if source == nil && lower != Self.repeated || Self.extraKeys[lower] != nil {
        extraIndexes.append(index)
        keys.append(Self.extraKeys[lower] ?? lower)
      }
    }
    if mark != nil { keys.append("full_id") }
    extras = RowShape(keys: keys, after: Session.commonKeys)
  }

  /// - Throws: ``ControlError`` when the row has no id.
  func session(_ values: [Value]) throws -> Session {
    func value(_ source: Source) -> Value { self.value(source, values) }
    guard let id = value(.id).count else {
      throw ControlError(
        .protocolViolation, "a row of the process list has no id", hint: "look with --trace")
    }
    let command = value(.command).text ?? ""
    let state = value(.state).text ?? ""
    let status = Self.status(command: command, state: state)
    let milliseconds =
      Self.milliseconds(value(.timeMS)) ?? value(.time).count.flatMap(Self.milliseconds(seconds:))
    let queryID = value(.queryID).count.flatMap { $0 == 0 ? nil : $0 }
    var session = Session(
      id: String(id), spid: id, connectionID: id, user: value(.user).text, host: value(.host).text,
      application: value(.application).text, database: value(.db).text, status: status,
      elapsedMilliseconds: status.isIdle ? nil : milliseconds,
      idleMilliseconds: status.isIdle ? milliseconds : 0, statement: value(.info).text,
      statementID: status.isIdle ? nil : queryID,
      protection: protection(
        id: id, user: value(.user).text ?? "", command: command, statement: value(.info).text),
      extras: .empty)
    var extraValues = extraIndexes.map { values[$0] }
    if let mark {
      let origin = ThreadOrigin(server: mark, statementID: session.statementID)
      let fullID = ThreadReference(id: id, origin: origin).description
      session.fullID = fullID
      extraValues.append(.text(fullID))
    }
    session.extras = Row(shape: extras, values: extraValues)
    if let clock = Self.milliseconds(value(.clock)), let elapsed = session.elapsedMilliseconds,
      elapsed <= clock
    {
      // TIME is in whole seconds.
      session.commandStart = CommandStart(
        milliseconds: Int64(clamping: clock - elapsed), tolerance: value(.timeMS) == .null ? 1_500 : 100)
    }
    return session
  }

  /// A thread seen as its network connection.
  ///
  /// - Parameter values: the row that the session is from.
  func connection(of session: Session, _ values: [Value]) -> Connection {
    var connection = Connection(
      id: session.spid ?? 0, user: session.user, host: session.host, application: session.application,
      database: session.database, idleMilliseconds: session.idleMilliseconds,
      commandElapsedMilliseconds: session.elapsedMilliseconds, bytesSent: value(.bytesSent, values).count,
      bytesReceived: value(.bytesReceived, values).count, extras: session.extras)
    connection.fullID = session.fullID
    return connection
  }

  private func value(_ source: Source, _ values: [Value]) -> Value {
    indexes[source.rawValue].map { values[$0] } ?? .null
  }

  /// TIME_MS has a fraction.
  private static func milliseconds(_ value: Value) -> UInt64? {
    if case .double(let number) = value, number >= 0, number < 1e18 { return UInt64(number) }
    return value.count
  }

  /// Nil when it can't be a time: servers were seen to send a negative one as a number just below 2^64.
  private static func milliseconds(seconds: UInt64) -> UInt64? {
    let (milliseconds, overflow) = seconds.multipliedReportingOverflow(by: 1_000)
    return overflow ? nil : milliseconds
  }

  static func status(command: String, state: String) -> SessionStatus {
    switch command {
    case "Sleep": .idle
    case "Killed": .cancelled
    default: isBlocked(state) ? .blocked : .active
    }
  }

  /// Whether a state means that somebody else has what this thread waits for. A wait for a row is no state.
  private static func isBlocked(_ state: String) -> Bool {
    switch state {
    // GET_LOCK, and FLUSH TABLES behind a table in use.
    case "User lock", "Waiting for table flush": true
    default: state.hasPrefix("Waiting for") && state.hasSuffix("lock")
    }
  }

  /// Who is never killed (facts/mysql.md 7).
  private func protection(
    id: UInt64, user: String, command: String, statement: String?
  ) -> Protection? {
    if id == ownConnectionID, ownStatement == nil || ownStatement == statement { return .ownConnection }
    switch user {
    case "system user": return .systemUser
    case "event_scheduler": return .eventScheduler
    default: break
    }
    if command.hasPrefix("Binlog Dump") || command.hasPrefix("Slave_") || command == "Register Slave"
      || command.hasPrefix("Group Replication")
    {
      return .replication
    }
    return command == "Daemon" ? .daemon : nil
  }
}
