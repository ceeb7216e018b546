import Foundation
import TestSupport
import Testing

/// Who may list what, by the sentences of "Canceling Commands (XMLA)".
@Suite(.startsServers) struct SeedListingTests {
  /// A sandbox on which `ops` administers the server and `dba` the database HR.
  private func withAdministrators(
    _ body: (_ list: (_ user: String, _ words: [String]) async throws -> ProgramResult) async throws -> Void
  ) async throws {
    try await ScratchFolder.with { scratch in
      let file = try scratch.write("pw\n", to: "password")
      try await TestServers.withSandbox(
        "--user", "ops:server-admin", "--user", "dba:database-admin=HR", "--password-file", file
      ) { url in
        try await body { user, words in
          let target = url.replacing("http://", with: "http://\(user)@")
          return try await Program.run(
            [Program.path("xmlactl")] + words + ["-t", target, "--password-file", file])
        }
      }
    }
  }

  @Test(
    """
    "A database administrator can retrieve the active sessions for a specified database by retrieving the \
    DISCOVER_SESSIONS schema rowset", with "the appropriate database identifier for the SESSION_CURRENT_DATABASE \
    restriction column"
    """)
  func databaseAdministrator() async throws {
    try await withAdministrators { list in
      let own = try await list("dba", ["sessions", "--database", "HR", "-o", "ndjson"])
      #expect(own.status == 0, "\(own.errors)")
      let databases = try own.output.split(separator: "\n").map {
        try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])["database"]
          as? String
      }
      #expect(Set(databases) == ["HR"])
      let all = try await list("ops", ["sessions", "--database", "HR", "-o", "name"])
      #expect(all.output.split(separator: "\n").count >= databases.count)

      let whole = try await list("dba", ["sessions"])
      #expect(whole.status == 77)
      #expect(whole.errors.contains("--database NAME"))
      #expect(whole.errors.contains("--via-dmv"))
      let other = try await list("dba", ["sessions", "--database", "Sales DW"])
      #expect(other.status == 77)
      #expect(!other.errors.contains("--database NAME"), "one was named: \(other.errors)")
    }
  }

  @Test(
    """
    "A server administrator can retrieve the active connections for an instance by retrieving the \
    DISCOVER_CONNECTIONS schema rowset"
    """)
  func serverAdministrator() async throws {
    try await withAdministrators { list in
      let connections = try await list("ops", ["connections", "-o", "name"])
      #expect(connections.status == 0)
      #expect(!connections.output.isEmpty)
      #expect(try await list("dba", ["connections"]).status == 77)
    }
  }
}
