import Configuration
import XmlactlCommands

/// Servers that a test starts for itself.
public enum TestServers {
  /// Runs `body` with an `xmla-sandbox` of its own.
  ///
  /// - Parameter arguments: further options, such as `--sessions 1000`.
  public static func withSandbox<Result: Sendable>(
    _ arguments: String..., body: (_ url: String) async throws -> Result
  ) async throws -> Result {
    try await withSandbox(arguments, body: body)
  }

  public static func withSandbox<Result: Sendable>(
    _ arguments: [String], body: (_ url: String) async throws -> Result
  ) async throws -> Result {
    let search = Executables(environment: Environment(["PATH": Program.folder]))
    return try await Supervisor.with(parent: "/tmp", prefix: "xmlactl-test") { supervisor in
      let sandbox = try await ThrowawaySandbox(
        supervisor: supervisor, executables: search, arguments: arguments)
      return try await body(sandbox.url)
    }
  }
}
