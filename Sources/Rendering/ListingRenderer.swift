internal import Synchronization
public import SessionControl

/// Writes a listing in one format, as it arrives.
///
/// Safe to use from the thread that reads the listing while another waits for it.
public final class ListingRenderer<Item: TableListable>: Sendable {
  private let exporter: Mutex<any Exporter<Item>>

  /// - Parameters:
  ///   - layout: for the formats made for people.
  ///   - note: takes what a person should know of the output.
  ///   - write: takes the finished bytes; may throw, which ends the listing.
  public init(
    format: OutputFormat, layout: TableLayout, note: @escaping @Sendable (String) -> Void = { _ in },
    write: @escaping @Sendable ([UInt8]) throws -> Void
  ) {
    let exporter: any Exporter<Item> =
      switch format {
      case .table: TableExporter(layout: layout, write: write)
      case .wide: WideExporter(layout: layout, write: write)
      case .json: JSONExporter(isArray: true, write: write)
      case .ndjson: JSONExporter(isArray: false, write: write)
      case .csv: DelimitedExporter(.csv, note: note, write: write)
      case .tsv: DelimitedExporter(.tsv, note: note, write: write)
      case .name: NameExporter(write: write)
      }
    self.exporter = Mutex(exporter)
  }

  /// Takes one event of the listing of one target. Notes are not output.
  public func receive(_ event: ListingEvent<Item>, from target: String) throws {
    try exporter.withLock { exporter in
      switch event {
      case .columns(let shape): try exporter.begin(target: target, extras: shape)
      case .item(let item): try exporter.add(item, target: target)
      case .note: break
      }
    }
  }

  /// The rows that follow were seen then, ISO-8601 UTC; the formats for scripts say so in each row. To be called
  /// before the first of them, or never.
  public func look(at time: String) { exporter.withLock { $0.look(at: time) } }

  /// Takes an item, marked where the layout shows that.
  public func receive(_ item: Item, from target: String, mark: RowMark?) throws {
    try exporter.withLock { try $0.add(item, target: target, mark: mark) }
  }

  /// Ends the output. Not to be called when the listing failed: a cut-off JSON array must not look whole.
  public func finish() throws { try exporter.withLock { try $0.finish() } }
}

/// One output format.
protocol Exporter<Item> {
  associatedtype Item: TableListable

  /// The listing of a target begins; its items have these extra columns.
  mutating func begin(target: String, extras: RowShape) throws
  mutating func add(_ item: Item, target: String) throws
  mutating func finish() throws

  /// The rows that follow were seen then.
  mutating func look(at time: String)
  mutating func add(_ item: Item, target: String, mark: RowMark?) throws
}

/// Most formats show neither.
extension Exporter {
  mutating func look(at time: String) {}
  mutating func add(_ item: Item, target: String, mark: RowMark?) throws { try add(item, target: target) }
}

typealias NoteWriter = @Sendable (String) -> Void
typealias ByteWriter = @Sendable ([UInt8]) throws -> Void
