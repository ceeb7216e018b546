import SessionControl
import Testing

@Suite("Who waits for whom, from a list of locks")
struct LockWaitTests {
  private func lock(
    _ spid: UInt64, _ mask: LockType, _ status: Lock.Status, on object: String? = "A", at second: Int? = nil
  ) -> Lock {
    Lock(
      spid: spid, object: object, objectID: object, type: mask.description, mask: mask, status: status,
      startTime: second.map { "2026-09-30T09:00:\($0 < 10 ? "0" : "")\($0)Z" })
  }

  private func edges(_ locks: [Lock]) -> [String] {
    LockWait.infer(from: locks).map {
      "\($0.waiter.spid)→\($0.holder?.spid ?? 0)\($0.isPossible ? "?" : "")"
    }
  }

  @Test("Processing waits in commit-write for a long query's commit-read")
  func processing() throws {
    let locks = [lock(21734, .commitRead, .granted), lock(21735, .commitWrite, .waiting)]
    #expect(edges(locks) == ["21735→21734"])
    let wait = try #require(LockWait.infer(from: locks).first)
    #expect(wait.waiter.lock == "commit-write")
    #expect(wait.holder?.lock == "commit-read")
    #expect(wait.object == "A")
  }

  @Test("All later queries queue behind the one that waits to commit")
  func queue() {
    let locks = [
      lock(1, .commitRead, .granted, at: 1), lock(2, .commitWrite, .waiting, at: 2),
      lock(3, .commitRead, .waiting, at: 3), lock(4, .commitRead, .waiting, at: 4),
    ]
    #expect(edges(locks) == ["2→1", "3→2?", "4→2?"])
  }

  @Test("If the conflicts leave no holder, all who hold something on the object are possible")
  func possible() {
    #expect(
      edges([
        lock(1, .read, .granted), lock(2, .commitAbortable, .granted), lock(3, .session, .waiting),
      ]) == ["3→1?", "3→2?"])
    // Asked for earlier, but nobody knows when.
    #expect(
      edges([
        lock(1, .commitRead, .granted), lock(2, .commitWrite, .waiting), lock(3, .commitRead, .waiting),
      ]) == ["2→1", "3→1?"])
  }

  @Test("Other objects, the session's own locks and what is only granted block nobody")
  func apart() {
    #expect(edges([lock(1, .write, .granted, on: "A"), lock(2, .write, .waiting, on: "B")]) == [])
    #expect(edges([lock(1, .write, .granted), lock(1, .commitWrite, .waiting)]) == [])
    #expect(edges([lock(1, .write, .granted), lock(2, .write, .granted)]) == [])
    #expect(edges([lock(1, .write, .granted, on: nil), lock(2, .write, .waiting, on: nil)]) == [])
  }

  @Test("Two that wait for each other on two objects are both edges")
  func deadlock() {
    #expect(
      edges([
        lock(1, .write, .granted, on: "A"), lock(2, .write, .granted, on: "B"),
        lock(2, .write, .waiting, on: "A"), lock(1, .write, .waiting, on: "B"),
      ]) == ["2→1", "1→2"])
  }

  @Test("A filter keeps what hangs together with somebody who is meant, and nothing else")
  func related() {
    func wait(_ waiter: UInt64, _ holder: UInt64) -> LockWait {
      LockWait(waiter: .init(spid: waiter), holder: .init(spid: holder))
    }
    let waits = [wait(2, 1), wait(3, 2), wait(5, 4), wait(6, 4)]
    func kept(_ spid: UInt64) -> [[UInt64]] {
      LockWait.related(waits) { _, party in party.spid == spid }.map {
        [$0.waiter.spid, $0.holder?.spid ?? 0]
      }
    }
    #expect(kept(3) == [[2, 1], [3, 2]])
    #expect(kept(6) == [[5, 4], [6, 4]])
    #expect(kept(7) == [])
    let unseen = LockWait(waiter: .init(spid: 8), holder: nil, object: "A")
    #expect(LockWait.related(waits + [unseen]) { _, party in party.spid == 8 }.map(\.waiter.spid) == [8])
    #expect(unseen.name == "")
    #expect(unseen.commonValues.count == LockWait.commonKeys.count)
    #expect(unseen.commonValues[1] == .null)
  }
}
