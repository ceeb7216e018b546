internal import SessionControl

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Waiting for a throwaway server to come up.
package enum Readiness {
  /// Tries until it works.
  ///
  /// - Parameter log: where the server writes what goes wrong.
  /// - Throws: ``ControlError`` after 30 seconds; or `CancellationError`.
  package static func wait<Result>(
    for what: String, log: String, _ attempt: () async throws -> Result?
  ) async throws -> Result {
    let started = ContinuousClock.now
    while ContinuousClock.now - started < .seconds(30) {
      do {
        if let result = try await attempt() { return result }
      } catch is ControlError {}
      try await Task.sleep(for: .milliseconds(50))
    }
    throw ControlError(
      .unreachable, "\(what) did not come up within 30 seconds", detail: lastLine(of: log),
      hint: "try again when this machine has less to do")
  }

  /// The log goes with its folder, so what it says last is told.
  private static func lastLine(of path: String) -> String? {
    guard let file = fopen(path, "r") else { return nil }
    defer { fclose(file) }
    var last: String?
    var buffer = [CChar](repeating: 0, count: 1_024)
    while fgets(&buffer, Int32(buffer.count), file) != nil {
      let line = String(
        decoding: buffer.prefix { $0 != 0 && $0 != 0x0A }.map(UInt8.init(bitPattern:)), as: UTF8.self)
      if !line.isEmpty { last = line }
    }
    return last
  }
}
