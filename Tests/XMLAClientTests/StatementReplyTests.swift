import SessionControl
import Testing

@testable import XMLAClient

@Suite struct StatementReplyTests {
  private static let cancelled = error(3_239_837_698, "Server: The operation has been cancelled.")

  private static func error(_ code: UInt32, _ text: String) -> ServerMessage {
    ServerMessage(severity: .error, code: XMLACode(code), text: text)
  }

  private func end(
    _ results: [[ServerMessage]], fault: [ServerMessage]? = nil, text: String = "x",
    isOurTimeout: Bool = false
  ) throws -> StatementCancellation.End {
    var reply = Reply()
    reply.results = results.map {
      Reply.Result(content: .empty, hasException: !$0.isEmpty, messages: $0)
    }
    reply.fault = fault.map { Reply.Fault(errors: $0) }
    return StatementReply(reply, to: try CommandText(text), isOurTimeout: isOurTimeout).end("cube")
  }

  @Test("The cancel's code is an interruption as a fault, after rows, and in one of several results")
  func interrupted() throws {
    let word = "0xC11C0002: Server: The operation has been cancelled."
    let expected = StatementCancellation.End.interrupted(QueryInterrupted(detail: word))
    #expect(try end([], fault: [Self.cancelled]) == expected)
    #expect(try end([[Self.cancelled]]) == expected)
    #expect(try end([[], [Self.cancelled]]) == expected)
  }

  @Test("A timeout is the command timeout where we asked for it, and else the server's own")
  func timeouts() throws {
    let word = Self.error(3_238_789_169, "timed out")
    #expect(
      try end([], fault: [word], isOurTimeout: true)
        == .timedOut(QueryInterrupted(detail: "0xC10C0031: timed out")))
    guard case .failed(let error) = try end([], fault: [word]) else {
      Issue.record("no failure")
      return
    }
    #expect(error.code == .serverRefused)
  }

  @Test("A lost session ran nothing; a reply without a result tells nothing")
  func lost() throws {
    guard case .failed(let error) = try end([], fault: [Self.error(3_238_789_130, "not found")]),
      case .failed(let empty) = try end([])
    else {
      Issue.record("no failure")
      return
    }
    #expect(error.code == .sessionLost)
    #expect(empty.code == .protocolViolation)
    #expect(try end([[]]) == .completed)
  }

  @Test("A Batch's failures have their numbers, where there is a result for each command")
  func batch() throws {
    let failure = Self.error(3_238_658_054, "no such database")
    let batch = "<Batch Transaction='false'><A/><B/><C/></Batch>"
    guard case .failed(let error) = try end([[], [failure], [failure]], text: batch),
      case .failed(let merged) = try end([[], [failure]], text: batch)
    else {
      Issue.record("no failure")
      return
    }
    #expect(error.message.hasPrefix("command 2, 3 of the Batch's 3 failed: "))
    #expect(error.detail?.contains("command 3: 0xC10A0006: no such database") == true)
    #expect(error.hint?.hasSuffix("what ran of it stays") == true)
    #expect(merged.message.hasPrefix("result 2 of the Batch's 2 failed: "))
  }
}
