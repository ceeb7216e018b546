/// From the least force to more: the command, its session, its connection; on MySQL the query, then the
/// connection (design section 2, `--escalate`).
public enum Escalation {
  /// How long each step is watched where nobody said.
  public static let defaultWait = Duration.seconds(10)

  /// What to cancel when the cancel of `request` was accepted and the work went on; nil at the end.
  ///
  /// - Parameter victim: what the whole cancel is about.
  public static func next(
    after request: CancelRequest, for victim: Victim, on kind: TargetKind
  ) -> CancelRequest? {
    var next = step(after: request, for: victim, on: kind)
    // The same number is somebody else on another node.
    next?.node = victim.node
    return next
  }

  private static func step(
    after request: CancelRequest, for victim: Victim, on kind: TargetKind
  ) -> CancelRequest? {
    switch (request.subject, kind) {
    case (.spid, .xmla), (.command, .xmla):
      guard !request.associated else { return nil }
      return victim.sessions.first?.knownID.map { CancelRequest(.session($0)) }
    case (.session, .xmla):
      guard !request.associated else { return nil }
      return victim.connectionID.map { CancelRequest(.connection($0)) }
    case (.spid(let id), .mysql): return CancelRequest(.connection(id), force: request.force)
    case (.command, .mysql), (.statement, .mysql):
      return victim.connectionID.map { CancelRequest(.connection($0), force: request.force) }
    case (.connection, _), (.session, .mysql), (.statement, .xmla): return nil
    }
  }

  /// Why the next step may not be taken; nil when it may.
  ///
  /// - Parameters:
  ///   - next: what the next step would hit, as seen now.
  ///   - victim: what the whole cancel is about.
  ///   - agreed: ids of the sessions that were counted when it was agreed to.
  public static func objection(to next: Victim, for victim: Victim, agreed: Set<String>) -> String? {
    let stillMeant = victim.sessions.contains { old in
      next.sessions.contains { new in
        guard old.id == new.id, old.user == new.user, old.startTime == new.startTime else { return false }
        return victim.request.scope != .command || CancelGuard.isSameCommand(old, new)
      }
    }
    guard stillMeant else { return "\(next.request) no longer holds what was to be cancelled" }
    return CancelTerms.strangers(in: next, agreed: agreed)
  }
}
