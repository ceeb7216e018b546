import Foundation

/// What happens to a server's process.
extension TestMariaDB {
  /// The number of the server's process.
  private var process: pid_t {
    get throws {
      let text = try String(contentsOfFile: "\(folder)/mariadb.pid", encoding: .utf8)
      guard let number = pid_t(text.trimmingCharacters(in: .whitespacesAndNewlines)), number > 1 else {
        throw POSIXError(.ESRCH)
      }
      return number
    }
  }

  /// Runs `body` while the server is frozen; whatever it does, the server goes on afterwards.
  public func frozen<Result>(_ body: () async throws -> Result) async throws -> Result {
    try freeze()
    defer { try? thaw() }
    return try await body()
  }

  public func freeze() throws { kill(try process, SIGSTOP) }
  public func thaw() throws { kill(try process, SIGCONT) }

  /// Ends the server at once, as if the machine had lost power.
  public func crash() throws { kill(try process, SIGKILL) }
}
