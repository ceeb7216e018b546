import MySQLClient
import SessionControl
import TestSupport
import Testing

/// What statements do to a transaction: what their words say against what real servers do.
@Suite(.startsServers, .enabled(if: TestMariaDB.isInstalled, "\(TestMariaDB.missing)"))
struct ImplicitCommitTests {
  /// A statement, and what it takes to run.
  private static let statements = [
    "CREATE TABLE n (a INT)", "DROP TABLE n", "ALTER TABLE t ADD b INT", "CREATE INDEX i ON t (a)",
    "DROP INDEX i ON t",
    "RENAME TABLE e TO f", "RENAME TABLE f TO e", "TRUNCATE TABLE e", "CREATE VIEW v AS SELECT 1",
    "DROP VIEW v",
    "CREATE OR REPLACE VIEW v AS SELECT 2", "CREATE TEMPORARY TABLE tt (a INT)", "ALTER TABLE tt ADD b INT",
    "DROP TEMPORARY TABLE tt", "ANALYZE TABLE e", "CHECK TABLE e", "OPTIMIZE TABLE e", "FLUSH TABLES e",
    "FLUSH STATUS",
    "CREATE PROCEDURE p2() DO 0", "DROP PROCEDURE p2",
    "CREATE TRIGGER g BEFORE INSERT ON e FOR EACH ROW SET @g = 1",
    "DROP TRIGGER g", "SELECT 1", "INSERT INTO e VALUES (3)", "UPDATE e SET a = 4", "DELETE FROM e",
    "REPLACE INTO t (id, a) VALUES (9, 9)", "DO 0", "SET @x = 1", "SET @autocommit = 1", "SET NAMES utf8mb4",
    "USE mysql",
    "SHOW TABLES", "EXPLAIN SELECT * FROM t", "SAVEPOINT a", "ROLLBACK TO a", "ROLLBACK WORK TO SAVEPOINT a",
    "RELEASE SAVEPOINT a", "PREPARE s FROM 'SELECT 1'", "EXECUTE s", "DROP PREPARE s", "CHECKSUM TABLE t",
    "WITH w AS (SELECT 1) SELECT * FROM w", "(SELECT 1)", "/*!50001 CREATE TABLE n (a INT) */",
    "/* a comment */ DROP TABLE n", "CREATE DATABASE IF NOT EXISTS xmlactl_implicit", "HELP 'select'",
  ]
  /// They fail, and commit all the same.
  private static let failing = ["CREATE TABLE t (a INT)", "DROP TABLE nothing", "ALTER TABLE t DROP nothing"]
  private static let failingWithout = [
    "SELECT nothing", "INSERT INTO t (id, a) VALUES (1, 1)", "syntax error",
  ]

  @Test(
    "MySQL and MariaDB commit implicitly where the words of a statement say so, and nowhere else",
    arguments: TestSQLServer.available)
  func words(_ kind: TestSQLServer) async throws {
    try await TransactionBench.with(kind) { bench in
      let session = bench.other.session
      try await bench.other.run("CREATE TABLE e (a INT)", "INSERT INTO t VALUES (1, 1)")
      for statement in Self.statements + Self.failing + Self.failingWithout {
        try await bench.other.run("USE \(bench.database)")
        if session.transactionCount > 0 { _ = try await session.transact(.rollback) }
        _ = try await session.transact(.begin)
        try await bench.other.run("INSERT INTO t (id, a) VALUES (2, 2)", "SAVEPOINT a")
        let fails = Self.failing + Self.failingWithout
        do {
          try await bench.other.run(statement)
        } catch let error as ControlError {
          #expect(fails.contains(statement), "\(error)")
        }
        let isOpen = session.transactionCount > 0
        if case .commits = session.transactionEffect(of: statement) {
          #expect(!isOpen, "\(statement)")
          try await bench.other.run("DELETE FROM \(bench.database).t WHERE id = 2")
        } else {
          #expect(isOpen, "\(statement)")
        }
      }
      if session.transactionCount > 0 { _ = try await session.transact(.rollback) }
      try await bench.other.run("DROP DATABASE xmlactl_implicit")
    }
  }
}
