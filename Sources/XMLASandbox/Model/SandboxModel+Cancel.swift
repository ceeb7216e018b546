extension SandboxModel {
  /// Carries out a Cancel command (seed "Canceling Commands").
  ///
  /// - Parameters:
  ///   - ownSession: the index of the session whose header came with the command, nil without one. An
  ///     implicit session has no command that a later request could cancel.
  ///   - user: who asks.
  /// - Returns: the commands that were stopped, or that there was nothing to stop. An idle session or
  ///   connection that is cancelled is an effect too: only where just a command was asked for (an empty
  ///   Cancel, or a SPID) an idle session means that nothing was running.
  /// - Throws: a fault for several ids at once, for an id that is not there, or without permission.
  mutating func cancel(
    _ command: CancelCommand, ownSession: Int?, by user: SandboxUser, at now: Timestamp
  ) throws(SandboxFault) -> CancelOutcome {
    guard command.identifierCount <= 1 else { throw .ambiguousCancel }
    if let identifier = command.connectionID {
      return try cancelConnection(identifier, by: user)
    }
    if let spid = command.spid {
      return try cancelSPID(spid, associated: command.cancelsAssociated, by: user, at: now)
    }
    if let identifier = command.sessionID {
      return try cancelSession(identifier, associated: command.cancelsAssociated, by: user)
    }
    return cancelCommand(ofSession: ownSession, at: now)
  }

  private mutating func cancelCommand(ofSession index: Int?, at now: Timestamp) -> CancelOutcome {
    guard let index, let stopped = stopCommand(ofSession: index, at: now) else { return .nothingRunning }
    return .cancelled([stopped])
  }

  private mutating func cancelSPID(
    _ spid: Int, associated: Bool, by user: SandboxUser, at now: Timestamp
  ) throws(SandboxFault) -> CancelOutcome {
    guard user.isServerAdministrator else { throw .cancelDenied(to: user) }
    guard let session = identities.session(ofSPID: spid).flatMap({ session($0) }) else {
      throw .unknownSPID(spid)
    }
    guard !associated else { return .cancelled(try cancelAll(onConnectionOf: session)) }
    return cancelCommand(ofSession: session.index, at: now)
  }

  private mutating func cancelSession(
    _ identifier: String, associated: Bool, by user: SandboxUser
  ) throws(SandboxFault) -> CancelOutcome {
    guard user.role != .reader else { throw .cancelDenied(to: user) }
    guard let session = session(identifiedBy: identifier) else { throw .unknownSession(identifier) }
    guard user.administers(database: session.database) else { throw .cancelDenied(to: user) }
    guard associated else { return .cancelled([endSession(session.index)].compactMap(\.self)) }
    // It takes the connection down, which is a server administrator's right.
    guard user.isServerAdministrator else { throw .cancelDenied(to: user) }
    return .cancelled(try cancelAll(onConnectionOf: session))
  }

  private mutating func cancelConnection(
    _ identifier: Int, by user: SandboxUser
  ) throws(SandboxFault) -> CancelOutcome {
    guard user.isServerAdministrator else { throw .cancelDenied(to: user) }
    guard let connection = identities.connection(ofIdentifier: identifier).flatMap({ connection($0) }) else {
      throw .unknownConnection(identifier)
    }
    guard !sessions(of: connection).isEmpty else {
      throw .sessionsNotLocated(ofConnection: identifier)
    }
    return .cancelled(try cancelAll(on: connection))
  }

  private mutating func cancelAll(
    onConnectionOf session: SandboxSession
  ) throws(SandboxFault) -> [CommandReference] {
    guard let connection = connection(session.connection) else { return [] }
    return try cancelAll(on: connection)
  }

  private mutating func cancelAll(
    on connection: SandboxConnection
  ) throws(SandboxFault) -> [CommandReference] {
    // "such as when the data pump opens multiple sessions while providing HTTP connectivity" (the seed's note)
    guard connection.index != pump else {
      throw .sessionsNotLocated(ofConnection: identities.identifier(ofConnection: connection.index))
    }
    let stopped = sessions(of: connection).compactMap { endSession($0.index) }
    endConnection(connection.index)
    return stopped
  }
}
