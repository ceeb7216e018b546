/// Statements that read metadata locks, but for those of this connection itself.
enum MetadataLockQuery {
  /// Whether the performance schema records metadata locks. MySQL does so from 8.0 on, MariaDB not by itself.
  static let instrument = """
    SELECT ENABLED FROM performance_schema.setup_instruments WHERE NAME = 'wait/lock/metadata/sql/mdl'
    """

  /// Granted and waited for. The owner may be gone: what an XA transaction left behind stays under the thread that
  /// prepared it (observed on MySQL 9.7). Grouped, since MariaDB's performance schema has no indexes.
  static let performanceSchema = """
    SELECT m.OBJECT_TYPE, m.OBJECT_SCHEMA, m.OBJECT_NAME, m.LOCK_TYPE, m.LOCK_DURATION, m.LOCK_STATUS,
      t.PROCESSLIST_ID
    FROM performance_schema.metadata_locks m
    LEFT JOIN (
      SELECT THREAD_ID, MAX(PROCESSLIST_ID) AS PROCESSLIST_ID FROM performance_schema.threads GROUP BY THREAD_ID
    ) t ON t.THREAD_ID = m.OWNER_THREAD_ID
    WHERE m.LOCK_STATUS IN ('GRANTED', 'PENDING')
      AND (t.PROCESSLIST_ID IS NULL OR t.PROCESSLIST_ID <> CONNECTION_ID())
    """

  /// MariaDB's plugin metadata_lock_info: granted ones only (observed on 10.11).
  static let plugin = """
    SELECT THREAD_ID, LOCK_MODE, LOCK_TYPE, TABLE_SCHEMA, TABLE_NAME, LOCK_TIME_MS
    FROM information_schema.METADATA_LOCK_INFO WHERE THREAD_ID <> CONNECTION_ID()
    """
}
