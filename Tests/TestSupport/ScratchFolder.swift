import Foundation

/// A folder for one test, removed when the test is over.
public struct ScratchFolder: Sendable {
  public let path: String

  /// Runs `body` with a folder of its own.
  public static func with<Result>(_ body: (ScratchFolder) async throws -> Result) async throws -> Result {
    // Short: a Unix socket's path has at most 107 bytes.
    let path = "/tmp/xmlactl-test.\(UUID().uuidString.prefix(8))"
    try FileManager.default.createDirectory(
      atPath: path, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
    defer { try? FileManager.default.removeItem(atPath: path) }
    return try await body(ScratchFolder(path: path))
  }

  /// Writes a file and gives its path.
  public func write(_ text: String, to name: String, mode: Int = 0o600) throws -> String {
    let file = "\(path)/\(name)"
    try text.write(toFile: file, atomically: false, encoding: .utf8)
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file)
    return file
  }

  /// Names in the folder.
  public var entries: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: path) }
  }
}
