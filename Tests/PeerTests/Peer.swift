import Configuration
import Foundation
import SessionControl
import TestSupport
import XmlactlCommands

/// What the real peers share: where their programs are, and how one waits for them.
enum Peer {
  static let executables = Executables(environment: Environment(["PATH": "\(Program.folder):/usr/bin:/bin"]))

  static func path(_ program: String) throws -> String {
    guard let path = executables.path(of: program) else {
      throw ControlError(.configuration, "\(program) is not installed")
    }
    return path
  }

  /// Whether these programs and files are all there.
  static func isInstalled(_ programs: [String], files: [String] = []) -> Bool {
    programs.allSatisfy { executables.path(of: $0) != nil }
      && files.allSatisfy { FileManager.default.fileExists(atPath: $0) }
  }

  /// Whether servers have to change to a user of their own.
  static var isRoot: Bool { geteuid() == 0 }

  /// Lets a server that runs as `nobody` read what is in the folder.
  static func open(_ folder: String) throws {
    guard isRoot else { return }
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder)
  }

  /// Writes a file of a server's, which everybody may read.
  static func write(_ text: String, to path: String) throws {
    try text.write(toFile: path, atomically: false, encoding: .utf8)
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
  }

  /// Waits until something listens there.
  static func wait(for what: String, port: UInt16, log: String) async throws {
    try await Readiness.wait(for: what, log: log) { isListening(port) ? () : nil }
  }

  private static func isListening(_ port: UInt16) -> Bool {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    defer { close(descriptor) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    address.sin_port = port.bigEndian
    return withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
  }

  /// Runs a line of shell that must succeed.
  @discardableResult
  static func shell(_ line: String, environment: [String: String] = [:]) async throws -> String {
    let result = try await Program.shell("{ \(line)\n} 2>&1", environment: environment)
    guard result.status == 0 else {
      throw ControlError(.configuration, "'\(line)' failed", detail: result.output)
    }
    return result.output
  }
}
