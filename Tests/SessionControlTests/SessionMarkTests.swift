import Testing

@testable import SessionControl

struct SessionMarkTests {
  private static let id = "0B0C8A6E-0000-4000-8000-00000000002A"
  private static let start = "2026-11-28T17:03:11.123Z"

  private func mark(
    _ id: String = id, start: String? = start, count: UInt64? = 12, statement: String? = "EVALUATE Sales"
  ) -> SessionMark {
    SessionMark(sessionID: id, commandStart: start, commandCount: count, statement: statement)
  }

  private func session(
    _ id: String = id, start: String? = start, count: UInt64? = 12, status: SessionStatus = .active,
    statement: String? = "EVALUATE Sales"
  ) -> Session {
    let counts = Row(shape: RowShape(keys: ["command_count"]), values: [Value(count)])
    return Session(
      id: id, spid: 1001, user: "anna", status: status, commandStartTime: start, statement: statement,
      extras: counts)
  }

  @Test("The form is a contract: it is kept in files and pipes")
  func form() throws {
    let text = mark().description
    #expect(text == "\(text.prefix(6))-4wtvrlavne8-c")
    #expect(text.prefix(6).allSatisfy { $0.isASCII && ($0.isNumber || $0.isLowercase) })
    #expect(SessionMark(text[...]) == mark())
    let unknown = mark(start: nil, count: nil)
    #expect(unknown.description.hasSuffix("-0"))
    #expect(SessionMark(unknown.description[...]) == unknown)
  }

  @Test(
    "Nothing else is a mark",
    arguments: ["", "a", "abcdef", "abcdef-", "ABCDEF-1", "abcdef-1-2-3", "abcde-1", "abcdef--1"])
  func others(_ text: String) { #expect(SessionMark(text[...]) == nil) }

  @Test("A GUID is the same however it is written")
  func guid() {
    #expect(mark("{\(Self.id.lowercased())}") == mark())
    #expect(mark("0B0C8A6E-0000-4000-8000-00000000002B").session != mark().session)
  }

  @Test("The command that was listed is no difference, and another one is")
  func commands() {
    let mark = mark()
    #expect(mark.difference(to: session(), scope: .command) == nil)
    for other in [
      session(start: "2026-11-28T17:03:11.124Z"), session(start: nil), session(start: nil, count: nil),
      session("0B0C8A6E-0000-4000-8000-00000000002B"),
    ] {
      #expect(mark.difference(to: other, scope: .command) != nil)
      #expect(mark.difference(to: other, scope: .session) != nil)
    }
  }

  @Test(
    "A command that has ended leaves nothing to cancel; a session that went on meanwhile is another state")
  func idle() {
    let later = session(start: "2026-11-28T17:04:00Z", count: 13, status: .idle)
    #expect(mark().difference(to: later, scope: .command) == nil)
    #expect(mark().difference(to: later, scope: .session) != nil)
    #expect(mark().difference(to: session(status: .idle), scope: .session) == nil)
  }

  @Test("What was never told can't differ; whole seconds and milliseconds are compared as such")
  func coarse() {
    #expect(mark(start: nil).difference(to: session(), scope: .command) == nil)
    #expect(mark(start: nil).difference(to: session(count: 13), scope: .command) != nil)
    #expect(mark(start: nil, count: nil).isVague)
    #expect(mark(start: "2026-11-28T17:03:11Z", count: nil).isVague)
    #expect(!mark(count: nil).isVague)
    for (text, isSame) in [("11Z", true), ("12Z", false), ("11.1234567Z", true), ("11.1244567Z", false)] {
      let now = session(start: "2026-11-28T17:03:" + text)
      #expect((mark().difference(to: now, scope: .command) == nil) == isSame, "\(text)")
    }
  }

  @Test("Servers that tell whole seconds start several commands in one: then the count tells")
  func counted() {
    let whole = "2026-11-28T17:03:11Z"
    let mark = mark(start: whole)
    #expect(mark.difference(to: session(start: whole), scope: .command) == nil)
    #expect(mark.difference(to: session(start: whole, count: 13), scope: .command) != nil)
    #expect(mark.difference(to: session(start: whole, count: nil), scope: .command) != nil)
    let batch = "<Batch xmlns=\"http://schemas.microsoft.com/analysisservices/2003/engine\"/>"
    #expect(mark.difference(to: session(start: whole, count: 13, statement: batch), scope: .command) != nil)
    // A start that tells more tells for itself, whatever is counted.
    #expect(self.mark().difference(to: session(count: 13), scope: .command) == nil)
  }

  @Test("A connection is marked by whose it is, from where, and since when")
  func connections() throws {
    func connection(_ user: String = "anna", start: String = Self.start) -> Connection {
      Connection(id: 101, user: user, host: "10.0.0.5", startTime: start)
    }
    let mark = SessionMark(of: connection())
    #expect(mark.isSame(as: connection()))
    #expect(!mark.isSame(as: connection("bo")))
    #expect(!mark.isSame(as: connection(start: "2026-11-28T18:00:00.5Z")))
    #expect(try CancelRequest.connection("101/\(mark)", on: .xmla).mark == mark)
  }

  @Test("The parts of a Batch may be counted one after the other")
  func batch() {
    let text = "<Batch xmlns=\"http://schemas.microsoft.com/analysisservices/2003/engine\"/>"
    let mark = mark(statement: text)
    #expect(mark.commandCount == nil)
    #expect(mark.difference(to: session(count: 99, statement: text), scope: .command) == nil)
  }

  @Test("An id says what it was listed or opened with, in any order of need")
  func references() throws {
    let mark = mark()
    let marked = try SessionReference("\(Self.id)/\(mark)")
    #expect(marked == SessionReference(id: Self.id, mark: mark))
    let text = "\(Self.id)/\(mark)@ARRAffinity=a%2Fb@SERVERID=n1"
    let full = try SessionReference(text)
    #expect(full.affinity.map(\.value) == ["a/b", "n1"])
    #expect(full.description == text)
    // An id of a server may have either character itself.
    #expect(try SessionReference("a/b@c").id == "a/b@c")
    #expect(throws: ControlError.self) { try SessionReference("/\(mark)") }
  }

  @Test("Only cookies of balancers go into an id: any other may be a login")
  func cookies() {
    #expect(AffinityCookie(name: "SERVERID", value: "n1") != nil)
    #expect(AffinityCookie(name: "BIGipServerpool", value: "1.2.0000") != nil)
    for name in [".ASPXAUTH", "FedAuth", "JSESSIONID", "serverid"] {
      #expect(AffinityCookie(name: name, value: "n1") == nil)
    }
    #expect(AffinityCookie(name: "SERVERID", value: "") == nil)
    #expect(AffinityCookie(name: "SERVERID", value: String(repeating: "x", count: 300)) == nil)
  }

  @Test("A SPID takes a mark, and strictly nothing else")
  func spids() throws {
    let request = try CancelRequest.spid("1001/\(mark())", on: .xmla)
    #expect(request.subject == .spid(1001))
    #expect(request.mark == mark())
    #expect(request.isUnique && !request.isBare)
    #expect(try !CancelRequest.spid("1001", on: .xmla).isUnique)
    for text in ["1001/", "1001/x", "/\(mark())", "1001/\(mark())x-y-z", "+1001/\(mark())"] {
      #expect(throws: ControlError.self, "\(text)") { try CancelRequest.spid(text, on: .xmla) }
    }
    #expect(throws: ControlError.self) { try CancelRequest.spid("1001/\(mark())", on: .mysql) }
  }
}
