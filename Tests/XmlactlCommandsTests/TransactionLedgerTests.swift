import SessionControl
import Testing

@testable import XmlactlCommands

struct TransactionLedgerTests {
  private static let rolledBack = "rolled back; no transaction is open any more"

  @Test("As long as the transaction holds, a rollback undoes all, and nothing else is told")
  func whole() {
    var ledger = TransactionLedger()
    for line in [1, 4, 9] {
      let notice = ledger.succeeded(line, .none, isOpen: true)
      #expect(notice == nil)
    }
    #expect(ledger.line(.rolledBack(.none)) == Self.rolledBack)
  }

  @Test("What an implicit commit settled is not told as undone, and what came after it is")
  func settled() {
    var ledger = TransactionLedger()
    _ = ledger.succeeded(1, .none, isOpen: true)
    let notice = ledger.succeeded(2, .commits(by: "DROP TABLE"), isOpen: false)
    #expect(
      notice?.contains("line 2: the server committed the transaction implicitly, at DROP TABLE") == true)
    #expect(
      ledger.line(.rolledBack(.none))
        == "\(Self.rolledBack); nothing had run in it; lines 1 to 2 committed before, and not undone")
    _ = ledger.succeeded(5, .none, isOpen: true)
    #expect(
      ledger.line(.rolledBack(.none))
        == "\(Self.rolledBack); line 5 undone; lines 1 to 2 committed before, and not undone")
    #expect(
      ledger.line(.gone(.commits(by: "ALTER TABLE"))).hasSuffix(
        "at ALTER TABLE, also when that fails; line 5 committed; lines 1 to 2 committed before, and not undone"
      ))
  }

  @Test(
    "A definition that left the transaction open, as one that the server did not understand, settles nothing")
  func openAfterDefinition() {
    var ledger = TransactionLedger()
    let notice = ledger.succeeded(1, .commits(by: "FLUSH"), isOpen: true)
    #expect(notice == nil)
    #expect(ledger.line(.rolledBack(.none)) == Self.rolledBack)
  }

  @Test("Where a statement may have done anything, neither is claimed")
  func unknown() {
    var ledger = TransactionLedger()
    let notice = ledger.succeeded(3, .unknown, isOpen: false)
    #expect(notice?.contains("committed") == false)
    #expect(ledger.line(.rolledBack(.none)).contains("line 3 not undone: their transaction had ended before"))
    for end in [TransactionLedger.End.gone(.unknown), .goneAtCommit] {
      #expect(TransactionLedger().line(end).contains("not known: look at the data"))
    }
  }

  @Test("Of what was not seen a rollback is never told as done")
  func unseen() {
    let error = ControlError(.timedOut, "no answer", target: "db1")
    let session = Leftover.session("ID")
    for end in [
      TransactionLedger.End.rollbackFailed(error, session), .rollbackUnanswered(.connection("7")),
      .rollbackRefused(error), .lost(.none, nil), .lost(.none, session), .lost(.unknown, .implicitSession),
      .goneAtCommit,
    ] {
      let line = TransactionLedger().line(end)
      #expect(!line.contains("rolled back"), "\(line)")
      #expect(!line.contains("db1"), "the line begins with it: \(line)")
    }
    #expect(TransactionLedger().line(.lost(.none, session)).contains("'xmlactl rollback --session ID'"))
    #expect(TransactionLedger().line(.rolledBack(.unknown)).contains("no look was had"))
  }

  @Test(
    "A procedure may have committed and begun anew unseen: a rollback is not claimed for what ran before it")
  func opaque() {
    var ledger = TransactionLedger()
    #expect(ledger.succeeded(1, .none, isOpen: true) == nil)
    #expect(!ledger.line(.rolledBack(.none)).contains("procedure"))
    #expect(ledger.succeeded(2, .unknown, isOpen: true) == nil)
    #expect(
      ledger.line(.rolledBack(.none)).contains(
        "what ran before stays if the procedure at line 2 committed it"))
  }
}
