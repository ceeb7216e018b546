import SessionControl
import TestSupport
import Testing

/// The pure reference count predicts what a server does, step by step. Everything else in these tests goes through
/// curl: none of it is counted by the code under test.
@Suite(.startsServers) struct TransactionWalkTests {
  /// What the count lets expect of a database with one entry.
  private struct Prediction {
    var count = TransactionCount()
    var committed: Int?
    var own: Int?

    /// - Returns: whether the server takes it.
    mutating func take(_ step: TransactionWalk.Step) -> Bool {
      switch step {
      case .put(let value):
        own = value
        // An implicit transaction, committed with its command.
        if count.value == 0 { committed = value }
      case .endSession:
        if count.endSession() { own = committed }
      case .take(let verb):
        guard let effect = count.effect(of: verb) else { return false }
        count.take(verb)
        switch effect {
        case .begins, .counts: break
        case .commits: committed = own
        case .rollsBack: own = committed
        }
      }
      return true
    }
  }

  private static let engine = "http://schemas.microsoft.com/analysisservices/2003/engine"
  private static let xmla = "urn:schemas-microsoft-com:xml-analysis"
  private static let get = "<Statement>GET k</Statement>"

  private static func request(_ step: TransactionWalk.Step, in session: String) -> RawXMLA.Request {
    switch step {
    case .take(let verb):
      let name =
        switch verb {
        case .begin: "BeginTransaction"
        case .commit: "CommitTransaction"
        case .rollback: "RollbackTransaction"
        }
      return RawXMLA.Request("<\(name) xmlns=\"\(engine)\"/>", header: RawXMLA.header(session))
    case .put(let value):
      return RawXMLA.Request("<Statement>PUT k \(value)</Statement>", header: RawXMLA.header(session))
    case .endSession:
      return RawXMLA.Request(
        "<Statement/>",
        header: "<EndSession xmlns=\"\(xmla)\" SessionId=\"\(session)\"/>")
    }
  }

  private func open(_ url: String) async throws -> String {
    let reply = try await RawXMLA.execute(
      "<Statement/>", header: "<BeginSession xmlns=\"\(Self.xmla)\"/>", catalog: "HR", at: url)
    return String(try #require(reply.firstMatch(of: /SessionId="([^"]+)"/)?.output.1))
  }

  private static func value(in reply: String) -> Int? {
    reply.firstMatch(of: /<value>(\d+)<\/value>/).flatMap { Int($0.output.1) }
  }

  @Test("On any walk the server takes and refuses what the count says, and what is committed is what it says")
  func walks() async throws {
    try await TestServers.withSandbox("--sessions", "0") { url in
      var prediction = Prediction()
      for seed in 0..<14 {
        let walk = TransactionWalk(seed: UInt64(seed), length: 150)
        // A session ends where the walk says so, and at its end; the next one is another.
        var first = 0
        while first < walk.steps.count {
          let last =
            walk.steps[first...].firstIndex(of: .endSession) ?? walk.steps.count - 1
          let session = try await open(url)
          // After each step, what this session sees, and what others see.
          let requests = walk.steps[first...last].flatMap { step in
            [
              Self.request(step, in: session),
              step == .endSession
                ? RawXMLA.Request("<Statement/>")
                : RawXMLA.Request(Self.get, header: RawXMLA.header(session)),
              RawXMLA.Request(Self.get, catalog: "HR"),
            ]
          }
          let replies = try await RawXMLA.execute(requests, at: url)
          try #require(replies.count == requests.count, "\(walk)")
          for (offset, step) in walk.steps[first...last].enumerated() {
            let isTaken = prediction.take(step)
            let reply = replies[3 * offset]
            let wasTaken = reply.contains("xml-analysis:empty\"") && !reply.contains("Fault")
            let hasFault = reply.contains("<Error ErrorCode=") || reply.contains("faultcode")
            let committed = Self.value(in: replies[3 * offset + 2])
            let own = step == .endSession ? prediction.own : Self.value(in: replies[3 * offset + 1])
            let isRight =
              wasTaken == isTaken && hasFault != isTaken && committed == prediction.committed
              && own == prediction.own
            guard isRight else {
              Issue.record(
                """
                after \(walk.to(first + offset)): expected \(prediction), taken: \(isTaken); seen: \(own ?? -1), \
                by others \(committed ?? -1): \(reply)
                """)
              return
            }
          }
          if walk.steps[last] != .endSession {
            // The walk is over; what is open ends with its session.
            _ = prediction.take(.endSession)
            _ = try await RawXMLA.execute([Self.request(.endSession, in: session)], at: url)
          }
          first = last + 1
        }
      }
      let after = try await RawXMLA.execute(Self.get, catalog: "HR", at: url)
      #expect(Self.value(in: after) == prediction.committed)
    }
  }
}
