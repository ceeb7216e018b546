import Foundation
import SessionControl
import Synchronization
import Testing
import XMLAClient

@testable import XMLASandbox

/// Cancels of commands that are over in no time: between the last look and the Cancel the next one of the session may
/// have begun. What is claimed is compared with what the model says was hit.
struct ShortCommandTests {
  private static let tries = ProcessInfo.processInfo.environment["XMLACTL_TRIES"].flatMap { Int($0) } ?? 60

  @Test("A cancel that hit the next command never says that it hit the one that was meant")
  func race() async throws {
    let records = Mutex<[CancelRecord]>([])
    var configuration = SandboxConfiguration(sessionCount: 12)
    configuration.traits.succession.churn = SandboxDuration("40ms")
    configuration.onCancel = { record in records.withLock { $0.append(record) } }
    var (meant, next, told, gone, falseClaims) = (0, 0, 0, 0, 0)
    try await TestServer.run(configuration) { server in
      let backend = XMLABackend(
        target: "short", address: XMLAAddress(url: server.url.absoluteString, isPrivate: true),
        credentials: Credentials(), limits: TimeLimits(), trace: nil)
      for _ in 0..<Self.tries {
        guard let victim = try await backend.look(at: CancelRequest(.spid(1001)), database: nil),
          case .send = CancelDecision.judge(victim.request, victim: victim, demands: CancelGuard(on: .xmla))
        else {
          gone += 1
          continue
        }
        records.withLock { $0 = [] }
        guard case .accepted(_, let hit) = try await backend.cancel(victim, terms: CancelTerms()) else {
          gone += 1
          continue
        }
        let start = victim.sessions.first?.commandStartTime.flatMap(ServerTime.nanoseconds)
        let hits = records.withLock { $0.flatMap(\.hits) }
        let isMeant = hits.contains { $0.command.flatMap { ServerTime.nanoseconds($0.start) } == start }
        switch (isMeant, hit) {
        case (true, .meant), (true, .uncertain): meant += 1
        case (false, .uncertain), (false, .next): told += 1
        case (true, .next), (true, nil), (false, .meant), (false, nil): falseClaims += 1
        }
        if !isMeant { next += 1 }
      }
      await backend.close()
    }
    print(
      "short commands: \(meant) hit as meant, \(next) hit the next one, of which \(told) told so, "
        + "\(gone) over before the cancel, \(falseClaims) false claims")
    #expect(falseClaims == 0)
    #expect(meant + told + gone == Self.tries)
  }
}
