import Foundation
import TestSupport
import Testing

/// `--watch` on a real MariaDB that dies, comes back and hangs.
@Suite(.startsServers, .enabled(if: TestMariaDB.isInstalled, "\(TestMariaDB.missing)"))
struct WatchLiveTests {
  private static let leave = "\u{1B}[?25h\u{1B}[?1049l"

  /// Runs a watch that writes to files in the server's folder while `body` works; ends it by SIGINT.
  private func watching(
    _ server: TestMariaDB, _ options: String, _ body: @Sendable (Files) async throws -> Void
  ) async throws -> Int32 {
    let files = Files(folder: server.folder)
    async let run = Program.shell(
      "cd \(server.folder); echo $$ >watch.pid; exec xmlactl \(options) -t '\(server.url)' >watch.out 2>watch.err",
      within: .seconds(120))
    let pid = try await Eventually.get("the program") {
      Int32(files.text("watch.pid").trimmingCharacters(in: .whitespacesAndNewlines))
    }
    do { try await body(files) } catch {
      kill(pid, SIGKILL)
      throw error
    }
    kill(pid, SIGINT)
    return try await run.status
  }

  private struct Files: Sendable {
    let folder: String

    func text(_ name: String) -> String {
      (try? String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)) ?? ""
    }

    var rows: [Substring] { text("watch.out").split(separator: "\n") }

    func errors(say what: String) async throws {
      try await Eventually.holds("'\(what)' on stderr") { text("watch.err").contains(what) }
    }

    func moreRows() async throws {
      let before = rows.count
      try await Eventually.holds("more rows") { rows.count > before }
    }
  }

  @Test("A server that dies and is started again: told once each, and the rows go on")
  func restart() async throws {
    try await TestMariaDB.with { server in
      server.startClient(user: "anna", TestMariaDB.waiting, log: "anna.log")
      _ = try await server.busyThread(of: "anna")
      let status = try await watching(server, "sessions -o ndjson --watch 100ms") { files in
        try await files.moreRows()
        try server.crash()
        try await files.errors(say: "; looking again")
        let count = files.rows.count
        try await server.start()
        server.startClient(user: "etl", TestMariaDB.waiting, log: "etl.log")
        try await files.errors(say: "back again after ")
        #expect(files.rows.count >= count)
        try await Eventually.holds("a row of etl") {
          files.rows.last?.contains(#""user":"etl""#) == true
        }
        let lines = files.text("watch.err").split(separator: "\n")
        #expect(lines.count <= 4, "\(lines)")
        #expect(lines.allSatisfy { $0.hasPrefix("xmlactl: \(server.url): ") })
      }
      #expect(status == 0)
    }
  }

  @Test("A screen shows since when a server is away and of when its rows are, then what is there now")
  func restartOnScreen() async throws {
    try await TestMariaDB.with { server in
      server.startClient(user: "anna", TestMariaDB.waiting, log: "anna.log")
      _ = try await server.busyThread(of: "anna")
      let line = "exec xmlactl sessions -t '\(server.url)' --watch 100ms"
      let status = try await PseudoTerminal.run(line, columns: 300, within: .seconds(120)) { terminal in
        try await terminal.expect("anna")
        try server.crash()
        try await terminal.expect("since ")
        try await terminal.expect("; showing what was seen at ")
        let shown = try #require(terminal.screen.components(separatedBy: "\u{1B}[H").last)
        #expect(shown.contains("anna"))
        try await server.start()
        server.startClient(user: "etl", TestMariaDB.waiting, log: "etl.log")
        try await terminal.expect("etl")
        let now = try #require(terminal.screen.components(separatedBy: "\u{1B}[H").last)
        #expect(!now.contains("since "), "\(now)")
        #expect(!now.contains("anna"))
        terminal.type("\u{3}")
        try await terminal.expect(Self.leave)
      }
      #expect(status == 0)
    }
  }

  @Test("A server that hangs: that is said, Ctrl-C works at once, and the time limit holds")
  func hangs() async throws {
    try await TestMariaDB.with { server in
      server.startClient(user: "anna", TestMariaDB.waiting, log: "anna.log")
      _ = try await server.busyThread(of: "anna")
      let line = "exec xmlactl sessions -t '\(server.url)' --timeout 60s --watch 100ms"
      let status = try await PseudoTerminal.run(line, columns: 300) { terminal in
        try await terminal.expect("anna")
        try await server.frozen {
          try await terminal.expect("no answer yet")
          terminal.type("\u{3}")
          try await terminal.expect(Self.leave, within: .seconds(2))
        }
      }
      #expect(status == 0)

      let logged = try await watching(server, "sessions -o tsv --watch 100ms --timeout 1s") { files in
        try await files.moreRows()
        try await server.frozen { try await files.errors(say: "no answer within 1.0s") }
        try await files.errors(say: "back again after ")
        try await files.moreRows()
        #expect(files.rows.filter { $0.hasPrefix("seen_at\t") }.count == 1)
      }
      #expect(logged == 0)
    }
  }

  @Test("A connection that the server closed between two looks is replaced, and that is said once")
  func idleConnection() async throws {
    try await TestMariaDB.with { server in
      let status = try await watching(server, "transactions -o ndjson --watch 200ms") { files in
        // Its own connection ends, as by wait_timeout.
        let id = try await Eventually.get("the watch's connection") {
          let ids = try await server.sql(
            "SELECT ID FROM information_schema.PROCESSLIST WHERE COMMAND = 'Sleep' AND USER = 'root'"
          ).output.split(separator: "\n")
          return ids.count == 1 ? ids[0] : nil
        }
        _ = try await server.sql("KILL CONNECTION \(id)")
        try await files.errors(say: "connected again")
        #expect(files.text("watch.err").split(separator: "\n").count == 1)
      }
      #expect(status == 0)
    }
  }

  @Test("Who waits for whom is watched as a tree")
  func tree() async throws {
    try await TestMariaDB.with { server in
      _ = try await server.sql("CREATE TABLE app.t (a INT PRIMARY KEY); INSERT INTO app.t VALUES (1)")
      server.startClient(
        user: "anna", "BEGIN; UPDATE t SET a = 1 WHERE a = 1; \(TestMariaDB.waiting)", log: "anna.log")
      _ = try await server.busyThread(of: "anna")
      let line = "exec xmlactl locks --tree -t '\(server.url)' --watch 100ms"
      let status = try await PseudoTerminal.run(line, columns: 200) { terminal in
        try await terminal.expect("0 rows")
        server.startClient(user: "etl", "DELETE FROM t", log: "etl.log")
        try await terminal.expect("└─ ")
        try await terminal.expect("2 rows")
        terminal.type("q")
      }
      #expect(status == 0)
    }
  }
}
