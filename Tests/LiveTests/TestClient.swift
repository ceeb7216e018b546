import Configuration
import Foundation
import MySQLClient
import SessionControl
import TestSupport
import Testing

/// A client that holds something on a server, or waits for it, while a test looks at that.
struct TestClient: Sendable {
  let session: MySQLSession
  /// Its thread's id.
  let id: Int

  init(_ url: String, password: String? = nil) async throws {
    let target = try TargetURL.parse(url)
    guard case .mysql(let address) = target.address else { throw ControlError(.usage, "no mysql:// URL") }
    session = MySQLSession(
      target: url, address: address,
      credentials: Credentials(user: target.user, password: password.map { Secret($0) }),
      limits: TimeLimits(answer: .seconds(120)), trace: nil)
    id = try #require(Int(try await session.values("SELECT CONNECTION_ID()").first?.first?.text ?? ""))
  }

  @discardableResult
  func run(_ statements: String...) async throws -> [[Value]] {
    var rows: [[Value]] = []
    for statement in statements { rows = try await session.values(statement) }
    return rows
  }

  /// Runs a statement that waits. Whatever ends it is its end.
  @discardableResult
  func start(_ statement: String) -> Task<Void, Never> {
    Task { _ = try? await session.values(statement) }
  }

  /// Waits until its thread is in a state.
  func reaches(_ state: String, seenBy watcher: TestClient) async throws {
    try await Eventually.holds("thread \(id) in state '\(state)'") {
      try await watcher.run("SELECT STATE FROM information_schema.PROCESSLIST WHERE ID = \(id)").first?.first?
        .text
        == state
    }
  }
}

/// A listing of the built program, read back.
struct TestListing {
  let rows: [[String: Any]]
  let notes: [Substring]

  /// Lists as ndjson.
  init(_ words: String..., of url: String, password: String? = nil) async throws {
    let result = try await ScratchFolder.with { scratch in
      let file = try password.map { ["--password-file", try scratch.write($0, to: "password")] } ?? []
      return try await Program.run([Program.path("xmlactl")] + words + ["-t", url, "-o", "ndjson"] + file)
    }
    #expect(result.status == 0, "\(result.errors)")
    rows = try result.output.split(separator: "\n").map {
      try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
    notes = result.errorLines
  }

  func hasNote(_ text: String) -> Bool { notes.contains { $0.contains(text) } }

  /// What is in a column, once each.
  func values<Content: Hashable>(_ key: String, as type: Content.Type = Content.self) -> Set<Content> {
    Set(rows.compactMap { $0[key] as? Content })
  }

  /// The row of a thread.
  func row(_ key: String, _ id: Int) -> [String: Any]? { rows.first { $0[key] as? Int == id } }

  /// `waiter→holder` of each wait, with a `?` where it is a guess.
  var waits: Set<String> {
    Set(
      rows.map { row in
        let holder = (row["holder"] as? Int).map(String.init) ?? ""
        return "\(row["waiter"] as? Int ?? -1)→\(holder)\(row["possible"] as? Bool == true ? "?" : "")"
      })
  }
}
