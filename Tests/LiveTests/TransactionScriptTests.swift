import Foundation
import MySQLClient
import SessionControl
import TestSupport
import Testing

/// `xmlactl run --transaction`, the built binary, against real servers. What is committed another client looks at.
@Suite(.startsServers, .enabled(if: TestMariaDB.isInstalled, "\(TestMariaDB.missing)"))
struct TransactionScriptTests {
  private static let rolledBack = "rolled back; no transaction is open any more"

  @Test("All succeed: committed, and that is told", arguments: TestSQLServer.available)
  func commits(_ kind: TestSQLServer) async throws {
    try await TransactionBench.with(kind) { bench in
      let result = try await bench.run(
        TransactionBench.script(
          "INSERT INTO t VALUES (1, 1)", "SELECT id FROM t", "INSERT INTO t VALUES (2, 2)"), "-o", "csv")
      #expect(result.status == 0, "\(result.errors)")
      #expect(result.output == "id\r\n1\r\n")
      #expect(result.errors.contains("committed; no transaction is open any more"))
      #expect(try await bench.committed() == ["1", "2"])
    }
  }

  @Test(
    "A failure in the middle names its line, and leaves nothing behind", arguments: TestSQLServer.available)
  func rollsBack(_ kind: TestSQLServer) async throws {
    try await TransactionBench.with(kind) { bench in
      let result = try await bench.run(
        TransactionBench.script(
          "INSERT INTO t VALUES (1, 1)", "INSERT INTO t VALUES (2, 2)", "INSERT INTO nothing VALUES (3)",
          "INSERT INTO t VALUES (4, 4)"))
      #expect(result.status == 65)
      let lines = result.errorLines
      try #require(lines.count == 2, "\(result.errors)")
      #expect(lines[0].contains("line 3: ") && lines[0].contains("error 1146"))
      #expect(lines[0].contains("the statement after it was not run"))
      #expect(lines[1].hasSuffix(": \(Self.rolledBack)"))
      #expect(try await bench.committed() == [])
    }
  }

