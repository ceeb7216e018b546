internal import SessionControl

/// Asks the server, over one more connection, to stop the statement of a session: "the `KILL QUERY` command has to be
/// sent on a different network connection to the same MySQL server" (seed "MySqlCommand Cancellation").
struct SoftCancel: Sendable {
  /// How often to connect where a balancer answers with another server (MySqlConnector's number).
  static let tries = 10

  let connector: MySQLConnector
  let credentials: Credentials
  /// The server and the connection that the statement runs on.
  let server: ServerIdentity

  /// Asks until the task is cancelled: servers were seen to lose a KILL QUERY that meets a procedure between two of
  /// its statements, and one that can't be reached may come back.
  ///
  /// The session runs nothing else while this goes on, so a late KILL finds it idle, which does nothing
  /// (facts/mysql.md 3).
  ///
  /// - Parameter mayKill: asked right before each KILL; false ends it.
  func run(mayKill: @Sendable () -> Bool, _ report: @Sendable (SoftCancelProgress) -> Void) async {
    var connection: MySQLConnection?
    var wasTaken = false
    defer { if let connection { Task { await connection.close() } } }
    while !Task.isCancelled {
      do {
        let open: MySQLConnection
        if let connection { open = connection } else { open = try await connectToSameServer() }
        connection = open
        guard mayKill() else { return }
        _ = try await open.rows("KILL QUERY \(server.guarded(server.connectionID))")
        wasTaken = true
        report(.taken)
      } catch let refusal as OtherServer {
        return report(.refused(refusal.error))
      } catch let failure as MySQLFailure {
        // It has ended since it took the first one.
        if wasTaken { return report(.taken) }
        // Nothing but an answer of the server's own comes here, and it won't change.
        return report(.refused(failure.whileRunning(elapsed: .zero, limits: connector.limits)))
      } catch let error as ControlError {
        connection = nil
        report(.failed(error))
      } catch {
        return
      }
      try? await Task.sleep(for: .milliseconds(500))
    }
  }

  /// Only other servers answered.
  private struct OtherServer: Error {
    let error: ControlError
  }

  private func connectToSameServer() async throws -> MySQLConnection {
    var differences: [Difference] = []
    for _ in 0..<Self.tries {
      try Task.checkCancellation()
      let connection = MySQLConnection(connector, credentials)
      differences = server.differences(to: try await connection.identity())
      if differences.isEmpty { return connection }
      await connection.close()
    }
    let what = differences.map(\.description).joined(separator: ", ")
    throw OtherServer(
      error: ControlError(
        .refused,
        "\(Self.tries) times another server answered (\(what)), as behind a balancer; nothing was killed there",
        hint: "the statement goes on; name the server itself as target"))
  }
}
