import Testing

@testable import SessionControl

@Suite("Ids that tell where they were listed")
struct ThreadReferenceTests {
  private static let mark = ServerMark(server: "k7f3q2", start: 1_795_266_230)

  @Test("The written form is stable, and is read back as what it was")
  func form() throws {
    let plain = ThreadReference(id: 4711)
    let thread = ThreadReference(id: 4711, origin: ThreadOrigin(server: Self.mark))
    let statement = ThreadReference(id: 4711, origin: ThreadOrigin(server: Self.mark, statementID: 98))
    for (reference, text) in [
      (plain, "4711"), (thread, "4711@k7f3q2-tousae"), (statement, "4711/98@k7f3q2-tousae"),
    ] {
      #expect(reference.description == text)
      #expect(try IdentifierParsing.thread(text, what: "thread id", on: .mysql) == reference)
    }
  }

  @Test(
    "What is no such id is refused, not guessed at",
    arguments: [
      "@k7f3q2-tousae", "4711@", "4711@k7f3q2", "4711@k7f3q2-", "4711@-tousae", "4711@k7f3q2-tousae-1",
      "4711@K7F3Q2-tousae", "4711@k7f3q-tousae", "4711@k7f3q2-tousaé", "4711@k7f3q2-tousae ", "4711/98",
      "4711/@k7f3q2-tousae", "/98@k7f3q2-tousae", "4711/98/1@k7f3q2-tousae", "-1@k7f3q2-tousae",
      "4711/0@k7f3q2-tousae", "0@k7f3q2-tousae", "1.9@k7f3q2-tousae", "4711@@k7f3q2-tousae",
      "4711@k7f3q2-zzzzzzzzzzzz0",
    ])
  func malformed(text: String) {
    let error = #expect(throws: ControlError.self) {
      try IdentifierParsing.thread(text, what: "thread id", on: .mysql)
    }
    #expect(error?.code == .usage)
  }

  @Test("An XMLA id has no server in it")
  func xmla() {
    #expect(throws: ControlError.self) {
      try IdentifierParsing.thread("4711@k7f3q2-tousae", what: "SPID", on: .xmla)
    }
    #expect(throws: Never.self) { try CancelRequest.session("a@b", on: .xmla) }
  }

  @Test("A session of a MySQL server is a thread, written the same way")
  func session() throws {
    let request = try CancelRequest.session("7/98@k7f3q2-tousae", on: .mysql, onlyCommand: true)
    #expect(request.subject == .command(session: "7"))
    #expect(request.statementID == 98)
    #expect(request.description == "command of session 7")
    #expect(throws: ControlError.self) { try CancelRequest.session("x@k7f3q2-tousae", on: .mysql) }
  }

  @Test("The fingerprint never changes, and differs with each thing that names a server")
  func fingerprint() {
    let names = ["server_uid=a", "hostname=db1", "port=3306", "server_id=1"]
    let mark = ServerMark(of: names, start: 1)
    #expect(mark.description == "\(mark.server)-1")
    #expect(mark.server == "yzkulh", "ids in files of an earlier version must stay readable")
    for index in names.indices {
      var other = names
      other[index] += "0"
      #expect(ServerMark(of: other, start: 1).server != mark.server)
    }
  }

  @Test("Another server and an earlier run are told apart; a restart is one second at least")
  func differences() {
    let mark = Self.mark
    #expect(
      mark.differences(to: ServerMark(server: "abcdef", start: mark.start))
        == [Difference("server", expected: "k7f3q2", found: "abcdef")])
    #expect(mark.differences(to: mark).isEmpty)
    #expect(
      mark.differences(to: ServerMark(server: mark.server, start: mark.start + 1)) == [
        Difference("server's start", expected: "2026-11-21T13:03:50Z", found: "2026-11-21T13:03:51Z")
      ])
  }

  @Test("A statement that was named is the only one that is meant; an idle thread has none")
  func statement() {
    let named = ThreadOrigin(server: Self.mark, statementID: 98)
    #expect(named.difference(to: sampleSession { $0.statementID = 98 }) == nil)
    #expect(named.difference(to: sampleSession { $0.status = .idle }) == nil)
    #expect(named.difference(to: sampleSession { $0.statementID = 99 })?.found == "statement 99, SELECT 1")
    #expect(named.difference(to: sampleSession()) != nil)
    #expect(ThreadOrigin(server: Self.mark).difference(to: sampleSession()) == nil)
  }
}
