import Foundation
import SessionControl
import Testing

@testable import Rendering

@Suite("JSON")
struct JSONExporterTests {
  private static let threadLines = [
    #"{"target":"t","id":"17","spid":17,"connection_id":17,"user":"app","host":"10.0.0.5:40112","#
      + #""application":null,"database":"shop","status":"active","start_time":null,"command_start_time":null,"#
      + #""elapsed_ms":4000,"idle_ms":0,"statement":"SELECT *\n\tFROM `日本` WHERE a = 'x' AND b = \"y\"","#
      + #""command":"Query","time_s":4}"#,
    #"{"target":"t","id":"1234","spid":1234,"connection_id":1234,"user":"日本","host":"localhost","#
      + #""application":null,"database":null,"status":"idle","start_time":null,"command_start_time":null,"#
      + #""elapsed_ms":null,"idle_ms":90000,"statement":null,"command":"Sleep","time_s":90}"#,
    #"{"target":"t","id":"18","spid":18,"connection_id":18,"user":"cafe"# + "\u{301}"
      + #"","host":"10.0.0.5:40113","application":null,"database":"shop","status":"blocked","#
      + #""start_time":null,"command_start_time":null,"elapsed_ms":187000,"idle_ms":0,"statement":"#
      + #""UPDATE t SET a = 1 WHERE b = 2 -- with a comment that is long enough to be cut","#
      + #""command":"Query","time_s":187}"#,
  ]

  private static let nastyLine =
    #"{"target":"t","id":"5B8E-01","spid":5,"connection_id":9,"user":"OLAP\\ann","host":null,"#
    + #""application":"a,b","database":"","status":"7","start_time":"2024-05-01T08:00:00Z","#
    + #""command_start_time":"2024-05-01T08:00:01.5Z","elapsed_ms":18446744073709551615,"idle_ms":0,"#
    + #""statement":"say \"hi\"\r\n\tto \\ \u001b[31m日本 e"# + "\u{301}" + #"\u007f\u009b","#
    + #""largest":18446744073709551615,"smallest":-9223372036854775808,"ratio":"nan","limit":"-inf","#
    + #""half":0.5,"flag":true,"since":"2024-05-01T08:00:00Z","note":"","raw":null}"#

  private static let connectionLines = [
    #"{"target":"t","id":9,"user":"OLAP\\ann","host":"10.0.0.7:51000","application":"Excel \"日本\"","#
      + #""database":"Sales","start_time":"2024-05-01T08:00:00Z","elapsed_ms":7500000,"idle_ms":450,"#
      + #""command_elapsed_ms":12000,"bytes_sent":1234,"bytes_received":18446744073709551615}"#,
    #"{"target":"t","id":1234567,"user":null,"host":null,"application":null,"database":null,"#
      + #""start_time":null,"elapsed_ms":null,"idle_ms":null,"command_elapsed_ms":null,"bytes_sent":null,"#
      + #""bytes_received":null}"#,
  ]

  @Test("json is one array, with an object on each line")
  func array() throws {
    #expect(
      try render(.json, [Part(shape: threadShape, items: threads)])
        == "[\n" + Self.threadLines.joined(separator: ",\n") + "\n]\n")
    #expect(
      try render(.json, [Part(shape: nastyShape, items: [nasty])]) == "[\n\(Self.nastyLine)\n]\n")
    #expect(
      try render(.json, [Part(items: connections)])
        == "[\n" + Self.connectionLines.joined(separator: ",\n") + "\n]\n")
  }

  @Test("ndjson is one object on a line")
  func lines() throws {
    #expect(
      try render(.ndjson, [Part(shape: threadShape, items: threads)])
        == Self.threadLines.map { $0 + "\n" }.joined())
    #expect(try render(.ndjson, [Part(shape: nastyShape, items: [nasty])]) == Self.nastyLine + "\n")
    #expect(
      try render(.ndjson, [Part(items: connections)]) == Self.connectionLines.map { $0 + "\n" }.joined())
  }

  @Test("No rows: an empty array, or nothing at all")
  func empty() throws {
    #expect(try render(.json, [Part<Session>(shape: threadShape)]) == "[]\n")
    #expect(try render(.json, [Part<Connection>]()) == "[]\n")
    #expect(try render(.ndjson, [Part<Session>(shape: threadShape)]) == "")
  }

  @Test("Two targets share one array, each object with its own columns")
  func targets() throws {
    #expect(
      try render(
        .json,
        [
          Part(target: "t", shape: threadShape, items: [threads[1]]),
          Part(target: "t", shape: nastyShape, items: [nasty]),
        ]) == "[\n\(Self.threadLines[1]),\n\(Self.nastyLine)\n]\n")
  }

  @Test(
    "Targets that answer at the same time keep their own columns", arguments: [OutputFormat.json, .ndjson])
  func interleaved(format: OutputFormat) throws {
    let output = Output()
    let renderer = ListingRenderer<Session>(
      format: format, layout: TableLayout(width: 80, usesColor: false), write: output.write)
    try renderer.receive(.columns(threadShape), from: "t")
    try renderer.receive(.columns(nastyShape), from: "t")
    try renderer.receive(.item(threads[1]), from: "t")
    try renderer.receive(.item(nasty), from: "t")
    try renderer.receive(.item(threads[2]), from: "t")
    try renderer.finish()
    let lines = [Self.threadLines[1], Self.nastyLine, Self.threadLines[2]]
    #expect(
      output.text
        == (format == .json
          ? "[\n" + lines.joined(separator: ",\n") + "\n]\n" : lines.map { $0 + "\n" }.joined()))
  }

  @Test("Another parser reads the values as they were")
  func parses() throws {
    let text = try render(
      .json,
      [
        Part(target: "a\"\\\n", shape: threadShape, items: threads),
        Part(target: "b", shape: nastyShape, items: [nasty]),
      ])
    let objects = try #require(
      JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String: Any]])
    try #require(objects.count == 4)
    let common = Session.commonKeys + ["target"]
    #expect(objects.prefix(3).allSatisfy { Set($0.keys) == Set(common + threadShape.keys) })
    #expect(Set(objects[3].keys) == Set(common + nastyShape.keys))
    #expect(objects[0]["target"] as? String == "a\"\\\n")
    #expect(objects[0]["statement"] as? String == threads[0].statement)
    #expect(objects[1]["statement"] is NSNull)
    #expect(objects[1]["idle_ms"] as? Int == 90_000)
    let statement = try #require(objects[3]["statement"] as? String)
    #expect(Array(statement.utf8) == Array((nasty.statement ?? "").utf8))
    #expect(objects[3]["flag"] as? Bool == true)
    #expect(objects[3]["half"] as? Double == 0.5)
    #expect(objects[3]["ratio"] as? String == "nan")
    #expect((objects[3]["elapsed_ms"] as? NSNumber)?.uint64Value == .max)
  }

  @Test("Each line of ndjson is an object of its own")
  func parsesLines() throws {
    let text = try render(.ndjson, [Part(shape: nastyShape, items: [nasty, nasty])])
    let lines = text.split(separator: "\n")
    #expect(lines.count == 2)
    for line in lines {
      let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      #expect(object?["id"] as? String == "5B8E-01")
    }
  }
}
