import SessionControl
import TestSupport
import Testing

/// The reference count against the table that it was written from, and the seed's sentences on it.
struct TransactionCountTests {
  @Test("On any walk the count is what the table says, at each step, and so is what the step does")
  func walks() {
    let table = TransactionTable()
    for seed in 0..<300 {
      let walk = TransactionWalk(seed: UInt64(seed), length: 100)
      var count = TransactionCount()
      var expected = 0
      for (index, step) in walk.steps.enumerated() {
        let before = expected
        switch step {
        case .put: continue
        case .endSession:
          let outcome = table.endSession(at: before)
          let rolledBack = count.endSession()
          expected = outcome.count ?? before
          #expect(rolledBack == outcome.rollsBack, "\(walk.to(index))")
        case .take(let verb):
          let outcome = Self.outcome(table, verb, before)
          let effect = count.effect(of: verb)
          #expect(effect == Self.effect(verb, outcome, before), "\(walk.to(index))")
          // What the server refuses is not counted.
          if effect != nil { count.take(verb) }
          expected = outcome.count ?? before
        }
        #expect(count.value == expected, "\(walk.to(index))")
        if count.value != expected { return }
      }
    }
  }

  private static func outcome(
    _ table: TransactionTable, _ verb: TransactionVerb, _ count: Int
  ) -> TransactionTable.Outcome {
    switch verb {
    case .begin: table.begin(at: count)
    case .commit: table.commit(at: count)
    case .rollback: table.rollback(at: count)
    }
  }

  private static func effect(
    _ verb: TransactionVerb, _ outcome: TransactionTable.Outcome, _ before: Int
  ) -> TransactionCount.Effect? {
    guard outcome.count != nil else { return nil }
    if outcome.commits { return .commits }
    if outcome.rollsBack { return .rollsBack }
    return verb == .begin && before == 0 ? .begins : .counts
  }

  @Test("The table is read as it is written")
  func table() {
    let table = TransactionTable()
    #expect(table.begin(at: 0).count == 1)
    #expect(table.commit(at: 0).count == nil)
    #expect(table.rollback(at: 0).count == nil)
    #expect(table.endSession(at: 0) == .init(count: 0))
    #expect(table.commit(at: 1) == .init(count: 0, commits: true))
    #expect(table.begin(at: 5).count == 6)
    #expect(table.commit(at: 5) == .init(count: 4))
    #expect(table.rollback(at: 5) == .init(count: 0, rollsBack: true))
    #expect(table.endSession(at: 5) == .init(count: 0, rollsBack: true))
  }

  @Test(
    """
    "each BeginTransaction command increments the reference count by one, while each CommitTransaction command \
    decrements the reference count by one"
    """, arguments: 1...5)
  func counts(_ begins: Int) {
    var count = TransactionCount()
    for expected in 1...begins {
      #expect(count.effect(of: .begin) == (expected == 1 ? .begins : .counts))
      count.take(.begin)
      #expect(count.value == expected)
    }
    for expected in (0..<begins).reversed() {
      #expect(count.effect(of: .commit) == (expected == 0 ? .commits : .counts))
      count.take(.commit)
      #expect(count.value == expected)
    }
  }

  @Test(
    """
    "a single RollbackTransaction command rolls back the active transaction, no matter how many BeginTransaction \
    commands or CommitTransaction commands were sent, and sets the transaction reference count to zero"
    """, arguments: 1...5)
  func rollback(_ begins: Int) {
    var count = TransactionCount()
    for _ in 1...begins { count.take(.begin) }
    if begins > 1 { count.take(.commit) }
    #expect(count.effect(of: .rollback) == .rollsBack)
    count.take(.rollback)
    #expect(count.value == 0)
  }

  @Test(
    """
    "If there is no active transaction […] a CommitTransaction command results in an error", "a RollbackTransaction \
    command results in an error": nothing is sent
    """)
  func zero() {
    var count = TransactionCount()
    #expect(count.effect(of: .commit) == nil)
    #expect(count.effect(of: .rollback) == nil)
    count.take(.begin)
    count.take(.commit)
    #expect(count.effect(of: .commit) == nil)
  }

  @Test(
    """
    "rolls back both implicit and explicit transactions if the current session ends before the active transaction \
    completes", "If the current session does not have an active transaction, the transaction reference count is set to \
    zero"
    """)
  func sessionEnds() {
    var count = TransactionCount()
    let hadNone = count.endSession()
    #expect(!hadNone)
    count.take(.begin)
    count.take(.begin)
    let hadOne = count.endSession()
    #expect(hadOne)
    #expect(count.value == 0)
  }
}
