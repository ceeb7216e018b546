import SessionControl
import Testing

@testable import MySQLClient

struct SQLTransactionEffectTests {
  @Test(
    "What the servers' manuals list as committing implicitly is known by its first words",
    arguments: [
      ("create table t (a int)", "CREATE TABLE"), ("CREATE OR REPLACE VIEW v AS SELECT 1", "CREATE VIEW"),
      ("/* x */ Alter\nTable t ADD b INT", "ALTER TABLE"), ("drop index i on t", "DROP INDEX"),
      ("/*!50001 DROP TABLE t */", "DROP TABLE"), ("/*M!100100 DROP TABLE t */", "DROP TABLE"),
      ("-- note\nTRUNCATE t", "TRUNCATE T"), ("RENAME TABLE a TO b", "RENAME TABLE"),
      ("GRANT ALL ON *.* TO x", "GRANT"), ("revoke all on *.* from x", "REVOKE"),
      ("SET PASSWORD = 'x'", "SET PASSWORD"), ("ANALYZE LOCAL TABLE t", "ANALYZE TABLE"),
      ("OPTIMIZE TABLE t", "OPTIMIZE TABLE"), ("FLUSH TABLES", "FLUSH TABLES"),
      ("LOAD INDEX INTO CACHE t", "LOAD INDEX"), ("STOP SLAVE", "STOP SLAVE"),
      ("START REPLICA", "START REPLICA"), ("RESET MASTER", "RESET MASTER"),
      ("SET STATEMENT max_statement_time=1 FOR CREATE TABLE t (a INT)", "CREATE TABLE"),
      ("INSTALL PLUGIN p SONAME 'x'", "INSTALL PLUGIN"),
    ])
  func commits(_ statement: String, _ name: String) {
    #expect(SQLTransactionEffect.of(statement) == .commits(by: name))
  }

  @Test(
    "What begins or ends a transaction itself is known, however it is written",
    arguments: [
      "COMMIT", "commit work", "ROLLBACK", "rollback and chain", "BEGIN", "begin work",
      "START TRANSACTION READ ONLY",
      "XA START 'x'", "SET autocommit=1", "set session AUTOCOMMIT = on", "SET @@autocommit = 0",
      "SET @@session.autocommit=1", "SET sql_mode='', autocommit=1", "/*!40101 SET autocommit=1 */",
      "LOCK TABLES t WRITE", "SET STATEMENT x=1 FOR COMMIT",
    ])
  func controls(_ statement: String) {
    let effect = SQLTransactionEffect.of(statement)
    guard case .controls = effect else {
      Issue.record("\(statement): \(effect)")
      return
    }
  }

  @Test(
    "What leaves it open is not taken for anything else",
    arguments: [
      "SELECT 'COMMIT'", "(SELECT 1) UNION (SELECT 2)", "INSERT INTO t VALUES ('; ROLLBACK')",
      "rollback to a",
      "ROLLBACK WORK TO SAVEPOINT a", "CREATE TEMPORARY TABLE t (a INT)",
      "CREATE OR REPLACE TEMPORARY TABLE t (a INT)",
      "DROP TEMPORARY TABLE t", "DROP PREPARE s", "ANALYZE FORMAT=JSON SELECT 1",
      "LOAD DATA INFILE 'x' INTO TABLE t",
      "SET @autocommit = 1", "SET GLOBAL autocommit = 1", "SET @@global.autocommit = 1",
      "SET @x = 'autocommit'", "SET @x = (SELECT a FROM `autocommit`)", "SET sql_mode = 'x\\'autocommit'",
      "RESET PERSIST", "WITH a AS (SELECT 1) SELECT * FROM a", "/* COMMIT */ DO 0", "# COMMIT\nDO 0",
    ])
  func keeps(_ statement: String) { #expect(SQLTransactionEffect.of(statement) == .none) }

  @Test(
    "Of the rest nothing is claimed",
    arguments: [
      "CALL p()", "EXECUTE s", "BEGIN NOT ATOMIC COMMIT; END", "", "UNLOCK TABLES", "KILL 7",
      "IF 1 THEN DO 0; END IF",
    ])
  func unknown(_ statement: String) { #expect(SQLTransactionEffect.of(statement) == .unknown) }
}
