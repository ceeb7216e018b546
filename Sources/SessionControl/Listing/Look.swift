/// One look at a list of one target, of many.
public struct Look<Item: Listable>: Sendable {
  /// What was there.
  public struct Findings: Sendable {
    public var shape = RowShape.empty
    public var items: [Item] = []
    /// What there is to say beside the list, as clauses.
    public var notes: [String] = []

    public init() {}
  }

  /// When it began.
  public let time: Moment
  public let result: Result<Findings, ControlError>

  public init(at time: Moment, _ result: Result<Findings, ControlError>) {
    self.time = time
    self.result = result
  }
}

/// A point in time, as programs and people read it.
public struct Moment: Sendable, Equatable {
  public let instant: ContinuousClock.Instant
  /// ISO-8601 in UTC, to the millisecond.
  public let utc: String
  /// `HH:MM:SS` in the zone of who reads it.
  public let local: String

  public init(instant: ContinuousClock.Instant, utc: String, local: String) {
    self.instant = instant
    self.utc = utc
    self.local = local
  }
}
