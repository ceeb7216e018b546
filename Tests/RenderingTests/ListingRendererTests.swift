import SessionControl
import Synchronization
import Testing

@testable import Rendering

@Suite("A listing in one format")
struct ListingRendererTests {
  private struct Closed: Error, Equatable {}

  @Test("The names of the formats are those that scripts use")
  func names() {
    #expect(
      OutputFormat.allCases.map(\.rawValue) == ["table", "wide", "json", "ndjson", "csv", "tsv", "name"])
  }

  @Test("An output that takes no more ends the listing", arguments: OutputFormat.allCases)
  func closedOutput(format: OutputFormat) {
    let renderer = ListingRenderer<Session>(format: format, layout: TableLayout(width: 80, usesColor: false))
    {
      _ in throw Closed()
    }
    #expect(throws: Closed()) {
      try renderer.receive(.columns(threadShape), from: "t")
      for thread in threads { try renderer.receive(.item(thread), from: "t") }
      try renderer.finish()
    }
  }

  @Test(
    "An output that closes in the middle gets nothing after that",
    arguments: [OutputFormat.json, .ndjson, .csv, .tsv, .name])
  func closesInTheMiddle(format: OutputFormat) throws {
    let writes = Mutex(0)
    let renderer = ListingRenderer<Session>(format: format, layout: TableLayout(width: 80, usesColor: false))
    {
      _ in
      let count = writes.withLock { count in
        count += 1
        return count
      }
      if count == 2 { throw Closed() }
    }
    #expect(throws: Closed()) {
      try renderer.receive(.columns(threadShape), from: "t")
      for thread in threads { try renderer.receive(.item(thread), from: "t") }
    }
    #expect(writes.withLock { $0 } == 2)
  }

  @Test(
    "Formats for scripts are written row by row", arguments: [OutputFormat.json, .ndjson, .csv, .tsv, .name])
  func streamed(format: OutputFormat) throws {
    let output = Output()
    let renderer = ListingRenderer<Session>(
      format: format, layout: TableLayout(width: 80, usesColor: false), write: output.write)
    try renderer.receive(.columns(threadShape), from: "t")
    for thread in threads {
      let before = output.count
      try renderer.receive(.item(thread), from: "t")
      #expect(output.count == before + 1)
      #expect(output.text.contains(thread.id))
    }
  }

  @Test(
    "Tables wait for the last row, since widths depend on all of them",
    arguments: [OutputFormat.table, .wide])
  func kept(format: OutputFormat) throws {
    let output = Output()
    let renderer = ListingRenderer<Session>(
      format: format, layout: TableLayout(width: 80, usesColor: false), write: output.write)
    try renderer.receive(.columns(threadShape), from: "t")
    for thread in threads { try renderer.receive(.item(thread), from: "t") }
    #expect(output.count == 0)
    try renderer.finish()
    #expect(output.count == 1)
  }

  @Test("A listing that failed never looks whole")
  func unfinished() throws {
    let output = Output()
    let renderer = ListingRenderer<Session>(
      format: .json, layout: TableLayout(width: 80, usesColor: false), write: output.write)
    try renderer.receive(.columns(threadShape), from: "t")
    try renderer.receive(.item(threads[1]), from: "t")
    #expect(output.text.hasPrefix("[\n{"))
    #expect(output.text.hasSuffix("}"))
  }
}
