/// Statements that read the process list with what the performance schema knows of each connection. Both give the
/// same columns, so that a script can rely on them wherever it runs.
///
/// One statement, joined by the thread's id. Each part is grouped, since MariaDB's performance schema has no indexes
/// and a join with it as it is takes time by the square of the connections (measured: 108 ms more at 1,000).
enum ConnectionQuery {
  /// What only the performance schema tells.
  private static let columns = [
    "connection_type", "tls_version", "tls_cipher", "bytes_sent", "bytes_received", "program_name",
    "connect_attributes",
  ]

  /// Where the performance schema is off, or kept from this user.
  static let plain = """
    SELECT \(processList), \(columns.map { "NULL AS \($0)" }.joined(separator: ", "))
    FROM information_schema.PROCESSLIST p WHERE p.ID <> CONNECTION_ID()
    """

  static let detailed = """
    SELECT \(processList), \(columns.joined(separator: ", "))
    FROM information_schema.PROCESSLIST p
    LEFT JOIN (
      SELECT PROCESSLIST_ID, MAX(THREAD_ID) AS THREAD_ID, MAX(CONNECTION_TYPE) AS connection_type
      FROM performance_schema.threads WHERE PROCESSLIST_ID IS NOT NULL GROUP BY PROCESSLIST_ID
    ) t ON t.PROCESSLIST_ID = p.ID
    LEFT JOIN (
      SELECT THREAD_ID, NULLIF(\(status("Ssl_version")), '') AS tls_version,
        NULLIF(\(status("Ssl_cipher")), '') AS tls_cipher,
        CAST(\(status("Bytes_sent")) AS UNSIGNED) AS bytes_sent,
        CAST(\(status("Bytes_received")) AS UNSIGNED) AS bytes_received
      FROM performance_schema.status_by_thread
      WHERE VARIABLE_NAME IN ('Ssl_version', 'Ssl_cipher', 'Bytes_sent', 'Bytes_received') GROUP BY THREAD_ID
    ) s ON s.THREAD_ID = t.THREAD_ID
    LEFT JOIN (
      SELECT PROCESSLIST_ID, MAX(IF(ATTR_NAME = 'program_name', ATTR_VALUE, NULL)) AS program_name,
        JSON_OBJECTAGG(ATTR_NAME, ATTR_VALUE) AS connect_attributes
      FROM performance_schema.session_connect_attrs GROUP BY PROCESSLIST_ID
    ) a ON a.PROCESSLIST_ID = p.ID
    WHERE p.ID <> CONNECTION_ID()
    """

  /// Its tables, for who may not read them.
  static let rights = "SELECT on performance_schema.threads, status_by_thread and session_connect_attrs"

  private static let processList =
    ["ID", "USER", "HOST", "DB", "COMMAND", "TIME", "STATE", "INFO"].map { "p.\($0)" }.joined(separator: ", ")

  private static func status(_ name: String) -> String {
    "MAX(IF(VARIABLE_NAME = '\(name)', VARIABLE_VALUE, NULL))"
  }
}
