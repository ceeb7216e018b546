import Foundation
import MySQLClient
import SessionControl
import TestSupport
import Testing

/// A database of its own on a real server, a table in it, and runs of the built program on them.
struct TransactionBench: Sendable {
  let url: String
  /// Another client, which sees what is committed.
  let other: TestClient
  let database: String
  let folder: String

  /// Runs `body` with a table `t (id INT PRIMARY KEY, a INT)` that is empty.
  static func with(_ kind: TestSQLServer, body: (TransactionBench) async throws -> Void) async throws {
    try await kind.with { server in try await with(url: server.url, body: body) }
  }

  static func with(url: String, body: (TransactionBench) async throws -> Void) async throws {
    // Short, or it pushes columns out of the tables that other tests look at.
    let database = "x_" + UUID().uuidString.prefix(8).lowercased()
    try await ScratchFolder.with { scratch in
      let other = try await TestClient(url)
      try await other.run(
        "CREATE DATABASE \(database)", "USE \(database)", "CREATE TABLE t (id INT PRIMARY KEY, a INT)")
      let bench = TransactionBench(url: url, other: other, database: database, folder: scratch.path)
      let result: Result<Void, any Error>
      do { result = .success(try await body(bench)) } catch { result = .failure(error) }
      if other.session.isOpen { _ = try? await other.session.values("DROP DATABASE \(database)") }
      await other.session.close()
      try result.get()
    }
  }

  /// Statements one on a line, so that the first is at line 1.
  static func script(_ statements: String...) -> String { statements.joined(separator: ";\n") }

  /// Runs a script in a transaction.
  func run(_ script: String, _ options: String...) async throws -> ProgramResult {
    try await Program.run(words(options) + ["-"], input: script)
  }

  private func words(_ options: [String]) -> [String] {
    [Program.path("xmlactl"), "run", "--transaction", "-t", url, "--database", database] + options
  }

  /// What other clients see in the table.
  func committed() async throws -> [String] {
    // A look of its own each time, whatever the isolation level.
    try await other.run("SELECT id FROM \(database).t ORDER BY id").compactMap { $0.first?.text }
  }

  /// The same in the background; one at a time.
  func start(_ script: String, _ options: String...) throws -> BackgroundRun {
    let file = "\(folder)/script.sql"
    try Data(script.utf8).write(to: URL(fileURLWithPath: file))
    return BackgroundRun(words(options) + ["-f", file], in: folder)
  }

  /// The thread that runs a statement with this in it, once it does.
  func thread(running text: String) async throws -> Int {
    try await Eventually.get("a thread that runs \(text)") {
      let rows = try await other.run(
        "SELECT ID FROM information_schema.PROCESSLIST WHERE ID <> CONNECTION_ID() AND COMMAND = 'Query' "
          + "AND DB = '\(database)' AND INFO LIKE '%\(text)%'")
      return rows.count == 1 ? Int(rows[0].first?.text ?? "") : nil
    }
  }
}
