import Configuration
import Foundation
import MySQLClient
import SessionControl
import Synchronization
import TestSupport
import Testing

/// The seed "MySqlCommand Cancellation", sentence by sentence, by this package's own Swift API against real servers.
@Suite(.startsServers, .enabled(if: TestMariaDB.isInstalled, "\(TestMariaDB.missing)"))
struct SeedCancellationTests {
  @Test(
    "A soft cancellation instructs the MySQL Server to stop executing the command; the connection remains usable",
    arguments: TestSQLServer.available)
  func soft(_ kind: TestSQLServer) async throws {
    try await kind.with { server in
      let session = try server.session()
      let failure = try await server.failure(of: session, RunLimits(command: .milliseconds(300)))
      let cause = try #require(failure.cause)
      #expect(cause.detail.contains("1317"))
      try await Eventually.holds("the server has stopped") { try await !server.isRunning() }
      #expect(try await session.values("SELECT 7") == [[.integer(7)]])
      await session.close()
    }
  }

  @Test(
    "The KILL QUERY command has to be sent on a different network connection to the same MySQL server",
    arguments: TestSQLServer.available)
  func otherConnection(_ kind: TestSQLServer) async throws {
    try await kind.with { server in
      let lines = Mutex<[String]>([])
      let session = try server.session { line in lines.withLock { $0.append(line) } }
      _ = try await server.failure(of: session, RunLimits(command: .milliseconds(300)))
      let trace = lines.withLock { $0 }
      let kill = try #require(trace.first { $0.contains("KILL QUERY") })
      #expect(kill.hasPrefix("> KILL QUERY IF(@@server_u"), "it holds on the same server only")
      #expect(trace.filter { $0.hasPrefix("> connect ") }.count == 2)
      await session.close()
    }
  }

