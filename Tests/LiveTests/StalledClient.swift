import Foundation
import SessionControl
import TestSupport

@testable import MySQLClient

/// A client that asked for more than it reads: its server thread waits in a write. KILL QUERY does not wake such a
/// thread (seen on MariaDB 10.11), so it is a victim that goes on after an accepted kill.
final class StalledClient: Sendable {
  /// The server's id of its thread.
  let id: UInt64
  private let connection: MySQLConnection
  private let reading: Task<Void, any Error>

  /// Runs `body` while the client is stalled.
  static func with<Result>(
    _ server: TestMariaDB, _ body: (StalledClient) async throws -> Result
  ) async throws -> Result {
    let client = try await StalledClient(server)
    do {
      let result = try await body(client)
      await client.end()
      return result
    } catch {
      await client.end()
      throw error
    }
  }

  private let gate: DispatchSemaphore

  private init(_ server: TestMariaDB) async throws {
    let connection = server.connection(user: "anna")
    let gate = DispatchSemaphore(value: 0)
    id = try await connection.handshakeID()
    reading = Task {
      try await connection.run("SELECT REPEAT('x', 1000), seq FROM app.seq_1_to_1000000000") {
        ResultReceiver(
          columns: { _ in },
          row: { _ in
            gate.wait()
            throw CancellationError()
          })
      }
    }
    self.connection = connection
    self.gate = gate
    let id = id
    try await Eventually.holds("a thread that waits in a write") {
      try await server.sql(
        "SELECT STATE FROM information_schema.PROCESSLIST WHERE ID = \(id)"
      ).output.hasPrefix("Writing to net")
    }
  }

  private func end() async {
    gate.signal()
    _ = await reading.result
    await connection.close()
  }
}

extension TestMariaDB {
  /// A connection of this process, over the Unix socket.
  func connection(user: String) -> MySQLConnection {
    MySQLConnection(
      MySQLConnector(
        address: MySQLAddress(endpoint: .socket(path: socket), tls: .disabled),
        limits: TimeLimits(answer: .seconds(120)), trace: nil),
      Credentials(user: user))
  }
}
