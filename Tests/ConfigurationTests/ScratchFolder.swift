import Foundation

/// A folder for one test. Remove it with `defer`.
struct ScratchFolder {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.appendingPathComponent("xmlactl-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(
      atPath: path, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
  }

  func remove() { try? FileManager.default.removeItem(atPath: path) }

  /// Writes a file and sets exactly this mode, whatever the umask is.
  func file(_ name: String, _ content: [UInt8], mode: Int = 0o600) throws -> String {
    let file = "\(path)/\(name)"
    try Data(content).write(to: URL(fileURLWithPath: file))
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file)
    return file
  }

  func file(_ name: String, _ content: String, mode: Int = 0o600) throws -> String {
    try file(name, Array(content.utf8), mode: mode)
  }

  func folder(_ name: String) throws -> String {
    let folder = "\(path)/\(name)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    return folder
  }
}
