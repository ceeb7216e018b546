import SessionControl
import Testing

@Suite("The tree of who blocks whom")
struct BlockingForestTests {
  /// Waits as `waiter holder` pairs; a `?` makes one possible, a waiter alone has a holder that can't be seen.
  private func waits(_ text: String) -> [LockWait] {
    text.split(separator: ",").map { pair in
      let numbers = pair.split { !$0.isNumber }.compactMap { UInt64($0) }
      return LockWait(
        waiter: .init(spid: numbers[0]), holder: numbers.count > 1 ? .init(spid: numbers[1]) : nil,
        object: "A",
        isPossible: pair.contains("?"))
    }
  }

  private func drawn(_ waits: [LockWait]) -> [String] {
    BlockingForest(waits).lines.map { line in
      line.branch + String(line.party.spid) + (line.behind > 0 ? " +\(line.behind)" : "")
        + (line.isPossible ? " possible" : "") + (line.note.map { " (\($0.rawValue))" } ?? "")
    }
  }

  @Test("Nobody waits: no line")
  func empty() { #expect(drawn([]).isEmpty) }

  @Test("Roots hold and wait for nobody; each says how many are behind it")
  func chain() {
    #expect(drawn(waits("2 1, 3 2, 4 2, 5 1")) == ["1 +4", "├─ 2 +2", "│  ├─ 3", "│  └─ 4", "└─ 5"])
  }

  @Test("The root with the most behind it comes first, then the smaller SPID")
  func order() {
    #expect(drawn(waits("9 1, 8 2, 7 2, 6 3")) == ["2 +2", "├─ 8", "└─ 7", "1 +1", "└─ 9", "3 +1", "└─ 6"])
  }

  @Test("Who waits for two stands below both, and what waits for it below the first")
  func twoHolders() {
    #expect(
      drawn(waits("3 1, 3 2, 4 3"))
        == ["1 +2", "└─ 3 +1", "   └─ 4", "2 +2", "└─ 3 +1 (see above)"])
  }

  @Test("Possible holders are marked, and count after the sure ones")
  func possible() {
    #expect(drawn(waits("2 1?, 3 1")) == ["1 +2", "├─ 3", "└─ 2 possible"])
    #expect(drawn(waits("2 1?, 2 1")) == ["1 +1", "└─ 2"])
  }

  @Test("Who waits for somebody that can't be seen is a root, and not one to cancel")
  func unseen() {
    #expect(drawn(waits("3")) == ["3 (holder not visible)"])
    #expect(drawn(waits("3, 3")) == ["3 (holder not visible)"])
    #expect(drawn(waits("3, 4 3, 2 1")) == ["1 +1", "└─ 2", "3 +1 (holder not visible)", "└─ 4"])
    #expect(BlockingForest(waits("3, 4 3, 2 1")).lines.map(\.name) == ["1", "", "", ""])
    // A holder that is seen tells more.
    #expect(drawn(waits("3, 3 1")) == ["1 +1", "└─ 3"])
    #expect(drawn(waits("3, 3 4, 4 3")) == ["3 +1", "└─ 4 +1", "   └─ 3 +1 (deadlock)"])
  }

  @Test("A holder that no session has is told, and is nothing to cancel")
  func noSession() {
    #expect(drawn(waits("3 0")) == ["0 +1 (no session, see XA RECOVER)", "└─ 3"])
    #expect(BlockingForest(waits("3 0")).lines.map(\.name) == ["", ""])
  }

  @Test("Waiting twice for the same session is one line")
  func twice() { #expect(drawn(waits("2 1, 2 1")) == ["1 +1", "└─ 2"]) }

  @Test("A circle ends where it closes")
  func cycle() {
    #expect(drawn(waits("1 2, 2 1")) == ["1 +1", "└─ 2 +1", "   └─ 1 +1 (deadlock)"])
    #expect(
      drawn(waits("1 2, 2 3, 3 1")) == ["1 +2", "└─ 3 +2", "   └─ 2 +2", "      └─ 1 +2 (deadlock)"])
    #expect(drawn(waits("1 1")) == [])
  }

  @Test("The tree of a circle begins in the circle, not at what hangs on it")
  func cycleWithTail() {
    // 2 and 5 wait for each other; 1 waits for 2, and 3 for 1.
    #expect(
      drawn(waits("3 1, 1 2, 2 5, 5 2"))
        == ["2 +3", "├─ 1 +1", "│  └─ 3", "└─ 5 +3", "   └─ 2 +3 (deadlock)"])
    // One circle waits for another.
    #expect(
      drawn(waits("1 2, 2 1, 1 8, 8 9, 9 8")).first == "8 +3")
  }

  @Test("A circle behind a root hangs on the root")
  func cycleBehindRoot() {
    #expect(
      drawn(waits("2 1, 3 2, 2 3")) == ["1 +2", "└─ 2 +1", "   └─ 3 +1", "      └─ 2 +1 (deadlock)"])
  }

  @Test("A queue of thousands does not overflow the stack")
  func deep() {
    let queue = (1..<3_000).map { number in
      LockWait(waiter: .init(spid: UInt64(number + 1)), holder: .init(spid: UInt64(number)))
    }
    let lines = BlockingForest(queue).lines
    #expect(lines.count == 3_000)
    #expect(lines.first?.behind == 2_999)
  }

  @Test("Whatever the graph: it ends, each wait is one line, each waiter has one, and roots wait for nobody")
  func anyGraph() {
    var random = Numbers(state: 42)
    for size in 2..<40 {
      for _ in 0..<20 {
        let count = Int(random.next() % UInt64(size * 2)) + 1
        let waits = (0..<count).map { _ in
          LockWait(
            waiter: .init(spid: random.next() % UInt64(size) + 1),
            holder: .init(spid: random.next() % UInt64(size) + 1), isPossible: random.next() % 4 == 0)
        }
        let distinct = Set(
          waits.map { [$0.waiter.spid, $0.holder?.spid ?? 0] }.filter { $0[0] != $0[1] })
        let lines = BlockingForest(waits).lines
        #expect(lines.filter(\.isWaiting).count == distinct.count)
        #expect(Set(lines.filter(\.isWaiting).map(\.party.spid)) == Set(distinct.map { $0[0] }))
        #expect(Set(lines.map(\.party.spid)) == Set(distinct.flatMap(\.self)))
        let waiters = Set(distinct.map { $0[0] })
        let free = Set(distinct.map { $0[1] }).subtracting(waiters)
        #expect(free.isSubset(of: Set(lines.filter(\.isRoot).map(\.party.spid))))
        #expect(lines.filter { !$0.name.isEmpty }.count == lines.filter(\.isRoot).count)
      }
    }
  }

  /// The same numbers in each run (xorshift).
  private struct Numbers {
    var state: UInt64

    mutating func next() -> UInt64 {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return state >> 11
    }
  }
}
