import Foundation

/// What happens to a server's process.
extension TestMariaDB {
  /// Runs `body` while the server is frozen; whatever it does, the server goes on afterwards.
  public func frozen<Result>(_ body: () async throws -> Result) async throws -> Result {
    try freeze()
    defer { try? thaw() }
    return try await body()
  }

  public func freeze() throws { kill(try processID, SIGSTOP) }
  public func thaw() throws { kill(try processID, SIGCONT) }

  /// Ends the server at once, as if the machine had lost power.
  public func crash() throws { kill(try processID, SIGKILL) }
}
