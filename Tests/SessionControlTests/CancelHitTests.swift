import SessionControl
import Testing

struct CancelHitTests {
  private static let first = "2026-11-28T17:03:11.123Z"
  private static let second = "2026-11-28T17:03:11.200Z"

  private func victim(
    _ request: CancelRequest = CancelRequest(.spid(17)), start: String, status: SessionStatus = .active
  ) -> Victim {
    Victim(
      request: request,
      sessions: [
        Session(id: "A", spid: 17, status: status, commandStartTime: start, statement: "EVALUATE \(start)")
      ])
  }

  @Test("No other command since: the one that was meant")
  func meant() {
    let before = victim(start: Self.first)
    #expect(CancelHit.judge(before, after: victim(start: Self.first, status: .cancelled)) == .meant)
    #expect(CancelHit.judge(before, after: victim(start: Self.first, status: .idle)) == .meant)
    #expect(CancelHit.judge(before, after: nil) == .meant)
  }

  @Test("Another command that is marked as cancelled: that one")
  func next() {
    let hit = CancelHit.judge(
      victim(start: Self.first), after: victim(start: Self.second, status: .cancelled))
    #expect(hit == .next(statement: "EVALUATE \(Self.second)"))
    #expect(hit?.reservation == nil)
  }

  @Test("Another command that runs or has run: nobody can tell", arguments: [SessionStatus.active, .idle])
  func uncertain(_ status: SessionStatus) {
    let hit = CancelHit.judge(victim(start: Self.first), after: victim(start: Self.second, status: status))
    #expect(hit == .uncertain)
    #expect(hit?.reservation?.contains("is not known") == true)
  }

  @Test("Who ends a whole session means whatever it runs")
  func session() {
    let before = victim(CancelRequest(.session("A")), start: Self.first)
    #expect(CancelHit.judge(before, after: victim(start: Self.second)) == nil)
  }
}
