import Foundation
import TestSupport
import Testing

/// Servers whose replies are not what the protocol says.
@Suite(.startsServers) struct FaultReplyTests {
  struct Reply: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var status: Int32
    var says: String
    /// What follows the login and the first statement.
    var talk: @Sendable (RogueTalk) throws -> Void
  }

  private static let row = ["7", "anna", "localhost", "app", "Query", "5", "", "SELECT 1"]
  private static let names = ["Id", "User", "Host", "db", "Command", "Time", "State", "Info"]

  static let replies = [
    Reply(testDescription: "breaks off in a row", status: 69, says: "the connection broke") { talk in
      try talk.columns(names)
      try talk.row(row)
      try talk.send([0x40, 0, 0, 12, 1, 0x37])
    },
    Reply(testDescription: "breaks off after a row", status: 69, says: "incomplete") { talk in
      try talk.columns(names)
      try talk.row(row)
    },
    Reply(testDescription: "breaks off in the columns", status: 69, says: "the connection broke") { talk in
      try talk.packet([8])
      try talk.packet(RogueTalk.column("Id"))
    },
    Reply(testDescription: "breaks off before an answer", status: 69, says: "the connection broke") { _ in },
    Reply(testDescription: "garbage for an answer", status: 76, says: "can't be read") { talk in
      try talk.packet([0x42, 0x13, 0x37])
      for _ in 0..<200 { try talk.packet((0..<50).map { UInt8(truncatingIfNeeded: $0 &* 37) }) }
    },
    Reply(testDescription: "a packet with the wrong number", status: 69, says: "the connection broke") {
      talk in
      try talk.send([1, 0, 0, 77, 8])
    },
    Reply(testDescription: "a value longer than its row", status: 76, says: "can't be read") { talk in
      try talk.columns(names)
      // 200 bytes are told, and one is there.
      try talk.packet([200, 0x37])
      try talk.silence()
    },
    Reply(testDescription: "a value of 2^64 bytes", status: 76, says: "can't be read") { talk in
      try talk.columns(names)
      try talk.packet([0xFE] + [UInt8](repeating: 0xFF, count: 8) + [0x37])
      try talk.silence()
    },
    Reply(testDescription: "2^60 columns", status: 76, says: "can't be read") { talk in
      try talk.packet([0xFE, 0, 0, 0, 0, 0, 0, 0, 0x10])
      for _ in 0..<20 { try talk.packet(RogueTalk.column("Id")) }
      try talk.endOfRows()
      try talk.silence()
    },
    Reply(testDescription: "columns that are none", status: 76, says: "can't be read") { talk in
      try talk.packet([2])
      try talk.packet([0xFE] + [UInt8](repeating: 0xFF, count: 8))
      try talk.packet([0xFC, 0xFF, 0xFF])
      try talk.endOfRows()
      try talk.silence()
    },
    Reply(testDescription: "an answer to another question", status: 76, says: "look with --trace") { talk in
      try talk.columns(["answer"])
      try talk.row(["42"])
      try talk.endOfRows()
      try talk.silence()
    },
    Reply(testDescription: "OK and nothing else", status: 76, says: "look with --trace") { talk in
      try talk.ok()
      try talk.silence()
    },
    Reply(
      testDescription: "an error with terminal escapes", status: 69,
      says: "\\u{1b}]0;owned\\u{7}\\u{1b}[2J\\nxmlactl: all is well"
    ) { talk in
      try talk.error(1105, "\u{1B}]0;owned\u{7}\u{1B}[2J\nxmlactl: all is well")
      try talk.silence()
    },
  ]

  @Test("One line and a status, for listing and kill", arguments: replies)
  func bad(_ reply: Reply) async throws {
    let talk: @Sendable (RogueTalk) throws -> Void = { talk in
      try talk.letIn()
      _ = try talk.statement()
      try reply.talk(talk)
    }
    try await FaultCheck.with { check in
      try await RogueServer.with(.talks(talk)) { server in
        let target = "mysql://ops@127.0.0.1:\(server.port)/?tls=disabled"
        for command in [["sessions", "-o", "ndjson"], ["kill", "query", "7", "--wait", "5s"]] {
          try await check.fails(command, on: target, status: reply.status, says: reply.says, hasOutput: true)
        }
        // Whatever came, nothing was killed upon it.
        #expect(!server.receivedText.contains("KILL"))
      }
    }
  }
}
