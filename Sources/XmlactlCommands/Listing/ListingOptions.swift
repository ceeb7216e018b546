internal import ArgumentParser
internal import Rendering
internal import SessionControl

/// How a listing is written, and whether again and again.
struct ListingOptions: ParsableArguments {
  @OptionGroup var output: OutputOptions

  @Option(
    name: .customLong("watch"), defaultAsFlag: Interval.every(.seconds(2)), parsing: .next,
    help: ArgumentHelp(
      """
      List again every so often, such as 5, 500ms or 1m, until Ctrl-C: in place on a terminal, else one list after the \
      other.
      """, valueName: "interval"),
    transform: Interval.init)
  private var interval: Interval?

  var format: OutputFormat { output.output }

  /// How often to look; nil is once.
  var watch: Duration? {
    guard case .every(let duration) = interval else { return nil }
    return duration
  }

  func validate() throws {
    if case .refused(let why) = interval { throw ValidationError(why) }
    guard interval == nil || format != .json else {
      throw ValidationError(
        "-o json is one document, and --watch has no end; -o ndjson writes one object for each row")
    }
  }

  /// What `--watch` says.
  enum Interval: CustomStringConvertible {
    case every(Duration)
    /// It was meant for an interval, and is none.
    case refused(why: String)

    private static let shortest = Duration.milliseconds(100)

    /// Plain numbers are seconds, as for watch(1). Never throws: ArgumentParser would take that for an option without
    /// a value.
    init(_ text: String) {
      guard let duration = RunLimits.duration(text: text) else {
        self = .refused(
          why:
            "'\(text.printable)' is no interval; write seconds, or a number and its unit, such as 500ms or 1m, "
            + "or --watch at the end")
        return
      }
      self =
        duration < Self.shortest
        ? .refused(why: "'\(text.printable)' is too often; 100ms is the least") : .every(duration)
    }

    var description: String {
      switch self {
      case .every(let duration): "\(duration.wholeMilliseconds / 1_000)s"
      case .refused(let why): why
      }
    }
  }
}
