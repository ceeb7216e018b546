import SessionControl
import Synchronization
import Testing

@testable import XMLAClient

/// Rows as sessions and connections.
@Suite struct RowsetTests {
  private func sessions(_ name: String) throws -> (items: [Session], extras: [String]) {
    var items: [Session] = []
    var extras: [String] = []
    let sink = ListingSink<Session> {
      switch $0 {
      case .columns(let shape): extras = shape.keys
      case .item(let session): items.append(session)
      }
    }
    let decoder = ReplyDecoder(reader: ReplyReader(sink: sink))
    try Fixture.bytes("responses/\(name).xml").withUnsafeBytes { try decoder.feed($0) }
    _ = try decoder.finish()
    return (items, extras)
  }

  @Test("A session has its common fields, and the rest of the row under keys that tell their unit")
  func session() throws {
    let (items, extras) = try sessions("discover-sessions-2008r2")
    let first = try #require(items.first)
    #expect(items.map(\.spid) == [21734, 21735, 21699, 21740])
    #expect(items.map(\.status) == [.active, .blocked, .idle, .active])
    #expect(first.id == "8E1B8F5D-6D0A-4B27-9A7B-0B5B0E7C1A01")
    #expect(first.connectionID == 412)
    #expect(first.user == "CONTOSO\\anna")
    #expect(first.database == "Sales DW")
    #expect(first.elapsedMilliseconds == 187_004)
    #expect(first.idleMilliseconds == 0)
    #expect(first.commandStartTime == "2026-09-30T09:05:22.843333Z")
    #expect(first.extras["used_memory_kb"] == .integer(20480))
    #expect(first.extras["session_elapsed_ms"] == .unsigned(4_210_000))
    #expect(
      extras == [
        "used_memory_kb", "properties", "session_elapsed_ms", "command_end_time", "cpu_ms", "command_cpu_ms",
        "reads", "writes", "read_kb", "write_kb", "command_count",
      ])
  }

  @Test("Columns of a newer server are kept under their own names")
  func newerServer() throws {
    let (items, extras) = try sessions("discover-sessions-newer")
    #expect(
      extras.suffix(5) == [
        "restrict_catalog_name", "restrict_catalog_id", "thread_pool_used", "request_activity_id",
        "client_activity_id",
      ])
    #expect(items.first?.extras["thread_pool_used"] == .text("Query"))
  }

  @Test("An empty listing still tells its columns")
  func empty() throws {
    let (items, extras) = try sessions("discover-sessions-empty")
    #expect(items.isEmpty)
    #expect(extras.count == 11)
  }

  @Test("A connection has its common fields and extras")
  func connections() throws {
    var items: [Connection] = []
    let sink = ListingSink<Connection> { if case .item(let item) = $0 { items.append(item) } }
    let decoder = ReplyDecoder(reader: ReplyReader(sink: sink))
    try Fixture.bytes("responses/discover-connections.xml").withUnsafeBytes { try decoder.feed($0) }
    _ = try decoder.finish()
    #expect(items.map(\.id) == [412, 413, 401])
    #expect(items.first?.host == "10.1.2.3:51644")
    #expect(items.first?.application == "Microsoft Office Excel")
    #expect(items.first?.bytesSent == 10240)
    #expect(items.first?.extras["data_bytes_sent"] == .integer(91022))
    #expect(items.first?.extras["impersonated_user"] == .null)
    #expect(items.last?.application == "")
  }

  @Test(
    "A server's column name becomes a key",
    arguments: [
      ("SESSION_CPU_TIME_MS", "session_cpu_time_ms"), ("LogFileSize", "log_file_size"),
      ("TraceID", "trace_id"),
      ("Sales[City]", "sales_city_"),
    ])
  func keys(_ column: String, _ key: String) {
    #expect(OutputKey.snakeCase(column) == key)
  }

  @Test(
    "Names of XML elements are decoded",
    arguments: [
      ("A_x0020_B", "A B"), ("_x005B_x_x005D_", "[x]"), ("plain", "plain"), ("a_x", "a_x"),
      ("_xZZZZ_", "_xZZZZ_"),
      ("_x0041", "_x0041"),
    ])
  func decoded(_ element: String, _ name: String) {
    #expect(RowsetColumn.decoded(element) == name)
  }

  @Test("A cell that does not fit its type is kept as text, never lost")
  func misfits() {
    func read(_ text: String, _ type: RowsetColumn.ColumnType) -> Value {
      CellReader.value(Array(text.utf8), type)
    }
    #expect(read("12x", .integer) == .text("12x"))
    #expect(read("-9223372036854775808", .integer) == .integer(.min))
    #expect(read("9223372036854775808", .integer) == .text("9223372036854775808"))
    #expect(read("18446744073709551615", .unsigned) == .unsigned(.max))
    #expect(read("-1", .unsigned) == .text("-1"))
    #expect(read("maybe", .boolean) == .text("maybe"))
    #expect(read("1", .boolean) == .boolean(true))
    #expect(read("2026-09-30", .dateTime) == .text("2026-09-30"))
    #expect(read("2026-09-30T01:02:03", .dateTime) == .timestamp("2026-09-30T01:02:03Z"))
    #expect(read("2026-09-30T01:02:03Z", .dateTime) == .timestamp("2026-09-30T01:02:03Z"))
    #expect(read("2026-09-30T01:02:03+02:00", .dateTime) == .text("2026-09-30T01:02:03+02:00"))
    #expect(read("", .integer) == .null)
    #expect(read("", .string) == .text(""))
  }
}
