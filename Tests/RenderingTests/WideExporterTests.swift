import SessionControl
import Testing

@testable import Rendering

@Suite("Wide tables")
struct WideExporterTests {
  @Test("All that the server sent is shown, in full, whatever the terminal's width")
  func everything() throws {
    let text = """
      ID    SPID  CONNECTION_ID  USER  HOST            DATABASE  STATUS   ELAPSED_MS  IDLE_MS  \
      COMMAND  TIME_S  STATEMENT
      17      17             17  app   10.0.0.5:40112  shop      active         4000        0  \
      Query         4  SELECT * FROM `日本` WHERE a = 'x' AND b = "y"
      1234  1234           1234  日本  localhost                 idle                   90000  \
      Sleep        90
      18      18             18  cafe\u{301}  10.0.0.5:40113  shop      blocked      187000        0  \
      Query       187  UPDATE t SET a = 1 WHERE b = 2 -- with a comment that is long enough to be cut

      """
    #expect(try render(.wide, [Part(shape: threadShape, items: threads)]) == text)
    #expect(try render(.wide, width: 40, [Part(shape: threadShape, items: threads)]) == text)
  }

  @Test("Nasty values are shown on one line")
  func nastyValues() throws {
    #expect(
      try render(.wide, [Part(shape: nastyShape, items: [nasty])]) == """
        ID       SPID  CONNECTION_ID  USER      APPLICATION  STATUS  START_TIME            \
        COMMAND_START_TIME                ELAPSED_MS  IDLE_MS  \
                     LARGEST              SMALLEST  RATIO  LIMIT  HALF  FLAG  SINCE                 STATEMENT
        5B8E-01     5              9  OLAP\\ann  a,b          7       2024-05-01T08:00:00Z  \
        2024-05-01T08:00:01.5Z  18446744073709551615        0  \
        18446744073709551615  -9223372036854775808    nan   -inf   0.5  true  2024-05-01T08:00:00Z  \
        say "hi" to \\ \\u{1b}[31m日本 e\u{301}\\u{7f}\\u{9b}

        """)
  }

  @Test("Connections")
  func connectionTable() throws {
    #expect(
      try render(.wide, [Part(items: connections)]) == """
             ID  USER      HOST            APPLICATION   DATABASE  START_TIME            ELAPSED_MS  \
        IDLE_MS  COMMAND_ELAPSED_MS  BYTES_SENT        BYTES_RECEIVED
              9  OLAP\\ann  10.0.0.7:51000  Excel "日本"  Sales     2024-05-01T08:00:00Z     7500000  \
            450               12000        1234  18446744073709551615
        1234567

        """)
  }

  @Test("No rows: every title, those of the extra columns too")
  func empty() throws {
    #expect(
      try render(.wide, [Part<Session>(shape: threadShape)])
        == "ID  SPID  CONNECTION_ID  USER  HOST  APPLICATION  DATABASE  STATUS  START_TIME  COMMAND_START_TIME"
        + "  ELAPSED_MS  IDLE_MS  COMMAND  TIME_S  STATEMENT\n")
    #expect(
      try render(.wide, [Part<Connection>()])
        == "ID  USER  HOST  APPLICATION  DATABASE  START_TIME  ELAPSED_MS  IDLE_MS  COMMAND_ELAPSED_MS"
        + "  BYTES_SENT  BYTES_RECEIVED\n")
  }

  @Test("Targets with different columns share a table, and each column comes once")
  func targets() throws {
    func session(_ shape: RowShape, _ values: [Value]) -> Session {
      Session(id: "1", status: .active, extras: Row(shape: shape, values: values))
    }
    let one = RowShape(keys: ["a", "b"])
    let two = RowShape(keys: ["b", "c"])
    #expect(
      try render(
        .wide,
        [
          Part(target: "x", shape: one, items: [session(one, [.integer(1), .integer(2)])]),
          Part(target: "y", shape: two, items: [session(two, [.integer(3), .integer(4)])]),
        ]) == """
          TARGET  ID  STATUS  A  B  C
          x       1   active  1  2
          y       1   active     3  4

          """)
  }

  @Test("Colour marks the same rows as in the table")
  func color() throws {
    #expect(
      try render(.wide, color: true, [Part(items: [Session(id: "1", status: .blocked)])])
        == "\u{1B}[1mID  STATUS\u{1B}[0m\n\u{1B}[33m1   blocked\u{1B}[0m\n")
  }
}
