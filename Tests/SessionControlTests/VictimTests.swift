import Testing

@testable import SessionControl

@Suite("What a cancel would hit")
struct VictimTests {
  @Test("The summary tells who, from where, on what, in which state, for how long and with which statement")
  func running() {
    #expect(
      victim(of: .spid(17), sampleSession()).summary
        == "app from 10.0.0.5:40112 on shop, active for 4.0s, 'SELECT 1'")
  }

  @Test("An idle session is told by how long it has been idle")
  func idle() {
    let session = sampleSession {
      $0.status = .idle
      $0.idleMilliseconds = 187_000
      $0.statement = nil
    }
    #expect(
      victim(of: .session("17"), session).summary == "app from 10.0.0.5:40112 on shop, idle for 3m07s")
  }

  @Test("What is not known is left out")
  func unknown() {
    let session = Session(id: "A", database: "", status: .blocked, statement: "")
    #expect(victim(of: .session("A"), session).summary == "blocked")
    #expect(
      victim(of: .connection(9), connection: sampleConnection()).summary == "OLAP\\ann from 10.0.0.7:51000")
  }

  @Test("Several sessions are counted")
  func several() {
    #expect(
      victim(of: .connection(9), connection: sampleConnection(), sampleSession(), sampleSession()).summary
        == "app from 10.0.0.5:40112 on shop, 2 sessions")
  }

  @Test("No name and no statement can break the line or drive the terminal")
  func nasty() {
    let session = sampleSession {
      $0.user = "a\nb"
      $0.host = "\u{1B}[2J"
      $0.database = "\u{202E}x"
      $0.statement = "SELECT\n\t1" + String(repeating: " + 1", count: 100)
      $0.elapsedMilliseconds = .max
    }
    let statement = "SELECT 1" + String(repeating: " + 1", count: 12) + " + "
    #expect(
      victim(of: .spid(17), session).summary
        == "a\\nb from \\u{1b}[2J on \\u{202e}x, active for 106751991167d07h, '\(statement.prefix(59))…'")
  }

  @Test("The connection that the sessions share is known without its row")
  func connectionID() {
    #expect(victim(of: .connection(9), connection: sampleConnection(), sampleSession()).connectionID == 9)
    #expect(victim(of: .spid(17), sampleSession()).connectionID == 17)
    #expect(victim(of: .spid(17)).connectionID == nil)
  }

  @Test("No status of a server can drive the terminal")
  func foreignStatus() {
    let session = Session(id: "A", status: .other("\u{9B}2J"))
    let one = victim(of: .session("A"), session)
    #expect(one.summary == "\\u{9b}2J")
    #expect(CancelProgress.judge(one, now: one) == .stillThere("it is \\u{9b}2J"))
  }
}
