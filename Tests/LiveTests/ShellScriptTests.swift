import Foundation
import TestSupport
import Testing

/// `xmlactl shell` with a script on stdin, the built binary, against a real MariaDB.
@Suite(.startsServers, .enabled(if: TestMariaDB.isInstalled, "\(TestMariaDB.missing)"))
struct ShellScriptTests {
  private func shell(_ server: TestMariaDB, _ options: String..., script: String) async throws
    -> ProgramResult
  {
    try await Program.run(
      [Program.path("xmlactl"), "shell", "-t", server.url(user: "root")] + options, input: script)
  }

  private func rows(_ server: TestMariaDB) async throws -> String {
    try await server.sql("SELECT GROUP_CONCAT(a ORDER BY a) FROM app.t").output
  }

  @Test("All commands share one session; statements have several lines, and the last needs no semicolon")
  func session() async throws {
    try await TestMariaDB.with { server in
      let result = try await shell(
        server,
        script: """
          # what a statement sets, the next one sees
          run SET @a = 'x;y';
          sessions -o name --user nobody

          run -o csv SELECT @a
            AS "a b";
          begin
          run -o json SELECT @@in_transaction AS t;
          rollback;
          run -o tsv SELECT @@in_transaction
          """)
      #expect(result.status == 0, "\(result.errors)")
      let lines = result.output.split(whereSeparator: \.isNewline)
      #expect(lines[..<2] == ["a b", "x;y"])
      #expect(result.errors.contains("begun; the transaction is open"))
      #expect(lines.contains(#"{"t":1}"#))
      #expect(lines.last == "0")
      #expect(result.errors.contains("commits the transaction implicitly"))
      #expect(!result.output.contains(">"), "no prompt")
    }
  }

  @Test("It stops at the first error, says where, and rolls back what is open")
  func firstError() async throws {
    try await TestMariaDB.with { server in
      try await server.define("CREATE TABLE app.t (a INT) ENGINE=InnoDB")
      let script = """
        begin
        run INSERT INTO app.t VALUES (1);
        run SELECT nothing;
        run INSERT INTO app.t VALUES (2);
        """
      let result = try await shell(server, script: script)
      #expect(result.status == 65)
      #expect(result.errors.contains("error 1054"))
      #expect(result.errors.contains("line 3: 'run' failed"))
      #expect(result.errors.contains("a transaction was open; rolled back"))
      #expect(try await rows(server) == "NULL\n")

      let goingOn = try await shell(server, "--keep-going", script: script + "\nbogus\ncommit\n")
      #expect(goingOn.status == 65, "the first failure's, not that of 'bogus'")
      #expect(goingOn.errors.contains("line 5: 'bogus' failed (exit status 64)"))
      #expect(try await rows(server) == "1,2\n")
    }
  }

  @Test(
    "A transaction that is open at the end is rolled back, with a warning and exit 1",
    arguments: ["", "exit\n"])
  func openAtEnd(_ last: String) async throws {
    try await TestMariaDB.with { server in
      try await server.define("CREATE TABLE app.t (a INT) ENGINE=InnoDB")
      let result = try await shell(server, script: "begin\nrun INSERT INTO app.t VALUES (1);\n" + last)
      #expect(result.status == 1)
      #expect(result.errors.contains("a transaction was open; rolled back"))
      #expect(try await rows(server) == "NULL\n")
    }
  }

  @Test(
    "Commit and rollback without a transaction, and a begin that would commit, are refused before they are sent"
  )
  func refused() async throws {
    try await TestMariaDB.with { server in
      let none = try await shell(server, "--keep-going", script: "commit\nrollback\n")
      #expect(none.status == 5)
      #expect(none.errors.matches(of: /there is no transaction to end; nothing was sent/).count == 2)
      let twice = try await shell(server, "--trace", script: "begin\nbegin\n")
      #expect(twice.status == 5)
      #expect(twice.errors.contains("another begin would commit it; nothing was sent"))
      #expect(twice.errors.matches(of: /> START TRANSACTION/).count == 1)
    }
  }

