import Foundation

/// The file that tells others that the server listens, and where.
struct ReadyFile {
  let path: String

  /// Writes one line at once: who sees the file sees all of it.
  func write(_ line: String) throws {
    try Data("\(line)\n".utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
  }

  func remove() {
    try? FileManager.default.removeItem(atPath: path)
  }
}
