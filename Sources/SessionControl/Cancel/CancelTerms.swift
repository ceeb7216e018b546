/// What must hold at the last look, just before a cancel is sent. What was true when it was chosen may have
/// changed while others were cancelled, or while a person thought about the question.
public struct CancelTerms: Sendable {
  /// What the person demanded of whatever is hit.
  public var demands: CancelGuard
  /// Ids of the sessions that were agreed to; nil where all that the request reaches by then may be hit.
  public var agreed: Set<String>?
  /// What the whole is about, where the request is a step of an escalation.
  public var original: Victim?

  public init(demands: CancelGuard = CancelGuard(), agreed: Set<String>? = nil, original: Victim? = nil) {
    self.demands = demands
    self.agreed = agreed
    self.original = original
  }

  /// What the last look forbids; nil when the cancel may be sent.
  ///
  /// - Parameters:
  ///   - victim: what was chosen.
  ///   - now: what the last look shows of it.
  public func objection(to victim: Victim, now: Victim?) -> CancelReply? {
    if let objection = CancelGuard.objection(to: victim, now: now) { return objection }
    guard let now else { return nil }
    if let protection = now.sessions.lazy.compactMap(\.protection).first {
      return .refused("it \(protection.reason)")
    }
    let differences = demands.differences(in: now)
    guard differences.isEmpty else { return .changed(differences) }
    if let original {
      return Escalation.objection(to: now, for: original, agreed: agreed ?? []).map(CancelReply.refused)
    }
    return agreed.flatMap { Self.strangers(in: now, agreed: $0) }.map(CancelReply.refused)
  }

  /// Says that sessions came in that nobody agreed to; nil when there is none.
  static func strangers(in now: Victim, agreed: Set<String>) -> String? {
    // Those without an id can't be told apart; of a connection any number may have come in.
    let strangers = now.sessions.filter {
      !agreed.contains($0.id) || $0.id.isEmpty && now.request.scope == .connection
    }
    return strangers.isEmpty
      ? nil : "\(now.request) has \(strangers.count) more sessions by now than were agreed to"
  }
}
