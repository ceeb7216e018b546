internal import SessionControl

/// One cancel that was decided on.
struct CancelPlan: Sendable {
  /// What it is about.
  var victim: Victim
  /// All that it may hit before it ends: more than the victim where it may escalate.
  var reach: Victim

  init(victim: Victim) {
    self.victim = victim
    reach = victim
  }
}

/// What came of one cancel, and of which step.
struct CancelResult: Sendable {
  var outcome: CancelOutcome
  var origin: CancelReport.Origin
  /// What made sure that it hit what was meant.
  var guarantee: String?
  /// What the session of a command that stopped does now.
  var sequel: String?

  init(
    _ outcome: CancelOutcome, _ origin: CancelReport.Origin = .thisRun, guarantee: String? = nil
  ) {
    self.outcome = outcome
    self.origin = origin
    self.guarantee = guarantee
  }
}
