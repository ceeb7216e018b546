import SessionControl
import Testing

@testable import Rendering

@Suite("Tables fitted to the terminal")
struct TableExporterTests {
  private let list = [Part(shape: threadShape, items: threads)]

  @Test("Without a limit nothing is cut; numbers and times stand to the right, wide characters count twice")
  func unlimited() throws {
    #expect(
      try render(.table, list) == """
        SPID  USER  HOST            DATABASE  STATUS   RUNNING   IDLE  STATEMENT
          17  app   10.0.0.5:40112  shop      active      4.0s         SELECT * FROM `日本` WHERE a = 'x' AND b = "y"
        1234  日本  localhost                 idle              1m30s
          18  cafe\u{301}  10.0.0.5:40113  shop      blocked    3m07s         \
        UPDATE t SET a = 1 WHERE b = 2 -- with a comment that is long enough to be cut

        """)
  }

  @Test("At 120 columns only the statement is cut")
  func width120() throws {
    #expect(
      try render(.table, width: 120, list) == """
        SPID  USER  HOST            DATABASE  STATUS   RUNNING   IDLE  STATEMENT
          17  app   10.0.0.5:40112  shop      active      4.0s         SELECT * FROM `日本` WHERE a = 'x' AND b = "y"
        1234  日本  localhost                 idle              1m30s
          18  cafe\u{301}  10.0.0.5:40113  shop      blocked    3m07s         \
        UPDATE t SET a = 1 WHERE b = 2 -- with a comment that is…

        """)
  }

  @Test("At 80 columns the host goes")
  func width80() throws {
    #expect(
      try render(.table, width: 80, list) == """
        SPID  USER  DATABASE  STATUS   RUNNING   IDLE  STATEMENT
          17  app   shop      active      4.0s         SELECT * FROM `日本` WHERE a = '…
        1234  日本            idle              1m30s
          18  cafe\u{301}  shop      blocked    3m07s         UPDATE t SET a = 1 WHERE b = 2 -…

        """)
  }

  @Test("At 40 columns all goes that can; who, what and the statement stay")
  func width40() throws {
    #expect(
      try render(.table, width: 40, list) == """
        SPID  USER  STATUS   STATEMENT
          17  app   active   SELECT * FROM `日…
        1234  日本  idle
          18  cafe\u{301}  blocked  UPDATE t SET a = 1…

        """)
  }

  @Test("No line is wider than the terminal, whatever its width", arguments: 36...130)
  func neverWider(width: Int) throws {
    let text = try render(.table, width: width, list)
    for line in text.split(separator: "\n") { #expect(DisplayWidth.of(String(line)) <= width) }
  }

  @Test("What is dropped first comes back last")
  func order() throws {
    let everything = Session(
      id: "5B8E-01", spid: 5, connectionID: 9, user: "u", host: "h", database: "d", status: .active,
      elapsedMilliseconds: 0, statement: String(repeating: "s", count: 200))
    let idle = Session(id: "6", spid: 6, connectionID: 6, user: "u", status: .idle, idleMilliseconds: 0)
    var seen: [[Substring]] = []
    for width in 40...120 {
      let text = try render(.table, width: width, [Part(items: [everything, idle])])
      let titles = try #require(text.split(separator: "\n").first).split(separator: " ")
      if seen.last != titles { seen.append(titles) }
    }
    #expect(
      seen == [
        ["SPID", "USER", "STATUS", "STATEMENT"],
        ["SPID", "USER", "STATUS", "RUNNING", "STATEMENT"],
        ["SPID", "USER", "DATABASE", "STATUS", "RUNNING", "STATEMENT"],
        ["SPID", "USER", "DATABASE", "STATUS", "RUNNING", "IDLE", "STATEMENT"],
        ["SPID", "CONN", "USER", "DATABASE", "STATUS", "RUNNING", "IDLE", "STATEMENT"],
        ["SPID", "CONN", "USER", "HOST", "DATABASE", "STATUS", "RUNNING", "IDLE", "STATEMENT"],
        ["SPID", "ID", "CONN", "USER", "HOST", "DATABASE", "STATUS", "RUNNING", "IDLE", "STATEMENT"],
      ])
  }

  @Test("Colour marks the header and the rows that need a look, and changes nothing else")
  func color() throws {
    let states: [SessionStatus] = [.active, .idle, .blocked, .cancelled, .other("7")]
    let items = states.map { Session(id: "1", spid: 1, user: "u", status: $0) }
    let esc = "\u{1B}"
    #expect(
      try render(.table, color: true, [Part(items: items)]) == """
        \(esc)[1mSPID  USER  STATUS\(esc)[0m
           1  u     active
        \(esc)[2m   1  u     idle\(esc)[0m
        \(esc)[33m   1  u     blocked\(esc)[0m
        \(esc)[31m   1  u     cancelled\(esc)[0m
           1  u     7

        """)
    #expect(
      try render(.table, color: false, [Part(items: items)]) == """
        SPID  USER  STATUS
           1  u     active
           1  u     idle
           1  u     blocked
           1  u     cancelled
           1  u     7

        """)
  }

  @Test("Connections")
  func connectionTable() throws {
    #expect(
      try render(.table, [Part(items: connections)]) == """
             ID  USER      HOST            DATABASE   OPEN  IDLE  LAST COMMAND  SENT              RECEIVED  APPLICATION
              9  OLAP\\ann  10.0.0.7:51000  Sales     2h05m  0.4s           12s  1234  18446744073709551615  Excel "日本"
        1234567

        """)
    #expect(
      try render(.table, width: 80, [Part(items: connections)]) == """
             ID  USER      HOST            DATABASE   OPEN  IDLE  APPLICATION
              9  OLAP\\ann  10.0.0.7:51000  Sales     2h05m  0.4s  Excel "日本"
        1234567

        """)
    #expect(
      try render(.table, color: true, [Part(items: [Connection(id: 1)])])
        == "\u{1B}[1mID\u{1B}[0m\n 1\n")
  }

  @Test("Nasty values stay in their row and can't drive the terminal")
  func nastyValues() throws {
    #expect(
      try render(.table, [Part(shape: nastyShape, items: [nasty])]) == """
        SPID  ID       CONN  USER      STATUS           RUNNING  STATEMENT
           5  5B8E-01     9  OLAP\\ann  7       106751991167d07h  \
        say "hi" to \\ \\u{1b}[31m日本 e\u{301}\\u{7f}\\u{9b}

        """)
  }

  @Test("No rows: the header alone, fitted like any other line")
  func empty() throws {
    #expect(
      try render(.table, [Part<Session>(shape: threadShape)])
        == "SPID  ID  CONN  USER  HOST  DATABASE  STATUS  RUNNING  IDLE  STATEMENT\n")
    #expect(
      try render(.table, [Part<Connection>()])
        == "ID  USER  HOST  DATABASE  OPEN  IDLE  LAST COMMAND  SENT  RECEIVED  APPLICATION\n")
    #expect(
      try render(.table, width: 40, [Part<Session>(shape: threadShape)])
        == "SPID  USER  STATUS  RUNNING  STATEMENT\n")
  }

  @Test("Two targets are told apart by a first column")
  func targets() throws {
    #expect(
      try render(
        .table,
        [
          Part(target: "mysql:///", shape: threadShape, items: [threads[1]]),
          Part(target: "https://olap/\u{1B}", shape: nastyShape, items: [nasty]),
        ]) == """
          TARGET               SPID  ID       CONN  USER      HOST       STATUS           RUNNING   IDLE  STATEMENT
          mysql:///            1234                 日本      localhost  idle                      1m30s
          https://olap/\\u{1b}     5  5B8E-01     9  OLAP\\ann             7       106751991167d07h         \
          say "hi" to \\ \\u{1b}[31m日本 e\u{301}\\u{7f}\\u{9b}

          """)
  }

  @Test("A second target without rows needs no column")
  func emptyTarget() throws {
    let one = Session(id: "1", spid: 1, user: "u", status: .active)
    #expect(
      try render(.table, [Part(target: "a", items: [one]), Part(target: "b")])
        == "SPID  USER  STATUS\n   1  u     active\n")
  }
}
