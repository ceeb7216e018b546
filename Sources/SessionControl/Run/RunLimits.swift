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
  }

  /// When a soft cancel is asked for; nil is never (the seed's 0).
  public var command: Duration?
  public var cancellation: Cancellation

  public init(command: Duration? = nil, cancellation: Cancellation = .after(.seconds(2))) {
    self.command = command
    self.cancellation = cancellation
  }
}