  @Test("A session that is gone is an error once, since its variables are gone too; then there is a new one")
  func dropped() async throws {
    try await TestMariaDB.with { server in
      let idle = try await shell(
        server, "--keep-going",
        script: """
          run USE app;
          run SET @a = 1;
          run KILL CONNECTION_ID();
          run SELECT 'lost';
          run -o csv SELECT @a AS a, DATABASE() AS d;
          """)
      #expect(idle.errors.contains("the session has ended since the last statement; nothing was run"))
      #expect(idle.errors.contains("on database app; variables, locks and temporary tables"))
      #expect(idle.output == "a,d\r\n,app\r\n")
      let open = try await shell(
        server, "--keep-going",
        script: "begin\nrun SELECT 1;\nrun KILL CONNECTION_ID();\nrun SELECT 'lost';\nrun SELECT 'back';\n")
      #expect(open.errors.contains("the session ended inside a transaction"))
      #expect(!open.output.contains("lost"))
      #expect(open.output.contains("back"))
    }
  }

  @Test("A database that is gone does not keep the shell from a new session")
  func databaseGone() async throws {
    try await TestMariaDB.with { server in
      let result = try await shell(
        server, "--keep-going",
        script: """
          run CREATE DATABASE gone;
          run USE gone;
          run DROP DATABASE gone;
          run KILL CONNECTION_ID();
          run SELECT 1;
          run -o csv SELECT DATABASE() AS d;
          run USE app;
          run -o csv SELECT DATABASE() AS d;
          """)
      #expect(result.output == "d\r\n\r\nd\r\napp\r\n", "\(result.errors)")
    }
  }

  @Test("A transaction that is lost when a script ends is told, and exit 1")
  func lostAtEnd() async throws {
    try await TestMariaDB.with { server in
      try await server.define("CREATE TABLE app.t (a INT) ENGINE=InnoDB")
      try await ScratchFolder.with { scratch in
        let log = scratch.path + "/log"
        let result = try await Program.shell(
          """
          mkfifo \(scratch.path)/in
          xmlactl shell -t '\(server.url)' <\(scratch.path)/in >\(log) 2>&1 & pid=$!
          exec 3>\(scratch.path)/in
          printf 'begin\\nrun INSERT INTO app.t VALUES (1);\\nrun SELECT "ready";\\n' >&3
          until grep -q ready \(log); do sleep 0.05; done
          id=$(sed -n 's/^connection \\([^:]*\\): begun.*/\\1/p' \(log))
          xmlactl kill connection $id --wait 10s -t '\(server.url)' >/dev/null || echo "kill failed"
          exec 3>&-
          wait $pid; echo "status $?"; cat \(log)
          """)
        #expect(result.output.contains("status 1"), "\(result.output)\(result.errors)")
        #expect(result.output.contains("the session ended inside a transaction, which is lost"))
      }
    }
  }

  @Test("What a failed statement left open is told, and not committed by the next begin")
  func leftOpen() async throws {
    try await TestMariaDB.with { server in
      try await server.define("CREATE TABLE app.t (a INT) ENGINE=InnoDB")
      try await server.define(
        "CREATE PROCEDURE app.p() BEGIN START TRANSACTION; INSERT INTO app.t VALUES (1); SIGNAL SQLSTATE '45000'; END"
      )
      let result = try await shell(server, "--keep-going", script: "run CALL app.p();\nbegin\nrollback\n")
      #expect(result.errors.contains("the statement that failed has left a transaction open"))
      #expect(result.errors.contains("another begin would commit it; nothing was sent"))
      #expect(try await rows(server) == "NULL\n")
    }
  }

  @Test("A commit that nobody answered is not called rolled back")
  func unansweredCommit() async throws {
    try await TestMariaDB.with { server in
      try await server.define("CREATE TABLE app.t (a INT) ENGINE=InnoDB")
      try await ScratchFolder.with { scratch in
        let log = scratch.path + "/log"
        let result = try await Program.shell(
          """
          mkfifo \(scratch.path)/in
          xmlactl shell --keep-going --timeout 1s -t '\(server.url)' <\(scratch.path)/in >\(log) 2>&1 & pid=$!
          exec 3>\(scratch.path)/in
          printf 'begin\\nrun INSERT INTO app.t VALUES (1);\\nrun SELECT "ready";\\n' >&3
          until grep -q ready \(log); do sleep 0.05; done
          kill -STOP \(try server.processID)
          echo commit >&3
          until grep -q 'may have been sent' \(log); do sleep 0.05; done
          kill -CONT \(try server.processID)
          exec 3>&-
          wait $pid; cat \(log)
          """)
        #expect(result.output.contains("whether that was committed is not known"), "\(result.output)")
        #expect(!result.output.contains("rolls it back"))
      }
    }
  }

