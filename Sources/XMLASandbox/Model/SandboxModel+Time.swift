extension SandboxModel {
  /// Lets everything happen that is due: late cancels, and the end of sessions that were idle too long.
  ///
  /// Nothing happens by itself, so this comes before each look at the model.
  ///
  /// - Parameter onLateCancel: is told of each late cancel, with the model before and after it.
  /// - Returns: the commands that were running and have to stop.
  mutating func advance(
    to now: Timestamp, onLateCancel: (LateCancel, SandboxModel, SandboxModel) -> Void = { _, _, _ in }
  ) -> [CommandReference] {
    time = max(time, now)
    let stopped = carryOutLateCancels(at: now, onEach: onLateCancel)
    guard let sessionTimeout else { return stopped }
    // Sessions that have not changed since the start are not looked through, they may be a million:
    // `session(_:)` leaves out those that have expired.
    for session in changedSessions.keys.compactMap({ session($0) })
    where session.isExpired(after: sessionTimeout, at: now) {
      endSession(session.index)
    }
    return stopped
  }
}

extension SandboxSession {
  /// Whether it was idle for longer than its server allows. Only explicit sessions wait for a client.
  func isExpired(after timeout: SandboxDuration, at now: Timestamp) -> Bool {
    isExplicit && idleTime(at: now) > timeout.milliseconds
  }
}
