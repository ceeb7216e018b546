import Synchronization
import TestSupport
import Testing

/// A server that misbehaves in the middle of a kill: no claim goes beyond what was seen.
@Suite(.startsServers) struct FaultKillTests {
  private typealias Answer = @Sendable (RogueTalk) throws -> Void

  /// What a rogue answers at each step; an honest server would answer the same by default.
  private struct Answers: Sendable {
    var look: Answer = { try Self.thread($0) }
    var kill: Answer = { try $0.ok() }
    /// A look after the KILL: the thread is gone.
    var lookAgain: Answer = { talk in
      try talk.columns(Self.names)
      try talk.endOfRows()
    }

    static let names = ["ID", "USER", "HOST", "DB", "COMMAND", "TIME", "STATE", "INFO", "QUERY_ID"]

    /// One row: thread 7 of anna.
    static func thread(_ talk: RogueTalk) throws {
      try talk.columns(names)
      try talk.row(row)
      try talk.endOfRows()
    }

    static let row = ["7", "anna", "localhost", "app", "Query", "5", "Sending data", "SELECT 1", "42"]

    var talk: Answer {
      { [self] talk in
        try talk.letIn(offers: .localInfile)
        var isKilled = false
        while true {
          let sql = try talk.statement()
          if sql.hasPrefix("KILL") {
            isKilled = true
            try kill(talk)
          } else if sql.contains("PROCESSLIST") {
            try isKilled ? lookAgain(talk) : look(talk)
          } else {
            try talk.identity(askedBy: sql)
          }
        }
      }
    }
  }

  private static let command = ["kill", "query", "7", "--wait", "3s"]

  /// - Returns: how many KILLs the rogue got.
  @discardableResult
  private func fails(
    _ answers: Answers, status: Int32, says texts: String...,
    sourceLocation: SourceLocation = #_sourceLocation
  ) async throws -> Int {
    try await FaultCheck.with { check in
      try await RogueServer.with(.talks(answers.talk)) { server in
        let result = try await check.fails(
          Self.command, on: "mysql://ops@127.0.0.1:\(server.port)/?tls=disabled", status: status,
          sourceLocation: sourceLocation)
        for text in texts {
          #expect(result.errors.contains(text), "\(result.errors)", sourceLocation: sourceLocation)
        }
        #expect(!server.receivedText.contains(FaultCheck.password), sourceLocation: sourceLocation)
        return server.receivedText.split(separator: "KILL QUERY").count - 1
      }
    }
  }

  @Test("The rogue that does nothing wrong is believed: the other tests fail for their own reason")
  func honest() async throws {
    try await FaultCheck.with { check in
      try await RogueServer.with(.talks(Answers().talk)) { server in
        let result = try await check.run(
          Self.command, on: "mysql://ops@127.0.0.1:\(server.port)/?tls=disabled")
        #expect(result.status == 0, "\(result.errors)")
        #expect(result.output.contains("thread 7: seen to have stopped"))
      }
    }
  }

  @Test("A KILL without an answer may have been carried out: that is said, and it is not sent again")
  func unanswered() async throws {
    let unread = "the KILL may have been carried out, and no answer to it was read"
    let again = "list the sessions again before you kill"
    let broken = try await fails(
      Answers(kill: { _ in throw RogueTalk.Ended() }), status: 69, says: unread, "the connection broke", again
    )
    #expect(broken == 1)
    let silent = try await fails(
      Answers(kill: { try $0.silence() }), status: 69, says: unread, "no answer within 1.0s", again)
    #expect(silent == 1)
    let garbage = try await fails(Answers(kill: { try $0.packet([]) }), status: 69, says: unread, again)
    #expect(garbage == 1)
  }

  @Test("An error's text can't forge lines or drive the terminal")
  func escapes() async throws {
    try await fails(
      Answers(kill: { try $0.error(1105, "\u{1B}[2Jgone\nthread 7: seen to have stopped") }), status: 69,
      says: "\\u{1b}[2Jgone\\nthread 7: seen")
    try await fails(
      Answers(look: { try $0.error(1105, "\u{9B}2J\u{202E}") }), status: 69, says: "\\u{9b}2J\\u{202e}",
      "nothing was cancelled")
  }

