/// Statements that read InnoDB's transactions and locks. Both flavours answer under the same column names, which
/// ``InnoDBReader`` knows. InnoDB renews its tables in information_schema only after 100 ms in which nobody has read
/// them, while the process list is always fresh: right after a kill a lock may be shown without its thread.
enum InnoDBQuery {
  /// Open transactions, but for one of this connection itself.
  static let transactions = """
    SELECT \(thread("p", "")), \(times("t", "")), t.*
    FROM information_schema.INNODB_TRX t
    LEFT JOIN information_schema.PROCESSLIST p ON p.ID = t.trx_mysql_thread_id
    WHERE t.trx_mysql_thread_id <> CONNECTION_ID()
    """

  /// On MySQL all locks; MariaDB shows only those that somebody waits for or waits with.
  static func locks(_ flavour: ServerFlavour) -> String {
    let columns =
      switch flavour {
      case .mariadb:
        "IF(l.lock_id = t.trx_requested_lock_id, 'WAITING', 'GRANTED') AS lock_status, l.*"
      case .mysql:
        """
        l.ENGINE_LOCK_ID AS lock_id, l.ENGINE_TRANSACTION_ID AS lock_trx_id, l.LOCK_STATUS AS lock_status,
        l.LOCK_MODE AS lock_mode, l.LOCK_TYPE AS lock_type, l.OBJECT_SCHEMA AS lock_schema,
        l.OBJECT_NAME AS lock_table, l.PARTITION_NAME AS lock_partition,
        l.SUBPARTITION_NAME AS lock_subpartition, l.INDEX_NAME AS lock_index, l.LOCK_DATA AS lock_data
        """
      }
    return """
      SELECT \(thread("p", "")), t.trx_mysql_thread_id, t.trx_state, \(times("t", "")), \(columns)
      FROM \(lockTable(flavour)) l
      JOIN information_schema.INNODB_TRX t ON t.trx_id = l.\(transactionColumn(flavour))
      LEFT JOIN information_schema.PROCESSLIST p ON p.ID = t.trx_mysql_thread_id
      """
  }

  /// Who waits for whom, as InnoDB itself tells it.
  static func lockWaits(_ flavour: ServerFlavour) -> String {
    let isMariaDB = flavour == .mariadb
    let waits = isMariaDB ? "information_schema.INNODB_LOCK_WAITS" : "performance_schema.data_lock_waits"
    func column(_ mariadb: String, _ mysql: String) -> String { isMariaDB ? mariadb : mysql }
    let lockID = column("lock_id", "ENGINE_LOCK_ID")
    func party(_ prefix: String, _ initial: String) -> String {
      """
      \(thread("\(initial)p", prefix)), \(times("\(initial)t", prefix)), \(initial)l.LOCK_MODE AS \(prefix)lock_mode,
      \(initial)t.trx_mysql_thread_id AS \(prefix)trx_mysql_thread_id, \(initial)t.trx_state AS \(prefix)trx_state
      """
    }
    func joins(_ initial: String, _ transaction: String, _ lock: String) -> String {
      """
      JOIN information_schema.INNODB_TRX \(initial)t ON \(initial)t.trx_id = w.\(transaction)
      LEFT JOIN \(lockTable(flavour)) \(initial)l ON \(initial)l.\(lockID) = w.\(lock)
      LEFT JOIN information_schema.PROCESSLIST \(initial)p ON \(initial)p.ID = \(initial)t.trx_mysql_thread_id
      """
    }
    let object =
      isMariaDB
      ? "wl.lock_table, wl.lock_index"
      : "wl.OBJECT_SCHEMA AS lock_schema, wl.OBJECT_NAME AS lock_table, wl.INDEX_NAME AS lock_index"
    return """
      SELECT \(object), \(party("waiter_", "w")), \(party("holder_", "h"))
      FROM \(waits) w
      \(joins("w", column("requesting_trx_id", "REQUESTING_ENGINE_TRANSACTION_ID"), column("requested_lock_id", "REQUESTING_ENGINE_LOCK_ID")))
      \(joins("h", column("blocking_trx_id", "BLOCKING_ENGINE_TRANSACTION_ID"), column("blocking_lock_id", "BLOCKING_ENGINE_LOCK_ID")))
      """
  }

  private static func lockTable(_ flavour: ServerFlavour) -> String {
    flavour == .mariadb ? "information_schema.INNODB_LOCKS" : "performance_schema.data_locks"
  }

  private static func transactionColumn(_ flavour: ServerFlavour) -> String {
    flavour == .mariadb ? "lock_trx_id" : "ENGINE_TRANSACTION_ID"
  }

  private static func thread(_ alias: String, _ prefix: String) -> String {
    ["USER", "HOST", "DB", "COMMAND", "STATE", "INFO"]
      .map { "\(alias).\($0) AS \(prefix)thread_\($0.lowercased())" }.joined(separator: ", ")
  }

  /// InnoDB writes its times in the system's zone, whatever the zone of the session (measured on MariaDB 10.11 and
  /// MySQL 9.7).
  private static func times(_ alias: String, _ prefix: String) -> String {
    func utc(_ column: String) -> String { "CONVERT_TZ(\(alias).\(column), 'SYSTEM', '+00:00')" }
    func age(_ column: String) -> String {
      "TIMESTAMPDIFF(SECOND, \(utc(column)), UTC_TIMESTAMP()) * 1000"
    }
    return """
      DATE_FORMAT(\(utc("trx_started")), '%Y-%m-%dT%H:%i:%sZ') AS \(prefix)start_time,
      \(age("trx_started")) AS \(prefix)elapsed_ms, \(age("trx_wait_started")) AS \(prefix)waiting_ms
      """
  }
}
