internal import Synchronization
public import SessionControl

/// Writes the results of statements in one format, one result after the other, as they arrive.
///
/// Safe to use from the thread that reads the results while another waits for it.
public final class ResultRenderer: Sendable {
  private struct State {
    var exporter: (any Exporter<ResultRow>)?
    /// Whether something was written before the current result.
    var isFollowing = false
  }

  private let format: OutputFormat
  private let layout: TableLayout
  private let note: NoteWriter
  private let write: @Sendable ([UInt8]) throws -> Void
  private let state = Mutex(State())

  /// - Parameters:
  ///   - layout: for the formats made for people.
  ///   - note: takes what a person should know of the output.
  ///   - write: takes the finished bytes; may throw, which ends the statement.
  public init(
    format: OutputFormat, layout: TableLayout, note: @escaping @Sendable (String) -> Void = { _ in },
    write: @escaping @Sendable ([UInt8]) throws -> Void
  ) {
    self.format = format
    self.layout = layout
    self.note = note
    self.write = write
  }

  public func receive(_ event: StatementEvent) throws {
    try state.withLock { state in
      switch event {
      case .columns(let shape):
        try separate(state)
        var exporter = makeExporter()
        try exporter.begin(target: "", extras: shape)
        state.exporter = exporter
      case .row(let row): try state.exporter?.add(row, target: "")
      case .cells(let cells):
        try separate(state)
        try export(cells)
        state.isFollowing = true
      case .end(let result):
        guard var exporter = state.exporter else { return }
        // An array that is cut off stays open.
        if !result.hasFailed || format != .json { try exporter.finish() }
        state.exporter = nil
        state.isFollowing = true
      }
    }
  }

  /// Objects and ids tell themselves apart; tables and headers do not.
  private func separate(_ state: State) throws {
    if state.isFollowing, ![.json, .ndjson, .name].contains(format) { try write([0x0A]) }
  }

  private func export(_ cells: CellSet) throws {
    let export = CellSetExport(cells: cells, write: write)
    switch format {
    case .table: try CellSetGrid(cells: cells, width: layout.width, usesColor: layout.usesColor).write(write)
    case .wide:
      try CellSetGrid(cells: cells, width: nil, usesColor: layout.usesColor, showsProperties: true).write(
        write)
    case .json: try export.objects(isArray: true)
    case .ndjson: try export.objects(isArray: false)
    case .csv: try export.lines(.csv)
    case .tsv: try export.lines(.tsv)
    case .name: try export.names()
    }
  }

  private func makeExporter() -> any Exporter<ResultRow> {
    switch format {
    case .table: ResultTableExporter(width: layout.width, usesColor: layout.usesColor, write: write)
    case .wide: ResultTableExporter(width: nil, usesColor: layout.usesColor, write: write)
    case .json: JSONExporter(isArray: true, write: write)
    case .ndjson: JSONExporter(isArray: false, write: write)
    case .csv: DelimitedExporter(.csv, note: note, write: write)
    case .tsv: DelimitedExporter(.tsv, note: note, write: write)
    case .name: NameExporter(write: write)
    }
  }
}

extension ResultRow: TableListable {
  public static func tableColumns(extras: [String]) -> [TableColumn<ResultRow>] { [] }
  public var emphasis: SessionStatus? { nil }
}