  @Test("A thread is gone only by a look that worked: an answer without rows, a break, an error are none")
  func unseenEnd() async throws {
    let claim = "the cancel was accepted, and then a look failed: "
    try await fails(Answers(lookAgain: { try $0.ok() }), status: 76, says: claim, "without a result")
    try await fails(
      Answers(lookAgain: { _ in throw RogueTalk.Ended() }), status: 69, says: claim, "the connection broke")
    try await fails(
      Answers(lookAgain: { try $0.silence() }), status: 69, says: claim, "no answer within 1.0s")
    try await fails(Answers(lookAgain: { try $0.error(1227, "no") }), status: 77, says: claim, "error 1227")
  }

  @Test(
    "Where KILL takes no condition a plain one follows, after a look that shows the same thread; and that is said"
  )
  func noCondition() async throws {
    let kills = Mutex(0)
    let refuseFirst: Answer = { talk in
      let count = kills.withLock {
        $0 += 1
        return $0
      }
      try count % 2 == 1 ? talk.error(1064, "You have an error near 'IF('", state: "42000") : talk.ok()
    }
    let same: Answer = { talk in
      guard kills.withLock({ $0 % 2 == 0 }) else { return try Answers.thread(talk) }
      try talk.columns(Answers.names)
      try talk.endOfRows()
    }
    try await FaultCheck.with { check in
      try await RogueServer.with(.talks(Answers(kill: refuseFirst, lookAgain: same).talk)) { server in
        let result = try await check.run(
          Self.command, on: "mysql://ops@127.0.0.1:\(server.port)/?tls=disabled")
        #expect(result.status == 0, "\(result.errors)")
        #expect(result.output.contains("; by a plain KILL, since the server can't check a condition in it"))
        #expect(server.receivedText.contains("KILL QUERY ID 42"))
      }
    }
    let stranger: Answer = { talk in
      try talk.columns(Answers.names)
      try talk.row(["7", "bo"] + Answers.row.dropFirst(2))
      try talk.endOfRows()
    }
    let sent = try await fails(
      Answers(kill: refuseFirst, lookAgain: stranger), status: 5, says: "refused, user is 'bo', not 'anna'")
    #expect(sent == 1, "the plain one was not")
  }

  @Test("A look that shows more than one thread of an id, or never ends, kills nobody")
  func manyRows() async throws {
    let endless: Answer = { talk in
      try talk.columns(Answers.names)
      while true { try talk.row(Answers.row) }
    }
    let kills = try await fails(
      Answers(look: endless), status: 76, says: "nothing was cancelled", "several threads 7")
    #expect(kills == 0)
  }

  @Test("A KILL that is answered without an end is not waited for")
  func manyResults() async throws {
    try await fails(
      Answers(kill: { try $0.endlessOK() }), status: 76, says: "may have been carried out", "results")
  }

  @Test("A request for a local file gets nothing, whenever it comes")
  func localFile() async throws {
    try await FaultCheck.with { check in
      // The file that the rogue would like best.
      let ask: Answer = { talk in
        try talk.packet([0xFB] + Array("\(check.folder.path)/password".utf8))
        try talk.silence()
      }
      for answers in [Answers(look: ask), Answers(kill: ask), Answers(lookAgain: ask)] {
        try await RogueServer.with(.talks(answers.talk)) { server in
          let result = try await check.run(
            Self.command, on: "mysql://ops@127.0.0.1:\(server.port)/?tls=disabled")
          #expect([69, 76].contains(result.status), "\(result.errors)")
          #expect(result.errorLines.count == 1)
          #expect(result.output == "")
          #expect(!server.receivedText.contains(FaultCheck.password))
        }
      }
      let list: Answer = { talk in
        try talk.letIn(offers: .localInfile)
        _ = try talk.statement()
        try ask(talk)
      }
      try await RogueServer.with(.talks(list)) { server in
        let result = try await check.run(
          ["sessions"], on: "mysql://ops@127.0.0.1:\(server.port)/?tls=disabled")
        #expect([69, 76].contains(result.status), "\(result.errors)")
        #expect(result.errorLines.count == 1)
        #expect(!server.receivedText.contains(FaultCheck.password))
      }
    }
  }
}
