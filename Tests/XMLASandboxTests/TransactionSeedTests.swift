import Testing

@testable import XMLASandbox

/// Seed "Managing Transactions (XMLA)", sentence by sentence, on the model.
struct TransactionSeedTests {
  /// One session on HR, and what others see of its database.
  private struct Subject {
    var fixture = ModelFixture()
    var session: Int

    init() {
      session = fixture.open(as: fixture.administrator, database: "HR").index
    }

    mutating func begin() { fixture.model.beginTransaction(inSession: session, at: fixture.now) }
    mutating func commit() throws { try fixture.model.commitTransaction(inSession: session, at: fixture.now) }
    mutating func rollback() throws { try fixture.model.rollbackTransaction(inSession: session) }
    mutating func put(_ value: String) {
      fixture.model.change("HR", inSession: session, at: fixture.now) { $0.entries["k"] = value }
    }

    var count: Int { fixture.model.transactions[session]?.referenceCount ?? 0 }
    var own: String? { fixture.model.content(of: "HR", inSession: session).entries["k"] }
    /// As another session sees it.
    var committed: String? { fixture.model.content(of: "HR", inSession: 999).entries["k"] }
  }

  @Test(
    """
    "creates an implicit transaction for an XMLA command if the BeginTransaction command does not specify the start of \
    a transaction", "always commits an implicit transaction if the command succeeds"
    """)
  func implicitSuccess() throws {
    var subject = Subject()
    subject.put("a")
    #expect(subject.count == 0)
    #expect(subject.fixture.model.transactions[subject.session] != nil)
    #expect(subject.committed == nil)
    subject.fixture.model.commitImplicitTransaction(ofSession: subject.session, at: subject.fixture.now)
    #expect(subject.committed == "a")
    #expect(subject.fixture.model.transactions.isEmpty)
  }

  @Test("\"and rolls back an implicit transaction if the command fails\"")
  func implicitFailure() throws {
    var subject = Subject()
    subject.put("a")
    subject.fixture.model.endImplicitTransaction(ofSession: subject.session)
    #expect(subject.committed == nil)
    #expect(subject.own == nil)
  }

  @Test(
    """
    "only commits an explicit transaction if a CommitTransaction command is sent, and rolls back an explicit \
    transaction if a RollbackTransaction command is sent"
    """)
  func explicit() throws {
    var subject = Subject()
    subject.begin()
    subject.put("a")
    // Neither the end of a command nor its failure touches it.
    subject.fixture.model.commitImplicitTransaction(ofSession: subject.session, at: subject.fixture.now)
    subject.fixture.model.endImplicitTransaction(ofSession: subject.session)
    #expect(subject.count == 1)
    #expect(subject.own == "a")
    #expect(subject.committed == nil)
    try subject.commit()
    #expect(subject.committed == "a")

    subject.begin()
    subject.put("b")
    try subject.rollback()
    #expect(subject.committed == "a")
  }

  @Test(
    """
    "rolls back both implicit and explicit transactions if the current session ends before the active transaction \
    completes"
    """, arguments: [true, false])
  func sessionEnds(_ isExplicit: Bool) {
    var subject = Subject()
    if isExplicit { subject.begin() }
    subject.put("a")
    subject.fixture.model.endSession(subject.session)
    #expect(subject.committed == nil)
    #expect(subject.fixture.model.transactions.isEmpty)
    #expect(subject.fixture.model.locks.isEmpty)
  }

  @Test(
    """
    "only one active transaction is maintained per session", "each BeginTransaction command increments the reference \
    count by one, while each CommitTransaction command decrements the reference count by one"
    """)
  func referenceCount() throws {
    var subject = Subject()
    #expect(subject.count == 0)
    subject.begin()
    let number = subject.fixture.model.transactions[subject.session]?.number
    subject.put("a")
    subject.begin()
    subject.begin()
    #expect(subject.count == 3)
    #expect(subject.fixture.model.transactions[subject.session]?.number == number)
    try subject.commit()
    #expect(subject.count == 2)
    try subject.commit()
    #expect(subject.count == 1)
    #expect(subject.committed == nil)
    try subject.commit()
    #expect(subject.count == 0)
    #expect(subject.committed == "a")
  }

  @Test(
    """
    "a single RollbackTransaction command rolls back the active transaction, no matter how many BeginTransaction \
    commands or CommitTransaction commands were sent, and sets the transaction reference count to zero"
    """, arguments: 1...4)
  func rollback(_ begins: Int) throws {
    var subject = Subject()
    for _ in 0..<begins { subject.begin() }
    subject.put("a")
    if begins > 1 { try subject.commit() }
    try subject.rollback()
    #expect(subject.count == 0)
    #expect(subject.own == nil)
  }

  @Test(
    """
    "If there is no active transaction […] a CommitTransaction command results in an error", "a RollbackTransaction \
    command results in an error"
    """)
  func zero() throws {
    var subject = Subject()
    #expect(throws: SandboxFault.self) { try subject.commit() }
    #expect(throws: SandboxFault.self) { try subject.rollback() }
    subject.begin()
    try subject.commit()
    #expect(throws: SandboxFault.self) { try subject.commit() }
    subject.begin()
    try subject.rollback()
    #expect(throws: SandboxFault.self) { try subject.rollback() }
  }

  /// The table of facts/xmla.md a.6, written down once more and independently.
  private struct Oracle {
    var count = 0
    var committed = 0
    var pending = 0

    /// - Returns: whether the step is no error.
    mutating func take(_ step: Int) -> Bool {
      switch step {
      case 0:
        count += 1
        return true
      case 1 where count == 0, 2 where count == 0: return false
      case 1:
        count -= 1
        if count == 0 {
          committed += pending
          pending = 0
        }
        return true
      case 2:
        count = 0
        pending = 0
        return true
      default:
        if count == 0 { committed += 1 } else { pending += 1 }
        return true
      }
    }
  }

  @Test("Any sequence of steps ends where the table says", arguments: 0..<40)
  func sequences(_ seed: Int) {
    let mixer = Mixer(seed: UInt64(seed))
    var subject = Subject()
    var oracle = Oracle()
    for position in 0..<60 {
      let step = Int(mixer.bits(stream: 1, index: position) % 4)
      let isRight = oracle.take(step)
      var failed = false
      do {
        switch step {
        case 0: subject.begin()
        case 1: try subject.commit()
        case 2: try subject.rollback()
        default:
          let sum = Int(subject.own ?? "0") ?? 0
          subject.put(String(sum + 1))
          subject.fixture.model.commitImplicitTransaction(ofSession: subject.session, at: subject.fixture.now)
        }
      } catch { failed = true }
      #expect(failed != isRight)
      #expect(subject.count == oracle.count)
      #expect(Int(subject.committed ?? "0") == oracle.committed)
      #expect(Int(subject.own ?? "0") == oracle.committed + oracle.pending)
    }
  }
}
