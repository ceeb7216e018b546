import TestSupport
import Testing

/// A MySQL server that falls silent, at every step of the way: listing and kill end within their timeout.
@Suite(.startsServers) struct FaultSilenceTests {
  /// Where it falls silent.
  enum Moment: String, CaseIterable, Sendable {
    case beforeGreeting, withinGreeting, afterGreeting, beforeServerHello, withinServerHello, afterTLS,
      afterLogin
    case withinRow
  }

  private static let commands = [["sessions"], ["kill", "query", "7", "--wait", "5s"]]

  private func talk(_ moment: Moment, _ folder: String) -> @Sendable (RogueTalk) throws -> Void {
    { talk in
      let greeting = RogueTalk.greeting(offers: .tls)
      switch moment {
      case .beforeGreeting: break
      case .withinGreeting: try talk.send([UInt8(greeting.count), 0, 0, 0] + greeting.dropLast(9))
      case .afterGreeting: try talk.packet(greeting)
      case .beforeServerHello:
        try talk.packet(greeting)
        try talk.packet()
      case .withinServerHello:
        try talk.packet(greeting)
        try talk.packet()
        // The head of a handshake record of 122 bytes, and the first bytes of its ServerHello.
        try talk.send([0x16, 3, 3, 0, 122, 2, 0, 0, 118, 3, 3])
      case .afterTLS:
        try talk.packet(greeting)
        try talk.packet()
        try talk.startTLS(folder)
        try talk.packet()
      case .afterLogin:
        try talk.letIn()
        _ = try talk.statement()
      case .withinRow:
        try talk.letIn()
        _ = try talk.statement()
        try talk.columns(["Id", "User"])
        try talk.send([6, 0, 0, 4, 1])
      }
      try talk.silence()
    }
  }

  @Test("It ends when its time is up, and says whether there was a connection", arguments: Moment.allCases)
  func silent(_ moment: Moment) async throws {
    try await FaultCheck.with { check in
      if moment == .afterTLS { try await TestMariaDB.makeCertificates(in: check.folder.path) }
      try await RogueServer.with(.talks(talk(moment, check.folder.path))) { server in
        let mode = moment == .afterLogin || moment == .withinRow ? "disabled" : "required"
        let target = "mysql://ops@127.0.0.1:\(server.port)/?tls=\(mode)"
        for command in Self.commands {
          let started = ContinuousClock.now
          switch moment {
          case .afterLogin, .withinRow:
            try await check.fails(command, on: target, status: 69, says: "no answer within 1.0s")
          default:
            try await check.fails(
              command, on: target, status: 75, says: "no connection within 1.0s", "try again")
          }
          #expect(ContinuousClock.now - started < .seconds(10), "a timeout of one second")
          #expect(!server.receivedText.contains(FaultCheck.password))
        }
      }
    }
  }
}
