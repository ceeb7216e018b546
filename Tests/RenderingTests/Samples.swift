import SessionControl
import Synchronization

@testable import Rendering

/// Keeps what a renderer writes.
final class Output: Sendable {
  private let chunks = Mutex<[[UInt8]]>([])

  var text: String { chunks.withLock { String(decoding: $0.joined(), as: UTF8.self) } }
  var count: Int { chunks.withLock { $0.count } }

  func write(_ chunk: [UInt8]) { chunks.withLock { $0.append(chunk) } }
}

/// The listing of one target.
struct Part<Item: TableListable> {
  var target = "t"
  var shape = RowShape.empty
  var items: [Item] = []
}

/// Lists the parts one after the other, as the program does.
func render<Item: TableListable>(
  _ format: OutputFormat, width: Int = .max, color: Bool = false, _ parts: [Part<Item>]
) throws -> String {
  let output = Output()
  let renderer = ListingRenderer<Item>(
    format: format, layout: TableLayout(width: width, usesColor: color), write: output.write)
  for part in parts {
    try renderer.receive(.columns(part.shape), from: part.target)
    for item in part.items { try renderer.receive(.item(item), from: part.target) }
  }
  try renderer.finish()
  return output.text
}

/// Three threads of a MySQL server.
let threadShape = RowShape(keys: ["command", "time_s"])
let threads: [Session] = [
  Session(
    id: "17", spid: 17, connectionID: 17, user: "app", host: "10.0.0.5:40112", database: "shop",
    status: .active, elapsedMilliseconds: 4_000, idleMilliseconds: 0,
    statement: "SELECT *\n\tFROM `日本` WHERE a = 'x' AND b = \"y\"",
    extras: Row(shape: threadShape, values: [.text("Query"), .integer(4)])),
  Session(
    id: "1234", spid: 1234, connectionID: 1234, user: "日本", host: "localhost", status: .idle,
    idleMilliseconds: 90_000, extras: Row(shape: threadShape, values: [.text("Sleep"), .integer(90)])),
  Session(
    id: "18", spid: 18, connectionID: 18, user: "cafe\u{301}", host: "10.0.0.5:40113", database: "shop",
    status: .blocked, elapsedMilliseconds: 187_000, idleMilliseconds: 0,
    statement: "UPDATE t SET a = 1 WHERE b = 2 -- with a comment that is long enough to be cut",
    extras: Row(shape: threadShape, values: [.text("Query"), .integer(187)])),
]

/// A session of an XMLA server with every kind of value that is hard to write.
let nastyShape = RowShape(
  keys: ["largest", "smallest", "ratio", "limit", "half", "flag", "since", "note", "raw"])
let nasty = Session(
  id: "5B8E-01", spid: 5, connectionID: 9, user: "OLAP\\ann", application: "a,b", database: "",
  status: .other("7"), startTime: "2024-05-01T08:00:00Z", commandStartTime: "2024-05-01T08:00:01.5Z",
  elapsedMilliseconds: .max, idleMilliseconds: 0,
  statement: "say \"hi\"\r\n\tto \\ \u{1B}[31m日本 e\u{301}\u{7F}\u{9B}",
  extras: Row(
    shape: nastyShape,
    values: [
      .unsigned(.max), .integer(.min), .double(.nan), .double(-.infinity), .double(0.5), .boolean(true),
      .timestamp("2024-05-01T08:00:00Z"), .text(""), .null,
    ]))

/// A connection of which everything is known, and one of which nothing is.
let connections: [Connection] = [
  Connection(
    id: 9, user: "OLAP\\ann", host: "10.0.0.7:51000", application: "Excel \"日本\"", database: "Sales",
    startTime: "2024-05-01T08:00:00Z", elapsedMilliseconds: 7_500_000, idleMilliseconds: 450,
    commandElapsedMilliseconds: 12_000, bytesSent: 1_234, bytesReceived: .max),
  Connection(id: 1_234_567),
]
