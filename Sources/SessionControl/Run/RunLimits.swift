/// How long a statement may run, and how long it is waited for after it was asked to stop.
///
/// Source: seed "MySqlCommand Cancellation", CommandTimeout and CancellationTimeout.
public struct RunLimits: Sendable, Hashable {
  /// How long to wait for the soft cancel of an expired command before the connection is closed.
  public enum Cancellation: Sendable, Hashable {
    /// No soft cancel: the connection is closed at once (the seed's -1).
    case immediate
    case after(Duration)
    /// The connection is never closed (the seed's 0).
    case never

    /// Reads a duration, 0 or -1; nil when it is none of them.
    public init?(text: String) {
      if text == "-1" {
        self = .immediate
        return
      }
      guard let duration = RunLimits.duration(text: text) else { return nil }
      self = duration == .zero ? .never : .after(duration)
    }
  }

  /// Reads a duration; a plain number is seconds, as in the seed.
  public static func duration(text: String) -> Duration? {
    let isPlain = !text.isEmpty && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
    return Duration(text: isPlain ? text + "s" : text)
  }

  /// When a soft cancel is asked for; nil is never (the seed's 0).
  public var command: Duration?
  public var cancellation: Cancellation

  /// - Parameter command: zero is never as well.
  public init(command: Duration? = nil, cancellation: Cancellation = .after(.seconds(2))) {
    self.command = command == .zero ? nil : command
    self.cancellation = cancellation
  }
}
