internal import ArgumentParser
internal import SessionControl

/// How long a statement may run (seed "MySqlCommand Cancellation"). Plain numbers are seconds, as there.
struct RunTimeouts: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      Ask the server to stop a statement that runs longer than this, such as 30s; 0 is never (default: what the target \
      says, or 0).
      """, valueName: "duration"),
    transform: Self.duration)
  var commandTimeout: Duration?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      """
      Then close the connection if the statement does not stop within this; 0 is never, -1 closes it at once, \
      without asking the server (default: what the target says, or 2s).
      """, valueName: "duration"),
    transform: Self.cancellation)
  var cancellationTimeout: RunLimits.Cancellation?

  /// - Parameter target: what holds where the command line says nothing.
  func limits(of target: Target) -> RunLimits {
    RunLimits(
      command: commandTimeout ?? target.runLimits.command,
      cancellation: cancellationTimeout ?? target.runLimits.cancellation)
  }

  private static func duration(_ text: String) throws -> Duration {
    guard let duration = RunLimits.duration(text: text) else { throw refusal(text) }
    return duration
  }

  private static func cancellation(_ text: String) throws -> RunLimits.Cancellation {
    guard let limit = RunLimits.Cancellation(text: text) else { throw refusal(text) }
    return limit
  }

  private static func refusal(_ text: String) -> ValidationError {
    ValidationError(
      "'\(text.printable)' is no time; write seconds, or a number and its unit, such as 500ms or 2m")
  }
}
