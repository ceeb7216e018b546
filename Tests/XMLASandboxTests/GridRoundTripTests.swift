import SessionControl
import Testing

// Not together with the sandbox's own parts, some of which have the same names.
@testable import XMLAClient

/// What the sandbox sends, read as xmlactl reads it.
struct GridRoundTripTests {
  private final class Sink: RowsetSink {
    var columns: [String] = []
    var rows: [[Value]] = []
    var sets: [CellSet] = []

    func columns(_ columns: [RowsetColumn]) { self.columns = columns.map(\.name) }
    func row(_ values: [Value]) { rows.append(values) }
    func cells(_ cells: CellSet) { sets.append(cells) }
  }

  private func read(_ text: String, format: String = "Multidimensional") async throws -> (
    XMLAClient.Reply, Sink
  ) {
    var body = ""
    try await TestServer.run { server in
      body = try await server.send(Messages.statement(text, properties: "<Format>\(format)</Format>")).body
    }
    let sink = Sink()
    let decoder = ReplyDecoder(reader: ReplyReader(sink: sink))
    try Array(body.utf8).withUnsafeBytes { try decoder.feed($0) }
    return (try decoder.finish(), sink)
  }

  @Test("A grid comes whole: axes, levels, values, empty cells and the error")
  func grid() async throws {
    let (reply, sink) = try await read("GRID 3 6")
    #expect(reply.failure == nil)
    let set = try #require(sink.sets.first)
    #expect(set.axes.map(\.hierarchies) == [["[Date].[Year]", "[Measures]"], ["[Geography].[Places]"]])
    #expect(
      set.axes[0].tuples.map { $0.map(\.caption) } == [
        ["2020", "Net Sales"], ["2020", "Units"], ["2021", "Net Sales"],
      ])
    #expect(set.axes[1].tuples.map { $0[0].levelNumber } == [1, 2, 2, 2, 1, 2])
    #expect(set[0, 0] == CellSet.Cell(value: .decimal("123.45"), formatted: "123.45"))
    #expect(set[1, 2] == CellSet.Cell(value: .integer(31), formatted: "31"))
    #expect(set[0, 4] == .empty)
    #expect(set[2, 5].error == "0xC10A0055: Read access to the cell is denied.")
    #expect(set.slicer.tuples.first?.first?.levelName == "[Product].[Category].[(All)]")
  }

  @Test("Queries of no axis and of three, with the warning that they were not read")
  func queries() async throws {
    let (reply, sink) = try await read("SELECT FROM [Sales]")
    #expect(sink.sets.first?.axes.count == 0)
    #expect(sink.sets.first?[0, 0].value == .decimal("123.45"))
    #expect(reply.warnings.first?.text.contains("does not read MDX") == true)
    let (_, pages) = try await read("SELECT {[A]} ON COLUMNS, {[B]} ON ROWS, {[C]} ON PAGES FROM [Sales]")
    #expect(pages.sets.first?.axes.map(\.tuples.count) == [4, 6, 2])
  }

  @Test("The flattened grid holds the same values")
  func flattened() async throws {
    let (_, sink) = try await read("GRID 3 6", format: "Tabular")
    #expect(
      sink.columns == [
        "[Geography].[Places].[Country].[MEMBER_CAPTION]", "[Geography].[Places].[City].[MEMBER_CAPTION]",
        "[Date].[Year].&[2020].[Measures].[Net Sales]", "[Date].[Year].&[2020].[Measures].[Units]",
        "[Date].[Year].&[2021].[Measures].[Net Sales]",
      ])
    #expect(
      sink.rows[0] == [.text("Country 1"), .null, .decimal("123.45"), .integer(11), .decimal("128.45")])
    #expect(sink.rows[5].last == .text("#ERROR 0xC10A0055: Read access to the cell is denied."))
    #expect(sink.rows[4] == [.text("Country 2"), .null, .null, .integer(51), .decimal("622.25")])
  }
}
