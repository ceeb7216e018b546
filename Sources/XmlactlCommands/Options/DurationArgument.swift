internal import ArgumentParser
internal import SessionControl

/// How durations are read from the command line.
enum DurationArgument {
  static func any(_ text: String) throws -> Duration {
    guard let duration = Duration(text: text) else {
      throw ValidationError(
        "'\(text.printable)' is not a whole number and its unit, such as 500ms, 30s, 10m or 2h")
    }
    return duration
  }

  static func positive(_ text: String) throws -> Duration {
    let duration = try any(text)
    guard duration > .zero else { throw ValidationError("'\(text.printable)' leaves no time at all") }
    return duration
  }
}
