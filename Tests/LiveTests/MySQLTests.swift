import Foundation
@testable import MySQLClient
@testable import Configuration
import SessionControl
import TestSupport
import Testing

/// The built binary against the real MySQL server that the environment names: `XMLACTL_TEST_MYSQL_URL`, an
/// administrator's target that needs no password.
@Suite(
  .enabled(
    if: ProcessInfo.processInfo.environment["XMLACTL_TEST_MYSQL_URL"] != nil,
    "set XMLACTL_TEST_MYSQL_URL to the URL of a MySQL administrator"),
  .serialized)  // One server for all: each test kills its own threads only, found by its own comment.
struct MySQLTests {
  private let url = ProcessInfo.processInfo.environment["XMLACTL_TEST_MYSQL_URL"] ?? ""

  private func backend() throws -> MySQLBackend {
    let target = try TargetURL.parse(url)
    guard case .mysql(let address) = target.address else {
      throw ControlError(.usage, "XMLACTL_TEST_MYSQL_URL is no mysql:// URL")
    }
    return MySQLBackend(
      target: url, address: address, credentials: Credentials(user: target.user), limits: TimeLimits(),
      trace: nil)
  }

  /// Runs an endless statement in the background and gives its thread's id once it runs.
  private func withVictim(
    _ mark: String, _ body: (_ id: String, _ ended: Task<(any Error)?, Never>) async throws -> Void
  ) async throws {
    let target = try TargetURL.parse(url)
    guard case .mysql(let address) = target.address else { return }
    let connection = MySQLConnection(
      address: address, credentials: Credentials(user: target.user),
      limits: TimeLimits(answer: .seconds(120)),
      trace: nil)
    let ended = Task { () -> (any Error)? in
      do {
        _ = try await connection.rows("\(TestMariaDB.endless) /* \(mark) */")
        return nil
      } catch { return error }
    }
    let watcher = try backend()
    var id: String?
    while id == nil {
      let list = Collected<Session>()
      try await watcher.sessions(matching: ListingFilter(), receive: list.receive)
      id = list.items.first { $0.statement?.contains(mark) == true && $0.status == .active }?.id
    }
    try await body(try #require(id), ended)
    ended.cancel()
    await watcher.close()
  }

  @Test("A killed statement ends with error 1317, and the KILL names the server by its uuid")
  func killQuery() async throws {
    try await withVictim("xmlactl-query") { id, ended in
      let plan = try await Program.xmlactl("kill", "query", id, "-n", "-t", url)
      #expect(plan.output.hasPrefix("KILL QUERY IF(@@server_uuid='"))
      let result = try await Program.xmlactl("kill", "query", id, "-t", url, "--wait", "10s")
      #expect(result.status == 0, "\(result.errors)")
      #expect(result.output.contains("seen to have stopped"))
      #expect((await ended.value as? MySQLFailure)?.code == 1317)
    }
  }

  @Test("A killed connection is gone")
  func killConnection() async throws {
    try await withVictim("xmlactl-connection") { id, ended in
      let result = try await Program.xmlactl("kill", "connection", id, "-t", url, "--wait", "10s")
      #expect(result.status == 0, "\(result.errors)")
      #expect((await ended.value as? ControlError)?.code == .unreachable)
    }
  }

  @Test("An id that MySQL would cut to 32 bits is refused, and nobody else is hit")
  func longID() async throws {
    try await withVictim("xmlactl-long") { id, ended in
      let long = String(4_294_967_296 + (try #require(UInt64(id))))
      let result = try await Program.xmlactl("kill", "query", long, "-t", url)
      #expect(result.status == 64)
      #expect(result.errors.contains("cut it to 32 bits"))
      #expect(try await Program.xmlactl("kill", "query", id, "-t", url, "--wait", "10s").status == 0)
      #expect((await ended.value as? MySQLFailure)?.code == 1317)
    }
  }

  @Test("The event scheduler is refused, an unknown id is nothing to cancel")
  func refused() async throws {
    let list = Collected<Session>()
    let backend = try backend()
    try await backend.sessions(matching: ListingFilter(), receive: list.receive)
    await backend.close()
    if let scheduler = list.items.first(where: { $0.user == "event_scheduler" }) {
      let result = try await Program.xmlactl("kill", "query", scheduler.id, "-t", url)
      #expect(result.status == 5)
    }
    #expect(try await Program.xmlactl("kill", "query", "4000000000", "-t", url).status == 3)
  }
}
