import SessionControl
import Synchronization
import TestSupport
import Testing
import XMLAClient

/// A session for statements by this package's own Swift API: what the shell builds on.
@Suite(.startsServers) struct XMLASessionTests {
  private func session(_ url: String, _ id: String? = nil) throws -> XMLASession {
    XMLASession(
      target: "cube", address: XMLAAddress(url: url, isPrivate: true), credentials: Credentials(),
      limits: TimeLimits(), settings: SessionSettings(session: id.map { SessionReference(id: $0) }),
      trace: nil)
  }

  private func run(_ session: XMLASession, _ text: String, _ limits: RunLimits = RunLimits()) async throws
    -> Int
  {
    let rows = Mutex(0)
    try await session.command(text, limits: limits).execute { event in
      if case .row = event { rows.withLock { $0 += 1 } }
    } progress: { _ in
    }
    return rows.withLock { $0 }
  }

  private static func document(_ name: String) -> String {
    "<\(name) xmlns=\"http://schemas.microsoft.com/analysisservices/2003/engine\"/>"
  }

  @Test("The count follows the steps, in verbs and in documents; a step at zero is refused before it is sent")
  func count() async throws {
    try await TestServers.withSandbox { url in
      let session = try session(url)
      #expect(!session.isOpen)
      try await session.open()
      #expect(session.isOpen)
      for verb in [TransactionVerb.commit, .rollback] {
        let refusal = await #expect(throws: ControlError.self) { try await session.transact(verb) }
        #expect(refusal?.code == .refused)
      }
      #expect(try await session.transact(.begin) == .open)
      _ = try await run(session, Self.document("BeginTransaction"))
      #expect(session.transactionCount == 2)
      #expect(try await session.transact(.commit) == .open)
      #expect(session.transactionCount == 1)
      let batch =
        "<Batch xmlns=\"http://schemas.microsoft.com/analysisservices/2003/engine\" Transaction=\"false\">"
        + "<RollbackTransaction/><CommitTransaction/><BeginTransaction/></Batch>"
      // The commit in it fails.
      await #expect(throws: ControlError.self) { _ = try await run(session, batch) }
      #expect(session.transactionCount == 1)
      #expect(try await session.transact(.rollback) == .none)
      #expect(session.transactionCount == 0)
      await session.close()
      #expect(!session.isOpen)
    }
  }

  @Test("A session that somebody ended is lost: nothing is run, and its transaction is gone")
  func lost() async throws {
    try await TestServers.withSandbox { url in
      let session = try session(url)
      try await session.open()
      _ = try await session.transact(.begin)
      let id = try #require(session.connectionName)
      let cancel = try await Program.xmlactl("cancel", "session", id, "-t", url)
      #expect(cancel.status == 0)
      let error = await #expect(throws: ControlError.self) { _ = try await run(session, "ROWS 1") }
      #expect(error?.code == .sessionLost)
      #expect(error?.description.contains("0xC10C000A") == true)
      #expect(!session.isOpen)
      #expect(session.transactionCount == 0)
      await session.close()
    }
  }

  @Test("Cancelled by somebody who ended the session too: that is known at once")
  func ended() async throws {
    try await TestServers.withSandbox("--sessions", "0") { url in
      let session = try session(url)
      try await session.open()
      let id = try #require(session.connectionName)
      let task = Task { _ = try await run(session, "WAIT") }
      try await Eventually.holds("the statement") {
        try await Program.xmlactl("commands", "-t", url).output.contains("WAIT")
      }
      _ = try await Program.xmlactl("cancel", "session", id, "-t", url)
      let failure = await #expect(throws: RunFailure.self) { try await task.value }
      guard case .interrupted = failure else {
        Issue.record("\(String(describing: failure))")
        return
      }
      #expect(!session.isOpen)
    }
  }

  @Test("After a soft cancel the next statement works, after a hard one in a session of others too")
  func usable() async throws {
    try await TestServers.withSandbox { url in
      let own = try session(url)
      try await own.open()
      let soft = await #expect(throws: RunFailure.self) {
        _ = try await run(own, "WAIT", RunLimits(command: .milliseconds(200)))
      }
      #expect(soft?.leavesConnectionClosed == false)
      #expect(try await run(own, "ROWS 3") == 3)

      let other = try session(url, own.connectionName)
      try await other.open()
      _ = try await own.transact(.begin)
      let hard = await #expect(throws: RunFailure.self) {
        _ = try await run(other, "WAIT", RunLimits(command: .milliseconds(200), cancellation: .immediate))
      }
      #expect(hard == .commandTimeoutExpired(cause: nil))
      #expect(other.isOpen)
      #expect(other.leftover == own.connectionName.map({ Leftover.session($0) }))
      try await Eventually.holds("the next statement") { (try? await run(other, "ROWS 2")) == 2 }
      await other.close()
      #expect(own.transactionCount == 1)
      #expect(try await own.transact(.commit) == .none, "a session of others is not ended")
      await own.close()
    }
  }

  @Test("A hard cancel ends an own session, and its transaction")
  func hard() async throws {
    try await TestServers.withSandbox("--fault", "cancel-ignored") { url in
      let session = try session(url)
      try await session.open()
      _ = try await session.transact(.begin)
      let id = try #require(session.connectionName)
      let started = ContinuousClock.now
      await #expect(throws: RunFailure.commandTimeoutExpired(cause: nil)) {
        _ = try await run(
          session, "WAIT", RunLimits(command: .milliseconds(200), cancellation: .after(.milliseconds(200))))
      }
      #expect(ContinuousClock.now - started < .seconds(5))
      #expect(session.leftover == .endedSession(id))
      #expect(!session.isOpen)
      #expect(session.transactionCount == 0)
      let next = await #expect(throws: ControlError.self) { _ = try await run(session, "ROWS 1") }
      #expect(next?.code == .sessionLost)
    }
  }

  @Test("A transaction that somebody else began in the session is known when it is opened")
  func others() async throws {
    try await TestServers.withSandbox { url in
      let own = try session(url)
      try await own.open()
      _ = try await own.transact(.begin)
      _ = try await own.transact(.begin)
      let other = try session(url, own.connectionName)
      try await other.open()
      #expect(other.transactionCount == 1, "at least")
      #expect(try await other.transact(.commit) == .open)
      #expect(other.transactionCount == 1)
      #expect(try await other.transact(.commit) == .none)
      #expect(other.transactionCount == 0)
      await own.close()
    }
  }

  @Test("Without explicit sessions there are no transactions, and that is said")
  func implicit() async throws {
    try await TestServers.withSandbox("--begin-session", "none") { url in
      let session = try session(url)
      try await session.open()
      #expect(session.notice != nil)
      #expect(session.connectionName == nil)
      #expect(try await run(session, "ROWS 1") == 1)
      let refusal = await #expect(throws: ControlError.self) { try await session.transact(.begin) }
      #expect(refusal?.code == .refused)
      await session.close()
    }
  }
}
