/// How fast a body comes. A server that sends a byte now and then, or blanks without end, would keep a limit on silence
/// happy for ever. Pure.
struct Pace {
  /// Of a window. A reply in chunks of one row is faster over the slowest line; a drip of bytes is not.
  static let minimumBytes: Int64 = 1_024

  let window: Duration
  private var start: ContinuousClock.Instant?
  private var contentAtStart: Int64 = 0
  private var count: Int64 = 0

  init(window: Duration) { self.window = window }

  /// - Parameters:
  ///   - count: the bytes of the body so far; fewer than before begin another body.
  ///   - content: those of them that said something.
  /// - Returns: whether it still comes fast enough.
  mutating func receive(_ count: Int64, content: Int64, at now: ContinuousClock.Instant) -> Bool {
    if count < self.count { start = nil }
    self.count = count
    guard let start else {
      if count > 0 { begin(content, at: now) }
      return true
    }
    guard now - start > window else { return true }
    guard content - contentAtStart >= Self.minimumBytes else { return false }
    begin(content, at: now)
    return true
  }

  private mutating func begin(_ content: Int64, at now: ContinuousClock.Instant) {
    start = now
    contentAtStart = content
  }

  /// Leaves out a time in which the server was not listened to, since whoever reads the output paused.
  mutating func excuse(_ pause: Duration) { start = start.map { $0 + pause } }
}