  @Test(
    "Ended by a signal in the middle: the statement is cancelled, the transaction rolled back, and the status says which",
    arguments: TestSQLServer.available, BackgroundRun.endings)
  func signals(_ kind: TestSQLServer, _ signal: (signal: String, status: Int32)) async throws {
    try await TransactionBench.with(kind) { bench in
      let run = try bench.start(
        TransactionBench.script(
          "INSERT INTO t VALUES (1, 1)", TestMariaDB.endless, "INSERT INTO t VALUES (2, 2)"))
      _ = try await bench.thread(running: "collations d")
      #expect(try await bench.committed() == [])
      try await run.signal(signal.signal)
      let result = try await run.end()
      #expect(result.status == signal.status)
      #expect(
        result.errors.contains("line 2: interrupted; the server stopped the statement"), "\(result.errors)")
      #expect(result.errors.contains(Self.rolledBack))
      #expect(try await bench.committed() == [])
    }
  }

  @Test("Ended by SIGKILL, nobody rolls back but the server", arguments: TestSQLServer.available)
  func killed(_ kind: TestSQLServer) async throws {
    try await TransactionBench.with(kind) { bench in
      let run = try bench.start(
        TransactionBench.script("INSERT INTO t VALUES (1, 1)", "SELECT SLEEP(2)", TestMariaDB.endless))
      let thread = try await bench.thread(running: "SLEEP(2)")
      try await run.signal("KILL")
      _ = try await run.task.value
      // The endless statement is what notices last that nobody is there; the table tells at once.
      #expect(try await bench.committed() == [])
      try await Eventually.holds("the row can be written") {
        do {
          try await bench.other.run("SET SESSION innodb_lock_wait_timeout = 1", "INSERT INTO t VALUES (1, 2)")
          return true
        } catch let error as ControlError where error.detail?.contains("1205") == true { return false }
      }
      _ = try? await bench.other.session.values("KILL \(thread)")
    }
  }

  @Test("Somebody else's kill of the statement, and the command timeout, roll back too")
  func cancelled() async throws {
    try await TransactionBench.with(.mariadb) { bench in
      let script = TransactionBench.script("INSERT INTO t VALUES (1, 1)", TestMariaDB.endless)
      let run = try bench.start(script)
      let thread = try await bench.thread(running: "collations d")
      try await bench.other.run("KILL QUERY \(thread)")
      let killed = try await run.end()
      #expect(killed.status == 6)
      #expect(
        killed.errors.contains("somebody else cancelled the statement")
          && killed.errors.contains(Self.rolledBack))

      let soft = try await bench.run(script, "--command-timeout", "300ms")
      #expect(soft.status == 124)
      #expect(soft.errors.contains(Self.rolledBack), "\(soft.errors)")

      let hard = try await bench.run(script, "--command-timeout", "300ms", "--cancellation-timeout", "-1")
      #expect(hard.status == 125)
      #expect(
        hard.errors.contains(
          "the connection has ended, and the server rolls the transaction back when it notices that"),
        "\(hard.errors)")
      #expect(!hard.errors.contains("rolled back"))
      #expect(try await bench.committed() == [])
      let left = try await bench.thread(running: "collations d")
      try await bench.other.run("KILL \(left)")
    }
  }

  @Test(
    "What commits implicitly is named before, told when the server did it, and a later failure says what stays",
    arguments: TestSQLServer.available)
  func implicitCommit(_ kind: TestSQLServer) async throws {
    try await TransactionBench.with(kind) { bench in
      let result = try await bench.run(
        TransactionBench.script(
          "INSERT INTO t VALUES (1, 1)", "CREATE TABLE u (a INT)", "INSERT INTO t VALUES (2, 2)",
          "INSERT INTO t VALUES (3, 3)", "SELECT nothing"))
      #expect(result.status == 65)
      let lines = result.errorLines
      try #require(lines.count == 4, "\(result.errors)")
      #expect(
        lines[0].hasSuffix(
          "the server commits implicitly at CREATE TABLE at line 2; what runs before can't be rolled back then"
        ))
      #expect(
        lines[1].hasSuffix(
          "line 2: the server committed the transaction implicitly, at CREATE TABLE; what ran before it can't be rolled "
            + "back any more"))
      #expect(lines[2].contains("line 5: the statement is wrong"))
      #expect(
        lines[3].hasSuffix(
          "\(Self.rolledBack); lines 3 to 4 undone; lines 1 to 2 committed before, and not undone"))
      #expect(try await bench.committed() == ["1"])
    }
  }

  @Test("A definition that fails has committed what ran before it", arguments: TestSQLServer.available)
  func failedDefinition(_ kind: TestSQLServer) async throws {
    try await TransactionBench.with(kind) { bench in
      let result = try await bench.run(
        TransactionBench.script(
          "INSERT INTO t VALUES (1, 1)", "CREATE TABLE t (a INT)", "INSERT INTO t VALUES (2, 2)"))
      #expect(result.status != 0)
      #expect(
        result.errors.contains(
          "no transaction is open any more: the server commits it at CREATE TABLE, also when that fails; line 1 committed"
        ), "\(result.errors)")
      #expect(try await bench.committed() == ["1"])
    }
  }

  @Test("A procedure that commits is seen to have ended the transaction, and no more is claimed")
  func procedures() async throws {
    try await TransactionBench.with(.mariadb) { bench in
      try await bench.other.run("CREATE PROCEDURE p() COMMIT", "CREATE PROCEDURE q() ROLLBACK")
      for (name, kept) in [("p", ["1"]), ("q", ["1"])] {
        let result = try await bench.run(
          TransactionBench.script(
            "INSERT INTO t VALUES (\(name == "p" ? 1 : 2), 1)", "CALL \(name)()", "SELECT nothing"))
        #expect(result.status == 65)
        #expect(
          result.errors.contains(
            "line 2: the statement ended the transaction; what ran before it can't be rolled back any more"),
          "\(result.errors)")
        #expect(
          result.errors.contains(
            "\(Self.rolledBack); nothing had run in it; lines 1 to 2 not undone: their transaction had ended before"
          ))
        #expect(try await bench.committed() == kept)
      }
    }
  }

  @Test("After a deadlock it is the server that has rolled back", arguments: TestSQLServer.available)
  func deadlock(_ kind: TestSQLServer) async throws {
    try await TransactionBench.with(kind) { bench in
      let rows = (1...20).map { "(\($0), 0)" }.joined(separator: ", ")
      try await bench.other.run(
        "INSERT INTO t VALUES \(rows)", "START TRANSACTION", "UPDATE t SET a = 7 WHERE id > 1")
      let run = try bench.start(
        TransactionBench.script("UPDATE t SET a = 8 WHERE id = 1", "UPDATE t SET a = 8 WHERE id = 2"))
      _ = try await bench.thread(running: "id = 2")
      // It waits for us, and has changed less: InnoDB takes it for the victim.
      try await bench.other.run("UPDATE t SET a = 7 WHERE id = 1", "COMMIT")
      let result = try await run.end()
      #expect(result.status == 69)
      #expect(result.errors.contains("line 2: ") && result.errors.contains("error 1213"), "\(result.errors)")
      #expect(
        result.errors.contains(
          "the server itself rolled the transaction back with that error; no transaction is open any more"))
      #expect(try await bench.other.run("SELECT COUNT(*) FROM t WHERE a = 7") == [[.integer(20)]])
    }
  }

  @Test("A server that is killed in the middle has nothing of it when it is there again")
  func serverKilled() async throws {
    try await TestMariaDB.with { server in
      try await TransactionBench.with(url: server.url) { bench in
        let run = try bench.start(
          TransactionBench.script("INSERT INTO t VALUES (1, 1)", TestMariaDB.waiting))
        _ = try await bench.thread(running: "SLEEP(600)")
        try server.crash()
        let result = try await run.end()
        #expect(result.status == 69)
        #expect(result.errors.contains("line 2: the connection ended while the statement ran"))
        #expect(
          result.errors.contains(
            "the connection has ended, and the server rolls the transaction back when it notices that"))
        try await server.startAgain()
        let rows = try await server.sql("SELECT COUNT(*) FROM \(bench.database).t")
        #expect(rows.output == "0\n")
      }
    }
  }

  @Test(
    "What begins or ends a transaction itself is refused before anything is sent, with its line",
    arguments: [
      "COMMIT", "ROLLBACK", "BEGIN", "START TRANSACTION", "SET autocommit = 1", "XA START 'x'",
      "LOCK TABLES t WRITE",
    ])
  func refused(_ statement: String) async throws {
    let result = try await Program.run(
      [Program.path("xmlactl"), "run", "--transaction", "-t", "mysql://127.0.0.1:1/", "-"],
      input: "DO 0;\n-- nothing\n\(statement);\nDO 1")
    #expect(result.status == 65)
    #expect(result.errors.contains("line 3: \(statement.split(separator: " ")[0])"), "\(result.errors)")
    #expect(result.errors.contains("nothing was sent"))
    #expect(result.errorLines.count == 1)
  }

  @Test("A rollback to a savepoint is no end of the transaction")
  func savepoint() async throws {
    try await TransactionBench.with(.mariadb) { bench in
      let result = try await bench.run(
        TransactionBench.script(
          "INSERT INTO t VALUES (1, 1)", "SAVEPOINT s", "INSERT INTO t VALUES (2, 2)", "ROLLBACK TO s",
          "INSERT INTO t VALUES (3, 3)"))
      #expect(result.status == 0, "\(result.errors)")
      #expect(try await bench.committed() == ["1", "3"])
    }
  }

  @Test("No statement at all is an error, as without --transaction")
  func empty() async throws {
    let result = try await Program.xmlactl(
      "run", "--transaction", "-t", "mysql://127.0.0.1:1/", "/* nothing */")
    #expect(result.status == 65)
    #expect(result.errors.contains("there is no statement"))
  }

  @Test(
    "Tables that have no transactions keep their rows, and the rollback is not told as if it had undone them")
  func withoutTransactions() async throws {
    try await TransactionBench.with(.mariadb) { bench in
      try await bench.other.run("CREATE TABLE m (a INT) ENGINE=MyISAM")
      let result = try await bench.run(
        TransactionBench.script("INSERT INTO m VALUES (1)", "INSERT INTO t VALUES (1, 1)", "SELECT nothing"))
      #expect(result.status == 65)
      #expect(result.errors.contains("rolled back as far as the server can"), "\(result.errors)")
      #expect(!result.errors.contains(Self.rolledBack))
      #expect(try await bench.committed() == [])
    }
  }

  @Test("A reader of the output that has gone ends the transaction, and that is no success")
  func closedPipe() async throws {
    try await TransactionBench.with(.mariadb) { bench in
      let many =
        "SELECT a.* FROM information_schema.collations a, information_schema.collations b, "
        + "information_schema.collations c"
      let script = "INSERT INTO t VALUES (1, 1); \(many); INSERT INTO t VALUES (2, 2)"
      let result = try await Program.shell(
        "{ xmlactl run --transaction -t '\(bench.url)' --database \(bench.database) '\(script)' -o csv; "
          + "echo \"status $?\" >&2; } | head -n 1")
      #expect(result.errors.contains("nobody reads the output any more"))
      #expect(result.errors.contains("status 70"), "\(result.errors)")
      #expect(try await bench.committed() == [])
    }
  }
}
