/// The process list as a table, to select from.
enum ThreadQuery {
  /// MariaDB's has the ids of statements (QUERY_ID).
  static let plain = "SELECT PROCESSLIST.* FROM information_schema.PROCESSLIST"

  /// MySQL's with the number that its performance schema gives the statement that a thread was sent last: each has
  /// another one, and all that a procedure does has the same (observed on MySQL 9.7). Not STATEMENT_ID, which is still
  /// that of an earlier statement when a new one is in the list already.
  static let withStatements = """
    SELECT PROCESSLIST.*, statement.EVENT_ID AS event_id FROM information_schema.PROCESSLIST
    LEFT JOIN performance_schema.threads thread ON thread.PROCESSLIST_ID = PROCESSLIST.ID
    LEFT JOIN performance_schema.events_statements_current statement
    ON statement.THREAD_ID = thread.THREAD_ID AND statement.NESTING_EVENT_LEVEL = 0
    """
}
