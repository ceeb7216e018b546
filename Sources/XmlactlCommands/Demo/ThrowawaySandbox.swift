package import Configuration
internal import SessionControl

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// An `xmla-sandbox` on a free port of loopback, which ends with its supervisor.
package struct ThrowawaySandbox {
  package let url: String

  /// - Throws: ``ControlError`` when there is no `xmla-sandbox`, or it does not come up.
  package init(
    supervisor: Supervisor, executables: Executables, name: String = "sandbox", arguments: [String] = []
  ) async throws {
    guard let program = executables.path(of: "xmla-sandbox") else {
      throw ControlError(
        .configuration, "xmla-sandbox is not beside xmlactl and not in PATH",
        hint: "'swift build' makes both")
    }
    let readyFile = "\(supervisor.folder)/\(name).url"
    let log = "\(name).log"
    supervisor.start(program, ["--ready-file", readyFile] + arguments, log: log)
    url = try await Readiness.wait(for: "xmla-sandbox", log: "\(supervisor.folder)/\(log)") {
      Self.firstLine(of: readyFile)
    }
  }

  /// The file appears whole or not at all.
  private static func firstLine(of path: String) -> String? {
    guard let file = fopen(path, "r") else { return nil }
    defer { fclose(file) }
    var buffer = [CChar](repeating: 0, count: 1_024)
    guard fgets(&buffer, Int32(buffer.count), file) != nil else { return nil }
    let bytes = buffer.prefix { $0 != 0 && $0 != 0x0A }.map(UInt8.init(bitPattern:))
    return String(decoding: bytes, as: UTF8.self)
  }
}
