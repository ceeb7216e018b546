/// What to do with a request after one look at the server. Pure: the dangerous half, testable without one.
public enum CancelDecision: Sendable, Equatable {
  case send
  /// It is cancelled already: there is nothing to send, and its end can be watched.
  case watch
  case finish(CancelOutcome)

  /// - Parameters:
  ///   - victim: what the look found; nil when there is no such id.
  ///   - demands: what the person demanded of it.
  public static func judge(
    _ request: CancelRequest, victim: Victim?, demands: CancelGuard
  ) -> CancelDecision {
    guard let victim, victim.isUnseen || victim.connection != nil || !victim.sessions.isEmpty else {
      return .finish(.nothingToCancel("this user sees no \(request.place) on this server"))
    }
    if victim.isUnseen {
      guard demands.isEmpty, request.isBare else {
        return .finish(
          .refused("this user may not list sessions, so what was demanded or listed can't be checked"))
      }
      return .send
    }
    if let protection = victim.sessions.lazy.compactMap(\.protection).first {
      return .finish(.refused("it \(protection.reason)"))
    }
    let differences = demands.differences(in: victim)
    guard differences.isEmpty else {
      return .finish(.refused(differences.map(\.description).joined(separator: ", ")))
    }
    if request.scope == .command, victim.sessions.allSatisfy(\.status.isIdle) {
      return .finish(.nothingToCancel("\(request.place) is idle, no command runs there"))
    }
    // A whole session or connection can still be ended while its command rolls back.
    if request.scope == .command, victim.sessions.allSatisfy({ $0.status == .cancelled }) { return .watch }
    return .send
  }
}
