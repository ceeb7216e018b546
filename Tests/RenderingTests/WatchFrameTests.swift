import SessionControl
import Testing

@testable import Rendering

@Suite("What a screen shows of a watch")
struct WatchFrameTests {
  private let start = ContinuousClock.now

  private func moment(_ seconds: Int) -> Moment {
    Moment(
      instant: start + .seconds(seconds), utc: "2026-11-21T15:00:0\(seconds).000Z", local: "16:00:0\(seconds)"
    )
  }

  private func findings(_ items: [Session]) -> Look<Session>.Findings {
    var findings = Look<Session>.Findings()
    findings.items = items
    return findings
  }

  private func session(_ id: UInt64, _ status: SessionStatus = .active, _ statement: String? = "SELECT 1")
    -> Session
  {
    Session(
      id: String(id), spid: id, user: "anna", status: status, elapsedMilliseconds: 4_000, statement: statement
    )
  }

  /// A frame after looks at one target, one a second.
  private func frame(_ target: String = "db1", _ looks: [Session]...) -> WatchFrame<Session> {
    var part = WatchFrame<Session>.Part(target: target)
    for (second, items) in looks.enumerated() {
      part.seen = .init(findings(items), at: moment(second), since: part.seen)
    }
    return WatchFrame(parts: [part], interval: .seconds(2))
  }

  private func text(
    _ frame: WatchFrame<Session>, width: Int = 60, height: Int = 20, color: Bool = false,
    format: OutputFormat = .table
  ) -> String {
    let lines = frame.lines(format, layout: TableLayout(width: width, usesColor: color), height: height)
    return lines.joined(separator: "\n").replacing("\u{1B}", with: "^")
  }

