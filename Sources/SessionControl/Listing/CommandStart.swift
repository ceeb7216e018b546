/// When a command began, computed from the server's clock and the command's running time.
///
/// MariaDB gives each statement inside a procedure an id of its own while the running time goes on, so only this
/// tells that the procedure is still the same.
public struct CommandStart: Sendable, Equatable {
  /// Since 1970.
  public var milliseconds: Int64
  /// How far two readings of one start may be apart.
  public var tolerance: Int64

  public init(milliseconds: Int64, tolerance: Int64) {
    self.milliseconds = milliseconds
    self.tolerance = tolerance
  }

  /// Whether two readings are of the same start; nil when they can't tell. A command that began after the first
  /// reading starts at least `age` later, so `age` has to stand out from the tolerance.
  public func isSame(as other: CommandStart, age: UInt64) -> Bool? {
    guard age > UInt64(2 * max(tolerance, other.tolerance)) else { return nil }
    return abs(milliseconds - other.milliseconds) <= max(tolerance, other.tolerance)
  }
}
