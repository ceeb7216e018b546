extension SandboxModel {
  /// Carries out a Cancel in a manner; parameters and errors are those of `cancel(_:ownSession:by:at:)`.
  mutating func cancel(
    _ command: CancelCommand, manner: CancelManner, ownSession: Int?, by user: SandboxUser, at now: Timestamp
  ) throws(SandboxFault) -> CancelOutcome {
    guard manner != .prompt else { return try cancel(command, ownSession: ownSession, by: user, at: now) }
    var trial = self
    let outcome = try trial.cancel(command, ownSession: ownSession, by: user, at: now)
    guard case .cancelled = outcome, manner != .warning else { return .nothingRunning }
    if case .late(let milliseconds) = manner {
      schedule(
        LateCancel(
          due: now.adding(milliseconds: milliseconds), command: command, ownSession: ownSession, user: user),
        seenIn: trial)
    }
    return .cancelled([])
  }

  /// Remembers a cancel, and marks the sessions that it changed in a trial.
  private mutating func schedule(_ cancel: LateCancel, seenIn trial: SandboxModel) {
    var cancel = cancel
    for session in sessions(near: cancel.command, ownSession: cancel.ownSession) {
      guard let after = trial.session(session.index) else {
        mark(session.index, .session)
        continue
      }
      if let running = session.runningCommand, after.runningCommand != running {
        mark(session.index, .command(number: running.number))
        cancel.onlyStops = running
      }
    }
    lateCancels.append(cancel)
  }

  /// The sessions on the connection that a cancel names in any way.
  func sessions(near command: CancelCommand, ownSession: Int?) -> [SandboxSession] {
    let named =
      command.spid.flatMap { identities.session(ofSPID: $0) }.flatMap { session($0) }
      ?? command.sessionID.flatMap { session(identifiedBy: $0) }
      ?? ownSession.flatMap { session($0) }
    let index =
      command.connectionID.flatMap { identities.connection(ofIdentifier: $0) } ?? named?.connection
    return index.flatMap { connection($0) }.map { sessions(of: $0) } ?? []
  }

  /// Carries out the late cancels that are due.
  ///
  /// - Parameter onEach: is told of each, with the model before it.
  /// - Returns: the commands that were running and have to stop.
  mutating func carryOutLateCancels(
    at now: Timestamp, onEach: (LateCancel, _ before: SandboxModel, _ after: SandboxModel) -> Void
  ) -> [CommandReference] {
    let due = lateCancels.filter { $0.due <= now }
    lateCancels.removeAll { $0.due <= now }
    var stopped: [CommandReference] = []
    for late in due {
      let before = self
      defer { onEach(late, before, self) }
      if let only = late.onlyStops, session(only.session)?.runningCommand != only { continue }
      // What it named may have ended by itself.
      if case .cancelled(let references)? = try? cancel(
        late.command, ownSession: late.ownSession, by: late.user, at: now)
      {
        stopped += references
      }
    }
    return stopped
  }
}
