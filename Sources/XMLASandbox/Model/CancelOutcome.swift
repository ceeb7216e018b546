/// What a Cancel command did.
enum CancelOutcome: Hashable, Sendable {
  /// It took effect; these commands were running and have to stop.
  case cancelled([CommandReference])
  /// There was no command to cancel: a warning, not an error (facts c.2, 0x41140003).
  case nothingRunning
}
