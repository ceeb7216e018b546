import TestSupport
import Testing

/// Ctrl-C while the shell's statements run, on a real terminal. How soon the prompt is back is measured in .ci/bench.
@Suite(.startsServers) struct ShellInterruptTests {
  /// Several times, since a signal must find the statement each time.
  private func softCancels(
    _ url: String, _ statement: String,
    then next: @escaping @Sendable (_ round: Int) -> (statement: String, answer: String),
    isRunning: @escaping @Sendable () async throws -> Bool
  )
    async throws
  {
    try await ScratchFolder.with { home in
      let status = try await ShellTerminal.run("exec xmlactl shell -t '\(url)'", home: home) { terminal in
        try await terminal.expectNext("> ")
        for round in 1...5 {
          terminal.type("run \(statement);\r")
          try await terminal.expectNext(";\r\n")
          try await Eventually.holds("the statement runs") { try await isRunning() }
          terminal.type("\u{3}")
          try await terminal.expectNext("interrupted; the server stopped the statement")
          try await terminal.expectNext("> ")
          let next = next(round)
          terminal.type("run \(next.statement);\r")
          try await terminal.expectNext(next.answer)
          try await terminal.expectNext("> ")
        }
        terminal.leave()
      }
      #expect(status == 0)
    }
  }

  @Test(
    "Ctrl-C stops the statement on MariaDB, and the session goes on",
    .enabled(if: TestMariaDB.isInstalled, "\(TestMariaDB.missing)"))
  func mariadb() async throws {
    try await TestMariaDB.with { server in
      try await softCancels(server.url, TestMariaDB.endless, then: { ("SELECT \($0) AS again", "again\r\n") })
      {
        try await server.sql(
          "SELECT COUNT(*) FROM information_schema.PROCESSLIST WHERE INFO LIKE 'SELECT COUNT(*) FROM information_schema.coll%'"
        ).output == "1\n"
      }
    }
  }

  @Test("Ctrl-C stops the statement on an XMLA server, and the session goes on")
  func xmla() async throws {
    try await TestServers.withSandbox("--sessions", "0") { url in
      try await softCancels(url, "WAIT", then: { ("ROWS \($0)", "row 0") }) {
        try await Program.xmlactl("commands", "-t", url, "-o", "csv").output.contains("WAIT")
      }
    }
  }

  @Test(
    "A second Ctrl-C closes the connection, and the shell has a new one; Ctrl-C at the prompt drops the line",
    .enabled(if: TestMariaDB.isInstalled, "\(TestMariaDB.missing)"))
  func hard() async throws {
    try await TestMariaDB.with { server in
      try await ScratchFolder.with { home in
        let line = "exec xmlactl shell -t '\(server.url)'"
        let status = try await ShellTerminal.run(line, home: home) { terminal in
          try await terminal.expectNext("> ")
          terminal.type("run USE app;\r")
          try await terminal.expectNext("> ")
          terminal.type("run \(TestMariaDB.endless);\r")
          try await terminal.expectNext(";\r\n")
          try await Eventually.holds("the statement runs") {
            try await server.sql("SHOW PROCESSLIST").output.contains(
              "SELECT COUNT(*) FROM information_schema")
          }
          // Nobody can be asked any more, so that a soft cancel does not end it first.
          try server.freeze()
          terminal.type("\u{3}")
          try await terminal.expectNext("asking the server")
          terminal.type("\u{3}")
          try await terminal.expectNext("the connection was closed (hard cancel)")
          try server.thaw()
          try await terminal.expectNext("> ")
          terminal.type("run SELECT DATABASE() AS d;\r")
          try await terminal.expectNext("app\r\n")
          try await terminal.expectNext("> ")
          terminal.type("half a li\u{3}")
          try await terminal.expectNext("> ")
          terminal.leave()
        }
        #expect(status == 0)
      }
    }
  }
}
