import Foundation
@testable import MySQLClient
import TestSupport
import Testing

/// `xmlactl run`, the built binary, against a real MariaDB.
@Suite(.startsServers, .enabled(if: TestMariaDB.isInstalled, "\(TestMariaDB.missing)"))
struct RunTests {
  @Test("Rows go to stdout, all else to stderr; a script stops at its first error, and says where")
  func script() async throws {
    try await TestMariaDB.with { server in
      let script = """
        CREATE TABLE t (a INT, d DECIMAL(22,10), s VARCHAR(20), b VARBINARY(4));
        INSERT INTO t VALUES (1, 12345678901.0123456789, 'ä;b', x'00FF'), (2, NULL, '', NULL);
        SELECT * FROM t;
        SELECT nothing;
        DELETE FROM t;
        """
      let result = try await Program.run(
        [Program.path("xmlactl"), "run", "-t", server.url, "--database", "app", "-o", "ndjson", "-"],
        input: script)
      #expect(result.status == 65)
      #expect(
        result.output == """
          {"a":1,"d":"12345678901.0123456789","s":"ä;b","b":"0x00FF"}
          {"a":2,"d":null,"s":"","b":null}

          """)
      #expect(result.errorLines.count == 1)
      #expect(result.errors.contains("line 4: the statement is wrong (error 1054"))
      #expect(result.errors.contains("the statement after it was not run"))
      #expect(try await server.sql("SELECT COUNT(*) FROM app.t").output == "2\n")
    }
  }

  @Test("A procedure's several results come one after the other")
  func procedure() async throws {
    try await TestMariaDB.with { server in
      try await server.define("CREATE PROCEDURE app.p() BEGIN SELECT 1 AS a; SELECT 2 AS b; END")
      let result = try await Program.xmlactl(
        "run", "-t", server.url, "CALL app.p(); SELECT 3 AS c", "-o", "csv")
      #expect(result.status == 0, "\(result.errors)")
      #expect(result.output == "a\r\n1\r\n\nb\r\n2\r\n\nc\r\n3\r\n")
    }
  }

  @Test(
    "A soft cancel after the command timeout is 124, a hard one 125 and names the command that ends the rest")
  func timeouts() async throws {
    try await TestMariaDB.with { server in
      let soft = try await Program.xmlactl(
        "run", "-t", server.url, "--command-timeout", "300ms", TestMariaDB.endless)
      #expect(soft.status == 124)
      #expect(soft.errors.contains("the server stopped the statement (error 1317"))
      #expect(soft.output == "")

      let hard = try await Program.xmlactl(
        "run", "-t", server.url, "--command-timeout", "300ms", "--cancellation-timeout", "-1",
        TestMariaDB.endless)
      #expect(hard.status == 125)
      let hint = try #require(hard.errors.firstMatch(of: /'xmlactl (kill connection [^']+)'/)?.output.1)
      let kill = try await Program.run(
        [Program.path("xmlactl")] + hint.split(separator: " ").map(String.init)
          + ["-t", server.url, "--wait", "10s"])
      #expect(kill.status == 0, "\(kill.errors)")

      let swallowed = try await Program.xmlactl(
        "run", "-t", server.url, "--command-timeout", "300ms", "SELECT BENCHMARK(4000000000, SHA2('x', 256))")
      #expect(swallowed.status == 124)
      #expect(swallowed.errors.contains("ended without an error"))
      #expect(swallowed.output == "")
    }
  }

  @Test("Plain numbers are seconds; what is no time is refused")
  func durations() async throws {
    for arguments in [
      ["--command-timeout", "-1"], ["--command-timeout", "1x"], ["--cancellation-timeout", "-2"],
    ] {
      let result = try await Program.run(
        [Program.path("xmlactl"), "run", "-t", "mysql://127.0.0.1:1/", "DO 0"] + arguments)
      #expect(result.status == 64, "\(arguments)")
    }
  }

  @Test("Somebody else's KILL QUERY is 6; a killed connection is a connection that ended")
  func others() async throws {
    try await TestMariaDB.with { server in
      for (verb, status) in [("QUERY", Int32(6)), ("CONNECTION", 69)] {
        let url = server.url(user: "anna")
        let run = Task { try await Program.xmlactl("run", "-t", url, TestMariaDB.waiting) }
        let id = try await server.busyThread(of: "anna")
        _ = try await server.sql("KILL \(verb) \(id)")
        let result = try await run.value
        #expect(result.status == status, "\(result.errors)")
        #expect(
          result.errors.contains(verb == "QUERY" ? "somebody else cancelled" : "somebody may have killed it"))
      }
    }
  }

  @Test("The server's own time limit is told as that")
  func serverLimit() async throws {
    try await TestMariaDB.with { server in
      let result = try await Program.xmlactl(
        "run", "-t", server.url, "SET max_statement_time = 0.2; \(TestMariaDB.endless)")
      #expect(result.status == 69)
      #expect(result.errors.contains("the server's own time limit ended the statement (error 1969"))
    }
  }

  @Test(
    "Ctrl-C is a soft cancel and 130, SIGTERM the same and 143", arguments: [("INT", 130), ("TERM", 143)])
  func signals(_ name: String, _ status: Int32) async throws {
    try await TestMariaDB.with { server in
      let line =
        "exec \(Program.path("xmlactl")) run -t '\(server.url(user: "anna"))' '\(TestMariaDB.endless)' 2>&1"
      let run = Task { try await Program.shell("echo $$ >'\(server.folder)/pid'; \(line)") }
      let id = try await server.busyThread(of: "anna")
      let pid = try String(contentsOfFile: "\(server.folder)/pid", encoding: .utf8)
      _ = try await Program.shell("kill -\(name) \(pid)")
      let result = try await run.value
      #expect(result.status == status)
      #expect(result.output.contains("interrupted; the server stopped the statement (error 1317"), "\(id)")
    }
  }

  @Test("A second Ctrl-C closes the connection of a server that does not answer")
  func secondInterrupt() async throws {
    try await TestMariaDB.with { server in
      let errors = "\(server.folder)/errors"
      let line =
        "exec \(Program.path("xmlactl")) run -t '\(server.url(user: "anna"))' '\(TestMariaDB.endless)' 2>'\(errors)'"
      let run = Task { try await Program.shell("echo $$ >'\(server.folder)/pid'; \(line)") }
      _ = try await server.busyThread(of: "anna")
      let pid = try String(contentsOfFile: "\(server.folder)/pid", encoding: .utf8)
      let process = try server.processID
      kill(process, SIGSTOP)
      defer { kill(process, SIGCONT) }
      _ = try await Program.shell("kill -INT \(pid)")
      _ = try await server.log("errors", saying: "Ctrl-C again closes the connection")
      _ = try await Program.shell("kill -INT \(pid)")
      let result = try await run.value
      #expect(result.status == 130)
      #expect(try await server.log("errors", saying: "hard cancel").contains("may still be working"))
    }
  }

  @Test("A closed pipe ends the statement quietly; the server does not go on")
  func closedPipe() async throws {
    try await TestMariaDB.with { server in
      let many =
        "SELECT a.* FROM information_schema.collations a, information_schema.collations b, "
        + "information_schema.collations c"
      let result = try await Program.shell(
        "{ xmlactl run -t '\(server.url(user: "anna"))' '\(many)' -o csv; echo \"status $?\" >&2; } | head -n 1"
      )
      #expect(result.output == result.output.prefix { !$0.isNewline } + "\r\n")
      #expect(result.errors == "status 0\n")
      try await Eventually.holds("the server has stopped") {
        try await server.sql("SELECT COUNT(*) FROM information_schema.PROCESSLIST WHERE USER = 'anna'").output
          == "0\n"
      }
    }
  }

  @Test("What can't be read, is not UTF-8, ends inside a quote or holds nothing is refused before it is sent")
  func badScripts() async throws {
    try await ScratchFolder.with { scratch in
      let open = try scratch.write("DO 0;\nSELECT 'a;\n", to: "open.sql")
      let empty = try scratch.write("-- nothing\n", to: "empty.sql")
      let latin = "\(scratch.path)/latin.sql"
      try Data([0x53, 0xE4, 0x3B]).write(to: URL(fileURLWithPath: latin))
      for (file, words) in [
        (open, "the statement at line 2 ends inside a quote"), (empty, "there is no statement"),
        (latin, "it is neither UTF-8 nor UTF-16"), ("\(scratch.path)/none.sql", "No such file"),
        (scratch.path, "directory"),
      ] {
        let result = try await Program.xmlactl("run", "-t", "mysql://127.0.0.1:1/", "-f", file)
        #expect(result.status == 65)
        #expect(result.errors.contains(words), "\(result.errors)")
        #expect(result.errorLines.count == 1)
      }
    }
  }

  @Test(
    "Without a second connection there is no soft cancel; it is tried again, and once there is one it works")
  func noConnectionLeft() async throws {
    try await TestMariaDB.with(options: { _ in ["--skip-networking", "--max-connections=10"] }) { server in
      let line =
        "xmlactl run -t '\(server.url(user: "anna"))' --command-timeout 1s --cancellation-timeout 20s "
        + "'\(TestMariaDB.waiting)' 2>'\(server.folder)/errors'"
      let run = Task { try await Program.shell(line) }
      _ = try await server.busyThread(of: "anna")
      let others = (0..<9).map { _ in server.connection(user: "etl") }
      for other in others {
        try await Eventually.holds("a connection") { (try? await other.handshakeID()) != nil }
      }
      _ = try await server.log("errors", saying: "error 1040")
      for other in others { await other.close() }
      let result = try await run.value
      #expect(result.status == 124)
      _ = try await server.log("errors", saying: "the server stopped the statement")
    }
  }

  @Test("A server that is killed while a statement runs is a connection that ended, within moments")
  func serverGone() async throws {
    try await TestMariaDB.with { server in
      let run = Task { try await Program.xmlactl("run", "-t", server.url(user: "anna"), TestMariaDB.waiting) }
      _ = try await server.busyThread(of: "anna")
      kill(try server.processID, SIGKILL)
      let result = try await run.value
      #expect(result.status == 69)
      #expect(result.errors.contains("the connection ended while the statement ran (error 2013"))
    }
  }

  @Test(
    "Signals are heard in every statement of a script, and none after it runs",
    arguments: [("INT", 130), ("TERM", 143)])
  func signalsInScripts(_ name: String, _ status: Int32) async throws {
    try await TestMariaDB.with { server in
      _ = try await server.sql("CREATE TABLE app.t (a INT)")
      let script = "DO 0; DO 1; \(TestMariaDB.endless); INSERT INTO app.t VALUES (1)"
      let line = "exec \(Program.path("xmlactl")) run -t '\(server.url(user: "anna"))' '\(script)' 2>&1"
      let run = Task { try await Program.shell("echo $$ >'\(server.folder)/pid'; \(line)") }
      _ = try await server.busyThread(of: "anna")
      let pid = try String(contentsOfFile: "\(server.folder)/pid", encoding: .utf8)
      _ = try await Program.shell("kill -\(name) \(pid)")
      let result = try await run.value
      #expect(result.status == status)
      #expect(result.output.contains("interrupted; the server stopped the statement"))
      #expect(result.output.contains("the statement after it was not run"))
      #expect(try await server.sql("SELECT COUNT(*) FROM app.t").output == "0\n")
    }
  }

  @Test("A soft cancel that can't be sent leaves the statement whole, and the script ends after it")
  func unsentCancel() async throws {
    try await TestMariaDB.with(
      statements: ["CREATE USER single@localhost WITH MAX_USER_CONNECTIONS 1;"]
    ) { server in
      let url = server.url(user: "single")
      let timed = try await Program.xmlactl(
        "run", "-t", url, "--command-timeout", "300ms", "--cancellation-timeout", "30s", "-o", "name",
        "SELECT n, SLEEP(0.1) FROM (SELECT 1 n UNION SELECT 2 UNION SELECT 3 UNION SELECT 4 UNION SELECT 5) numbers"
      )
      #expect(timed.status == 0, "\(timed.errors)")
      #expect(timed.output == "1\n2\n3\n4\n5\n")
      #expect(timed.errors.contains("error 1226"))

      let errors = "\(server.folder)/errors"
      let line =
        "exec \(Program.path("xmlactl")) run -t '\(url)' 'DO SLEEP(2); SELECT 4711' 2>'\(errors)'"
      let run = Task { try await Program.shell("echo $$ >'\(server.folder)/pid'; \(line)") }
      _ = try await server.busyThread(of: "single")
      let pid = try String(contentsOfFile: "\(server.folder)/pid", encoding: .utf8)
      _ = try await Program.shell("kill -INT \(pid)")
      let result = try await run.value
      #expect(result.status == 130)
      #expect(result.output == "", "the second statement is not run")
      _ = try await server.log("errors", saying: "interrupted; the statement had just ended")
    }
  }

  @Test(
    "A reader that does not read holds up neither the timeouts nor a SIGTERM", arguments: ["timeout", "TERM"])
  func stuckReader(_ way: String) async throws {
    try await TestMariaDB.with { server in
      let fifo = "\(server.folder)/fifo"
      let many = "SELECT a.* FROM information_schema.collations a, information_schema.collations b"
      let limit = way == "timeout" ? "--command-timeout 1s" : ""
      // Opened for reading too, so that opening does not wait, and nobody reads.
      let line =
        "mkfifo '\(fifo)'; exec 3<>'\(fifo)'; exec \(Program.path("xmlactl")) run -t '\(server.url(user: "anna"))' "
        + "-o csv '\(many)' --cancellation-timeout 1s \(limit) >&3 2>'\(server.folder)/errors'"
      let run = Task { try await Program.shell("echo $$ >'\(server.folder)/pid'; \(line)") }
      if way == "TERM" {
        _ = try await server.busyThread(of: "anna")
        let pid = try String(contentsOfFile: "\(server.folder)/pid", encoding: .utf8)
        _ = try await Program.shell("kill -TERM \(pid)")
      }
      #expect(try await run.value.status == (way == "TERM" ? 143 : 125))
      if way == "timeout" { _ = try await server.log("errors", saying: "hard cancel") }
    }
  }

  @Test("Files of other systems: carriage returns and a byte order mark")
  func otherSystems() async throws {
    try await TestMariaDB.with { server in
      let script = "\u{FEFF}SELECT 1; -- one\r\n# two\r\nSELECT 2;\r\nDELIMITER //\r\nSELECT 3//\r\n"
      let result = try await Program.run(
        [Program.path("xmlactl"), "run", "-t", server.url, "-o", "name", "-"], input: script)
      #expect(result.status == 0, "\(result.errors)")
      #expect(result.output == "1\n2\n3\n")
    }
  }

  @Test("Bits are a number, and bytes that look like hexadecimal digits are told from such digits")
  func bits() async throws {
    try await TestMariaDB.with { server in
      let result = try await Program.xmlactl(
        "run", "-t", server.url, "-o", "ndjson",
        "SELECT CAST(65 AS INT) i, b'1000001' + 0 n, x'30783431' h, x'00FF' b, CAST('plain' AS BINARY) p")
      #expect(result.output == "{\"i\":65,\"n\":65,\"h\":\"0x30783431\",\"b\":\"0x00FF\",\"p\":\"plain\"}\n")
      let table = try await Program.xmlactl(
        "run", "-t", server.url, "--database", "app", "-o", "name",
        "CREATE TABLE bits (b BIT(10)); INSERT INTO bits VALUES (65), (1023), (0); SELECT b FROM bits")
      #expect(table.output == "65\n1023\n0\n")
    }
  }
}
