/// How long to wait for a server. There is no way to wait for ever.
public struct TimeLimits: Sendable, Hashable {
  /// For the connection, with name lookup, TLS and greeting.
  public var connect: Duration
  /// For the next sign of life once connected.
  public var answer: Duration

  public init(connect: Duration = .seconds(10), answer: Duration = .seconds(30)) {
    self.connect = connect
    self.answer = answer
  }
}
