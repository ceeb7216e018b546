import Foundation
import TestSupport
import Testing

/// `run --transaction` where the server leaves a step of the transaction without the answer that it should have.
@Suite(.startsServers) struct TransactionFaultTests {
  /// What the server says to the last step.
  private enum Last: Sendable {
    case silence
    case end
    case error(Int, isOpen: Bool)
  }

  /// - Parameters:
  ///   - failing: a statement that fails, so that the last step is a rollback.
  ///   - body: gets the run, and its server.
  private func with(
    _ last: Last, failing: Bool, _ options: [String] = [],
    _ body: (BackgroundRun, RogueServer) async throws -> Void
  ) async throws {
    let talk: @Sendable (RogueTalk) throws -> Void = { talk in
      try talk.letIn()
      try talk.identity(askedBy: try talk.statement())
      while true {
        switch try talk.statement() {
        case "SELECT nothing": try talk.error(1054, "Unknown column", state: "42S22")
        case "COMMIT" where !failing, "ROLLBACK" where failing:
          switch last {
          case .silence: try talk.silence()
          case .end: return
          case .error(let code, let isOpen):
            try talk.error(code, "no")
            // What it says of the transaction comes with the next answer.
            _ = try talk.statement()
            if isOpen { try talk.okInTransaction() } else { try talk.ok() }
          }
        case "ROLLBACK": try talk.ok()
        default: try talk.okInTransaction()
        }
      }
    }
    try await ScratchFolder.with { scratch in
      try await RogueServer.with(.talks(talk)) { server in
        let words =
          [
            Program.path("xmlactl"), "run", "--transaction", "-t",
            "mysql://ops@127.0.0.1:\(server.port)/?tls=disabled",
            failing ? "DO 1; SELECT nothing" : "DO 1; DO 2",
          ] + options
        try await body(BackgroundRun(words, in: scratch.path), server)
        // Whatever was answered, nothing was sent twice.
        #expect(server.receivedText.split(separator: "COMMIT").count <= 2)
      }
    }
  }

  @Test("A commit whose answer is lost is claimed neither way")
  func lostCommit() async throws {
    for (last, options) in [(Last.end, []), (.silence, ["--timeout", "1s"])] {
      try await with(last, failing: false, options) { run, _ in
        let result = try await run.end()
        #expect(result.status == 69)
        #expect(result.errorLines.count == 1, "\(result.errors)")
        #expect(result.errors.contains("the commit may have been sent, and no answer to it was read"))
        #expect(result.errors.contains("look at the data whether it was committed"))
        #expect(!result.errors.contains("rolled back") && !result.errors.contains("committed;"))
      }
    }
  }

  @Test(
    "A commit that the server refuses is rolled back; when it took the transaction with it nothing is claimed"
  )
  func refusedCommit() async throws {
    try await with(.error(1180, isOpen: true), failing: false) { run, _ in
      let result = try await run.end()
      #expect(result.status == 69)
      #expect(result.errors.contains("error 1180"))
      #expect(result.errors.contains("rolled back; no transaction is open any more"), "\(result.errors)")
    }
    try await with(.error(1213, isOpen: false), failing: false) { run, server in
      let result = try await run.end()
      #expect(result.status == 69)
      #expect(result.errors.contains("error 1213"))
      #expect(
        result.errors.contains("no transaction is open any more; whether it was committed is not known"),
        "\(result.errors)")
      #expect(!server.receivedText.contains("ROLLBACK"))
    }
  }

  @Test("Ctrl-C while the commit is on its way does not stop it; a second one leaves, and nothing is claimed")
  func impatientCommit() async throws {
    try await with(.silence, failing: false) { run, server in
      try await Eventually.holds("the commit") { server.receivedText.contains("COMMIT") }
      try await run.signal("INT")
      try await run.says("waiting for the answer to the commit; Ctrl-C again leaves without it")
      try await run.signal("INT")
      let result = try await run.end()
      #expect(result.status == 130)
      #expect(result.errors.contains("the commit was sent and not answered yet; look at the data"))
    }
  }

  @Test("A rollback that fails, or is not answered, is not told as one")
  func failedRollback() async throws {
    for (last, options) in [(Last.end, []), (.silence, ["--timeout", "1s"])] {
      try await with(last, failing: true, options) { run, _ in
        let result = try await run.end()
        #expect(result.status == 65, "the status is that of the failure")
        #expect(result.errorLines.count == 2)
        #expect(result.errors.contains("the rollback itself failed"), "\(result.errors)")
        #expect(!result.errors.contains("rolled back"))
      }
    }
  }

  @Test("After SIGTERM a rollback is waited for, and not for long")
  func rollbackAfterTermination() async throws {
    try await with(.silence, failing: true) { run, server in
      try await Eventually.holds("the rollback") { server.receivedText.contains("ROLLBACK") }
      let started = ContinuousClock.now
      try await run.signal("TERM")
      let result = try await run.end()
      #expect(ContinuousClock.now - started < .seconds(20), "an answer has thirty")
      #expect(result.status == 65)
      #expect(
        result.errors.contains("the rollback was not answered in time, and is not waited for"),
        "\(result.errors)")
    }
  }
}