  @Test("Without colour a first column says what is new and what changed, and the status how many ended")
  func marks() {
    let frame = frame(
      "db1", [session(1), session(2), session(3)],
      [session(2), session(3, .active, "SELECT 2"), session(4, .idle)])
    #expect(
      text(frame) == """
        db1  every 2.0s  16:00:01  3 rows, 1 ended
           SPID  USER  STATUS  RUNNING  STATEMENT
              2  anna  active     4.0s  SELECT 1
        *     3  anna  active     4.0s  SELECT 2
        +     4  anna  idle             SELECT 1
        """)
  }

  @Test("With colour what is new is in reverse and what changed is bold, beside the colour of its status")
  func colors() {
    let frame = frame(
      "db1", [session(1), session(2), session(3)],
      [session(1, .blocked), session(2), session(3, .idle), session(4), session(5, .idle)])
    #expect(
      text(frame, color: true) == """
        db1  every 2.0s  16:00:01  5 rows
        ^[1mSPID  USER  STATUS   RUNNING  STATEMENT^[0m
        ^[1;33m   1  anna  blocked     4.0s  SELECT 1^[0m
           2  anna  active      4.0s  SELECT 1
        ^[1m   3  anna  idle              SELECT 1^[0m
        ^[7m   4  anna  active      4.0s  SELECT 1^[0m
        ^[7m   5  anna  idle              SELECT 1^[0m
        """)
  }

  @Test("A table stays where it is when a mark comes or goes")
  func steady() {
    let unmarked = text(frame("db1", [session(1)]))
    #expect(unmarked.split(separator: "\n")[1] == "   SPID  USER  STATUS  RUNNING  STATEMENT")
    #expect(unmarked.split(separator: "\n")[2] == "      1  anna  active     4.0s  SELECT 1")
  }

  @Test("What does not fit is counted, with what changed in it", arguments: [5, 6, 7])
  func more(height: Int) {
    let many = (1...9).map { session(UInt64($0)) }
    let lines = text(frame("db1", Array(many.prefix(7)), many), height: height).split(separator: "\n")
    #expect(lines.count == height)
    #expect(lines[0] == "db1  every 2.0s  16:00:01  9 rows")
    #expect(lines.last == "... \(9 - (height - 3)) more, 2 new or changed")
    let all = text(frame("db1", many, many), height: 11).split(separator: "\n")
    #expect(all.count == 11)
    #expect(all.last?.hasPrefix("      9") == true)
  }

  @Test("No line is wider than the screen and none is below it", arguments: 1...70, [1, 2, 3, 4, 8, 40])
  func bounds(width: Int, height: Int) {
    var frame = frame("mysql://root@/?socket=/tmp/日本", threads, Array(threads.reversed()) + [nasty])
    _ = frame.parts[0].health.take(
      Look<Session>(at: moment(5), .failure(ControlError(.unreachable, "日本 is away", hint: "wait"))))
    for format in [OutputFormat.table, .wide] {
      for color in [true, false] {
        let lines = frame.lines(format, layout: TableLayout(width: width, usesColor: color), height: height)
        #expect(lines.count <= height)
        for line in lines {
          let plain = line.replacing(/\u{1B}\[[0-9;]*m/, with: "")
          #expect(DisplayWidth.of(plain) <= width, "\(plain)")
          #expect(!plain.contains("\u{1B}"))
        }
      }
    }
  }

  @Test("A failure says since when, and of when the rows are that are still shown")
  func outage() {
    var frame = frame("db1", [session(1)])
    let failure = ControlError(.unreachable, "cannot connect", hint: "check that the server runs")
    _ = frame.parts[0].health.take(Look<Session>(at: moment(2), .failure(failure)))
    frame.parts[0].unansweredSince = moment(6)
    #expect(
      text(frame) == """
        db1  every 2.0s  16:00:00  1 row
        since 16:00:02: db1: cannot connect; check that the server r
        uns; showing what was seen at 16:00:00
        db1: asked at 16:00:06, no answer yet
           SPID  USER  STATUS  RUNNING  STATEMENT
              1  anna  active     4.0s  SELECT 1
        """)
    frame.parts[0].seen = nil
    #expect(text(frame, width: 120).contains("check that the server runs; nothing was seen yet"))
    #expect(!text(frame).contains("SPID"))
  }

  @Test("A target that is not asked again says so, beside what was seen of it")
  func lastLook() {
    var frame = frame("db1", [session(1)])
    let failure = ControlError(.loginRefused, "the server refused the user or the password")
    _ = frame.parts[0].health.take(Look<Session>(at: moment(2), .failure(failure)), isLast: true)
    #expect(
      text(frame, width: 150).contains(
        "the password; it is not asked again; showing what was seen at 16:00:00"))
  }

  @Test("Rows of several targets name them, also when only one has rows")
  func targets() {
    var frame = frame("a", [session(1)])
    frame.parts.append(WatchFrame.Part(target: "b"))
    #expect(
      text(frame) == """
        a, b  every 2.0s  16:00:00  1 row
           TARGET  SPID  USER  STATUS  RUNNING  STATEMENT
           a          1  anna  active     4.0s  SELECT 1
        """)
  }

  @Test("A target with a long name leaves room for the time")
  func longName() {
    let line = text(frame(String(repeating: "x", count: 90), [session(1)])).split(separator: "\n")[0]
    #expect(line.hasSuffix("x…  every 2.0s  16:00:00  1 row"))
    #expect(line.count == 60)
  }

  @Test("Formats for scripts begin each row with the time of its look, and have one header")
  func seenAt() throws {
    func run(_ format: OutputFormat) throws -> [Substring] {
      let output = Output()
      let renderer = ListingRenderer<Connection>(
        format: format, layout: TableLayout(width: 80, usesColor: false), write: output.write)
      for time in ["T1", "T2"] {
        renderer.look(at: time)
        try renderer.receive(.columns(.empty), from: "db1")
        try renderer.receive(.item(connections[1]), from: "db1")
      }
      return output.text.split(whereSeparator: \.isNewline)
    }
    let csv = try run(.csv)
    #expect(csv.count == 3)
    #expect(csv[0].hasPrefix("seen_at,target,id,user"))
    #expect(csv[1].hasPrefix("T1,db1,1234567,"))
    #expect(csv[2].hasPrefix("T2,db1,1234567,"))
    #expect(try run(.tsv)[2].hasPrefix("T2\tdb1\t1234567\t"))
    #expect(try run(.ndjson)[1].hasPrefix(#"{"seen_at":"T2","target":"db1","id":1234567,"#))
    #expect(try run(.name) == ["1234567", "1234567"])
  }
}
