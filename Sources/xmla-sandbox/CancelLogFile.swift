import Foundation
import Synchronization
import XMLASandbox

/// The file that gets a line of JSON for each Cancel before its client gets the reply.
final class CancelLogFile: Sendable {
  private let file: Mutex<FileHandle>

  /// Empties the file, or makes it.
  init(path: String) throws {
    try Data().write(to: URL(fileURLWithPath: path))
    file = Mutex(try FileHandle(forWritingTo: URL(fileURLWithPath: path)))
  }

  func write(_ record: CancelRecord) {
    file.withLock { try? $0.write(contentsOf: Data((record.line + "\n").utf8)) }
  }
}
