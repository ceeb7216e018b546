import Foundation
import SessionControl
import Testing

@testable import XMLAClient

/// Documents in the shapes that real servers send; `Fixtures/README.md` says where each comes from.
enum Fixture {
  static func bytes(_ path: String) throws -> [UInt8] {
    let url = try #require(
      Bundle.module.url(forResource: "Fixtures/\(path)", withExtension: nil), "no fixture \(path)")
    return [UInt8](try Data(contentsOf: url))
  }

  static func text(_ path: String) throws -> String { String(decoding: try bytes(path), as: UTF8.self) }

  static var responseNames: [String] {
    get throws {
      let folder = try #require(Bundle.module.url(forResource: "Fixtures/responses", withExtension: nil))
      return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    }
  }

  /// Reads a response, in pieces of `step` bytes.
  static func read(_ name: String, step: Int = .max) throws -> (reply: Reply, rows: CollectedRows) {
    try read(try bytes("responses/\(name).xml"), step: step)
  }

  static func read(_ bytes: [UInt8], step: Int = .max) throws -> (reply: Reply, rows: CollectedRows) {
    let rows = CollectedRows()
    let decoder = ReplyDecoder(reader: ReplyReader(sink: rows))
    var rest = bytes[...]
    while !rest.isEmpty {
      try rest.prefix(step).withUnsafeBytes { try decoder.feed($0) }
      rest = rest.dropFirst(step)
    }
    return (try decoder.finish(), rows)
  }
}

/// Keeps the rows of a reply, each with its columns' names, and its cells.
final class CollectedRows: RowsetSink {
  private(set) var columns: [RowsetColumn] = []
  private(set) var announcements = 0
  private(set) var rows: [[Value]] = []
  private(set) var cells: [CellSet] = []

  func columns(_ columns: [RowsetColumn]) {
    self.columns = columns
    announcements += 1
  }

  func row(_ values: [Value]) { rows.append(values) }

  func cells(_ cells: CellSet) { self.cells.append(cells) }

  func value(_ row: Int, _ column: String) throws -> Value {
    let index = try #require(columns.firstIndex { $0.name == column }, "no column \(column)")
    return rows[row][index]
  }
}
