internal import SessionControl

/// Rows of ``InnoDBQuery`` as transactions, locks and waits. Columns that this version does not know become extras.
///
/// Not Sendable: one result, one thread.
final class InnoDBReader {
  private var indexes: [String: Int] = [:]
  private var extraIndexes: [Int] = []
  private(set) var extras = RowShape.empty
  private let common: [String]
  private let further: [String]

  /// - Parameters:
  ///   - common: the output keys that are taken.
  ///   - further: keys of columns that other rows of the same listing have.
  init(common: [String], further: [String] = []) {
    self.common = common
    self.further = further
  }

  /// Further columns that have a field of their own.
  private static let known: Set = [
    "elapsed_ms", "start_time", "trx_id", "trx_state", "trx_mysql_thread_id", "trx_query", "lock_id",
    "lock_trx_id", "lock_status", "lock_mode",
  ]
  /// Times in the system's zone, which are there in UTC as well.
  private static let local: Set = ["trx_started", "trx_wait_started"]

  func setColumns(_ names: [String]) {
    indexes = [:]
    extraIndexes = []
    var keys: [String] = []
    for (index, name) in names.enumerated() {
      let lower = name.lowercased()
      indexes[lower] = index
      let hasField = lower.hasPrefix("thread_") || Self.known.contains(lower) || common.contains(lower)
      if hasField || Self.local.contains(lower) { continue }
      extraIndexes.append(index)
      keys.append(lower.hasPrefix("trx_") ? String(lower.dropFirst(4)) : lower)
    }
    extras = RowShape(keys: keys + further, after: common)
  }

  func transaction(_ values: [Value]) throws -> Transaction {
    guard let id = value("trx_id", values).text else {
      throw ControlError(.protocolViolation, "a row of INNODB_TRX has no trx_id")
    }
    let thread = thread("", values)
    var session = session("", values)
    if session?.statement == nil { session?.statement = value("trx_query", values).text }
    return Transaction(
      id: id, sessionID: thread.map(String.init), state: value("trx_state", values).text,
      startTime: value("start_time", values).text, elapsedMilliseconds: value("elapsed_ms", values).count,
      session: session, extras: row(values))
  }

  func lock(_ values: [Value]) throws -> Lock {
    let isWaiting = value("lock_status", values).text == "WAITING"
    return Lock(
      id: value("lock_id", values).text, spid: thread("", values) ?? 0,
      transactionID: value("lock_trx_id", values).text, object: object(values),
      objectDatabase: schema(values),
      type: value("lock_mode", values).text, status: isWaiting ? .waiting : .granted,
      elapsedMilliseconds: value(isWaiting ? "waiting_ms" : "elapsed_ms", values).count,
      session: session("", values), extras: row(values))
  }

  func lockWait(_ values: [Value]) -> LockWait {
    func party(_ prefix: String, _ time: String) -> LockWait.Party {
      LockWait.Party(
        spid: thread(prefix, values) ?? 0, session: session(prefix, values),
        lock: value(prefix + "lock_mode", values).text,
        elapsedMilliseconds: value(prefix + time, values).count)
    }
    return LockWait(
      waiter: party("waiter_", "waiting_ms"), holder: party("holder_", "elapsed_ms"), object: object(values),
      objectDatabase: schema(values))
  }

  private func value(_ name: String, _ values: [Value]) -> Value { indexes[name].map { values[$0] } ?? .null }

  private func row(_ values: [Value]) -> Row {
    Row(shape: extras, values: extraIndexes.map { values[$0] } + further.map { _ in .null })
  }

  /// Nil for a transaction that no thread has, such as one that waits for XA RECOVER after a restart.
  private func thread(_ prefix: String, _ values: [Value]) -> UInt64? {
    value(prefix + "trx_mysql_thread_id", values).count.flatMap { $0 == 0 ? nil : $0 }
  }

  /// The thread as the process list shows it; nil when it is not there any more.
  private func session(_ prefix: String, _ values: [Value]) -> Session? {
    guard let id = thread(prefix, values), let user = value(prefix + "thread_user", values).text else {
      return nil
    }
    // The process list does not tell a wait for a row from work.
    let isBlocked = value(prefix + "trx_state", values).text == "LOCK WAIT"
    let command = value(prefix + "thread_command", values).text ?? ""
    let state = value(prefix + "thread_state", values).text ?? ""
    return Session(
      id: String(id), spid: id, connectionID: id, user: user,
      host: value(prefix + "thread_host", values).text,
      database: value(prefix + "thread_db", values).text,
      status: isBlocked ? .blocked : ProcessListReader.status(command: command, state: state),
      statement: value(prefix + "thread_info", values).text)
  }

  // MARK: Objects

  /// MariaDB quotes schema and table and has them in one column.
  private func table(_ values: [Value]) -> [String] {
    let table = value("lock_table", values).text
    if let schema = value("lock_schema", values).text { return [schema, table ?? ""] }
    guard let table, table.hasPrefix("`"), table.hasSuffix("`"), table.count > 1 else {
      return [table].compactMap(\.self)
    }
    let parts = table.dropFirst().dropLast().split(separator: "`.`", omittingEmptySubsequences: false)
    return parts.map { String($0).replacing("``", with: "`") }
  }

  private func object(_ values: [Value]) -> String? {
    let table = table(values)
    guard !table.isEmpty else { return nil }
    return ([table.joined(separator: ".")] + [value("lock_index", values).text].compactMap(\.self))
      .joined(separator: " ")
  }

  private func schema(_ values: [Value]) -> String? {
    let table = table(values)
    return table.count > 1 ? table[0] : nil
  }
}