  @Test(
    "A hard cancellation is implemented by closing the connection; it is no longer usable after this",
    arguments: TestSQLServer.available)
  func hard(_ kind: TestSQLServer) async throws {
    try await kind.with { server in
      let session = try server.session()
      let limits = RunLimits(command: .milliseconds(300), cancellation: .immediate)
      let failure = try await server.failure(of: session, limits)
      #expect(failure == .commandTimeoutExpired(cause: nil))
      let later = await #expect(throws: ControlError.self) { _ = try await session.values("SELECT 7") }
      #expect(later?.code == .sessionLost)
      // MySQL looks after its clients now and then, and may have noticed.
      if kind == .mariadb { #expect(try await server.isRunning(), "the server goes on, and that is said") }
      try await server.killRest()
      await session.close()
    }
  }

  @Test(
    "The intent is to return control to the MySQL client if … the server isn't responding: hard after both timeouts"
  )
  func frozen() async throws {
    try await TestSQLServer.mariadb.with { server in
      let session = try server.session()
      let limits = RunLimits(command: .milliseconds(400), cancellation: .after(.milliseconds(300)))
      let task = try await server.running(in: session, limits).task
      try await server.frozen {
        let started = ContinuousClock.now
        let failure = await #expect(throws: RunFailure.self) { try await task.value }
        #expect(failure == .commandTimeoutExpired(cause: nil))
        #expect(ContinuousClock.now - started < .seconds(5))
      }
      try await server.killRest()
      await session.close()
    }
  }

  @Test(
    "MySqlCommand.Cancel … attempts a soft cancellation …: the method will throw QueryInterrupted",
    arguments: TestSQLServer.available)
  func cancelCommand(_ kind: TestSQLServer) async throws {
    try await kind.with { server in
      let session = try server.session()
      let (command, task) = try await server.running(in: session)
      command.cancel()
      let failure = await #expect(throws: RunFailure.self) { try await task.value }
      guard case .interrupted(let interruption) = failure else {
        Issue.record("\(String(describing: failure))")
        return
      }
      #expect(interruption.detail.contains("1317"))
      await session.close()
    }
  }

  @Test(
    "If the CancellationToken … is cancelled, … will throw an OperationCanceledException; its inner exception … QueryInterrupted",
    arguments: TestSQLServer.available)
  func cancelTask(_ kind: TestSQLServer) async throws {
    try await kind.with { server in
      let session = try server.session()
      let task = try await server.running(in: session).task
      task.cancel()
      let failure = await #expect(throws: RunFailure.self) { try await task.value }
      guard case .cancelled(let cause?) = failure else {
        Issue.record("\(String(describing: failure))")
        return
      }
      #expect(cause.detail.contains("1317"))
      #expect(try await session.values("SELECT 7") == [[.integer(7)]])
      await session.close()
    }
  }

  @Test(
    "If this timeout is not 0, then a soft cancellation will be attempted: CommandTimeoutExpired; its inner exception QueryInterrupted; 0 waits",
    arguments: TestSQLServer.available)
  func commandTimeout(_ kind: TestSQLServer) async throws {
    try await kind.with { server in
      let session = try server.session()
      let failure = try await server.failure(of: session, RunLimits(command: .milliseconds(200)))
      guard case .commandTimeoutExpired(let cause?) = failure else {
        Issue.record("\(failure)")
        return
      }
      #expect(cause.detail.contains("1317"))
      // Longer than the timeout before: with none the statement runs to its end.
      #expect(try await session.values("SELECT SLEEP(0.4)") == [[.integer(0)]])
      await session.close()
    }
  }

  @Test("A statement that swallows the interruption is told as just that", arguments: TestSQLServer.available)
  func swallowed(_ kind: TestSQLServer) async throws {
    try await kind.with { server in
      let session = try server.session()
      let failure = try await server.failure(
        of: session, RunLimits(command: .milliseconds(300)),
        sql: "SELECT BENCHMARK(4000000000, SHA2('x', 256))")
      #expect(failure == .endedAfterCancel(.commandTimeout))
      #expect(try await session.values("SELECT 7") == [[.integer(7)]], "the KILL does not hit the next one")
      await session.close()
    }
  }

  @Test("Somebody else's kill is told as that", arguments: TestSQLServer.available)
  func somebodyElse(_ kind: TestSQLServer) async throws {
    try await kind.with { server in
      let session = try server.session()
      let task = try await server.running(in: session).task
      try await server.killRest()
      let failure = await #expect(throws: RunFailure.self) { try await task.value }
      guard case .interrupted = failure else {
        Issue.record("\(String(describing: failure))")
        return
      }
      await session.close()
    }
  }

  @Test("Soft and hard cancellation work over TLS", arguments: [RunLimits.Cancellation.never, .immediate])
  func tls(_ cancellation: RunLimits.Cancellation) async throws {
    try await TestSQLServer.mariadb.with(tls: true) { server in
      let session = try server.session()
      #expect(try await session.values("SHOW STATUS LIKE 'Ssl_cipher'").first?.last?.text?.isEmpty == false)
      let failure = try await server.failure(
        of: session, RunLimits(command: .milliseconds(300), cancellation: cancellation))
      #expect((failure.cause != nil) == (cancellation == .never))
      if cancellation == .never { #expect(try await session.values("SELECT 7") == [[.integer(7)]]) }
      try await server.killRest()
      await session.close()
    }
  }

  @Test("Rows under way do not keep a cancelled statement from ending, and the connection stays")
  func streaming() async throws {
    try await TestSQLServer.mariadb.with { server in
      let session = try server.session()
      let command = session.command(
        "SELECT a.*, '\(server.mark)' FROM information_schema.collations a, information_schema.collations b, "
          + "information_schema.collations c", limits: RunLimits())
      let rows = Mutex(0)
      let failure = await #expect(throws: RunFailure.self) {
        try await command.execute { event in
          guard case .row = event else { return }
          rows.withLock { $0 += 1 }
          if rows.withLock({ $0 }) == 1_000 { command.cancel() }
        } progress: { _ in
        }
      }
      guard case .interrupted = failure else {
        Issue.record("\(String(describing: failure))")
        return
      }
      #expect(try await session.values("SELECT 7") == [[.integer(7)]])
      await session.close()
    }
  }
}

extension RunFailure {
  /// The server's own word that it stopped the statement, where it said so.
  fileprivate var cause: QueryInterrupted? {
    switch self {
    case .interrupted(let cause): cause
    case .commandTimeoutExpired(let cause), .cancelled(let cause): cause
    case .endedAfterCancel: nil
    }
  }
}
