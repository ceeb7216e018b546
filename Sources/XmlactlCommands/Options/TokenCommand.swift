internal import Configuration
internal import SessionControl
internal import Subprocess

/// Gets a bearer token from a line of shell, such as `az account get-access-token ... -o tsv`.
///
/// What it says on stderr is for the person. It has no stdin and no terminal: in a session of its own, all that
/// it started ends with it.
enum TokenCommand {
  /// - Parameter limit: how long it may take.
  /// - Throws: ``ControlError``, never with any of the output; or `CancellationError`.
  static func run(_ line: String, within limit: Duration) async throws -> Secret {
    try await withThrowingTaskGroup(of: Secret.self) { group in
      group.addTask { try await run(line) }
      group.addTask {
        try await Task.sleep(for: limit)
        throw ControlError(
          .timedOut, "the token command did not end within \(limit.spoken)",
          hint: "run it in a shell to see why; a longer --timeout waits longer")
      }
      defer { group.cancelAll() }
      guard let first = try await group.next() else { preconditionFailure("the group has two tasks") }
      return first
    }
  }

  private static func run(_ line: String) async throws -> Secret {
    var options = PlatformOptions()
    options.createSession = true
    options.teardownSequence = [
      .send(signal: .kill, toProcessGroup: true, allowedDurationToNextStep: .seconds(1))
    ]
    do {
      let result = try await Subprocess.run(
        .name("sh"), arguments: ["-c", line], platformOptions: options, input: .none,
        output: .bytes(limit: 1 << 20), error: .currentStandardError)
      guard result.terminationStatus.isSuccess else { throw failed(result.terminationStatus) }
      return try BearerToken.parse(output: result.standardOutput)
    } catch let error as SubprocessError {
      throw failed(error)
    }
  }

  private static func failed(_ how: any CustomStringConvertible) -> ControlError {
    ControlError(
      .configuration, "the token command failed", detail: how.description,
      hint: "run it in a shell to see why")
  }
}
