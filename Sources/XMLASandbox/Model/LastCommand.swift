/// The command that a session runs now or ran last.
struct LastCommand: Hashable, Sendable {
  /// What the command is doing.
  enum State: Hashable, Sendable {
    /// It works.
    case running
    /// It waits for a resource that another command holds.
    case blocked
    /// It is over, whether by itself or by a cancel.
    case ended(Timestamp)
  }

  var text: String
  var start: Timestamp
  var state: State
  /// Which command of the session this is; tells a command from its successor.
  var number: Int
  /// Processor time per second of running, in ms.
  var cpuPerSecond: Int64
  /// Whether no client sent it: it belongs to the population.
  var isInvented = false

  /// The end, nil while it runs or waits.
  var end: Timestamp? {
    if case .ended(let time) = state { time } else { nil }
  }

  /// Milliseconds from the start to the end, or to `now` while it has none.
  func elapsed(at now: Timestamp) -> Int64 {
    (end ?? now).elapsed(since: start)
  }

  /// Processor time used so far, in ms.
  func cpuTime(at now: Timestamp) -> Int64 {
    elapsed(at: now) / 1_000 * cpuPerSecond
  }
}
