internal import ArgumentParser
internal import SessionControl

/// How long a statement may run (seed "MySqlCommand Cancellation"). Plain numbers are seconds, as there.
struct RunTimeouts: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Ask the server to stop a statement that runs longer than this, such as 30s; 0 is never (default: 0).",
      valueName: "duration"),
    transform: Self.duration)
  var commandTimeout: Duration?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      """
      Then close the connection if the statement does not stop within this; 0 is never, -1 closes it at once, \
      without asking the server (default: 2s).
      """, valueName: "duration"),
    transform: Self.cancellation)
  var cancellationTimeout: RunLimits.Cancellation = .after(.seconds(2))

  var limits: RunLimits {
    RunLimits(
      command: commandTimeout.flatMap { $0 == .zero ? nil : $0 }, cancellation: cancellationTimeout)
  }

  private static func duration(_ text: String) throws -> Duration {
    if let seconds = UInt32(text), text.utf8.allSatisfy({ $0 != UInt8(ascii: "+") }) {
      return .seconds(seconds)
    }
    return try DurationArgument.any(text)
  }

  private static func cancellation(_ text: String) throws -> RunLimits.Cancellation {
    if text == "-1" { return .immediate }
    let duration = try duration(text)
    return duration == .zero ? .never : .after(duration)
  }
}