  @Test("A script that can't be read, or a line that is not UTF-8, ends it, whatever --keep-going says")
  func unreadable() async throws {
    try await TestMariaDB.with { server in
      try await server.define("CREATE TABLE app.t (a INT) ENGINE=InnoDB")
      try await server.define("INSERT INTO app.t VALUES (1)")
      let bytes = try await Program.shell(
        """
        printf 'run DELETE FROM app.t\\nWHERE a = "\\351"\\n;\\n' | xmlactl shell --keep-going -t '\(server.url)'; echo $?
        """)
      #expect(bytes.output == "65\n")
      #expect(bytes.errors.contains("a line is not UTF-8; neither it nor what follows was run"))
      #expect(try await rows(server) == "1\n")
      let folder = try await Program.shell("xmlactl shell --keep-going -t '\(server.url)' </; echo $?")
      #expect(folder.output == "65\n")
      #expect(folder.errors.contains("the script can't be read"))
    }
  }

  @Test("A byte order mark and line ends of Windows are no part of a command")
  func windows() async throws {
    try await TestMariaDB.with { server in
      let result = try await shell(
        server, script: "\u{FEFF}run -o csv SELECT 1 AS a,\r\n2 AS b;\r\nsessions -o name\r\n")
      #expect(result.status == 0, "\(result.errors)")
      #expect(result.output.hasPrefix("a,b\r\n1,2\r\n"))
    }
  }

  @Test("A statement that ends the transaction is told")
  func ended() async throws {
    try await TestMariaDB.with { server in
      let result = try await shell(
        server, script: "begin\nrun CREATE TABLE app.t (a INT);\nbegin\nrollback\n")
      #expect(result.status == 0, "\(result.errors)")
      #expect(result.errors.contains("the server committed the transaction implicitly, at CREATE TABLE"))
    }
  }

  @Test(
    "SIGTERM rolls back and is 143, while a statement runs and while it waits for a line",
    arguments: [true, false])
  func terminated(_ isRunning: Bool) async throws {
    try await TestMariaDB.with { server in
      try await server.define("CREATE TABLE app.t (a INT) ENGINE=InnoDB")
      try await ScratchFolder.with { scratch in
        let log = scratch.path + "/log"
        let statement = isRunning ? "run \(TestMariaDB.endless);" : ""
        let result = try await Program.shell(
          """
          mkfifo \(scratch.path)/in
          xmlactl shell -t '\(server.url)' <\(scratch.path)/in >\(log) 2>&1 & pid=$!
          exec 3>\(scratch.path)/in
          printf 'begin\\nrun INSERT INTO app.t VALUES (1);\\nrun SELECT "ready";\\n\(statement)\\n' >&3
          until grep -q ready \(log); do sleep 0.05; done
          \(isRunning ? "until xmlactl commands -t '\(server.url)' | grep -q collations; do sleep 0.05; done" : "")
          kill -TERM $pid
          wait $pid; echo "status $?"; cat \(log)
          """)
        #expect(result.output.contains("status 143"), "\(result.output)\(result.errors)")
        #expect(result.output.contains("a transaction was open; rolled back"))
        #expect(try await rows(server) == "NULL\n")
      }
    }
  }

  @Test("Standard input is the shell's own, and options of the connection belong to 'use'")
  func misuse() async throws {
    try await TestMariaDB.with { server in
      let input = try await shell(
        server, "--keep-going", script: "kill connection -\nrun -\nrun -f -;\nshell\n")
      #expect(input.status == 64)
      #expect(input.errors.contains("standard input is the shell's own"))
      let option = try await shell(server, script: "sessions --no-tls-verify\n")
      #expect(option.status == 64)
      #expect(option.errors.contains("belong to 'use'"))
      let none = try await Program.xmlactl("shell", input: "sessions\n")
      #expect(none.status == 64)
      #expect(none.errors.contains("'use TARGET' names one"))
    }
  }

  @Test("Nobody who reads is an end without a word")
  func head() async throws {
    try await TestMariaDB.with { server in
      let result = try await Program.shell(
        """
        (yes 'run SELECT REPEAT("x", 100000);' | head -n 500 | xmlactl shell -t '\(server.url)'; echo "status $?" >&2) \
        | head -c 10 >/dev/null
        """)
      #expect(result.errors == "status 0\n")
    }
  }

  @Test(
    "What is not UTF-8, and a quote that nothing ends, is not run",
    arguments: ["run SELECT 'é;", "sessions 'a"])
  func unfinished(_ last: String) async throws {
    try await TestMariaDB.with { server in
      let result = try await shell(server, script: "run SELECT 1;\n" + last)
      #expect(result.status == 65)
      #expect(result.errors.contains("inside a quote"))
    }
  }
}
