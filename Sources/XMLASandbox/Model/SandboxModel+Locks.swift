extension SandboxModel {
  /// Asks for a lock on a database within the session's transaction.
  ///
  /// - Returns: whether it is granted at once. Otherwise the session's command waits, and
  ///   ``grantWaitingLocks(at:)`` tells when it may go on.
  mutating func requestLock(
    _ mode: LockMode, on database: String, scope: SandboxLock.Scope, inSession index: Int, at now: Timestamp
  ) -> Bool {
    let transaction = transaction(forCommandIn: index, at: now)
    let isHeld = locks.contains {
      $0.session == index && $0.database == database && $0.mode == mode && $0.scope == scope
        && $0.grant != nil
    }
    if isHeld { return true }
    var lock = SandboxLock(
      number: nextLock, transaction: transaction.number, session: index, database: database, mode: mode,
      scope: scope, creation: now)
    nextLock += 1
    lock.grant = isBlocked(lock) ? nil : now
    locks.append(lock)
    if lock.grant == nil { setState(.blocked, ofSession: index) }
    return lock.grant != nil
  }

  /// Grants what nobody is in the way of any more, in the order in which it was asked for.
  ///
  /// - Returns: the commands that may go on.
  mutating func grantWaitingLocks(at now: Timestamp) -> [CommandReference] {
    var resumed: [CommandReference] = []
    for position in locks.indices where locks[position].grant == nil && !isBlocked(locks[position]) {
      locks[position].grant = now
      let session = locks[position].session
      setState(.running, ofSession: session)
      if let command = self.session(session)?.runningCommand { resumed.append(command) }
    }
    return resumed
  }

  /// Releases what a command held for itself.
  mutating func releaseLocks(ofCommand command: CommandReference) {
    locks.removeAll { $0.scope == .command(command) }
  }

  /// Releases what a command waited for, when it waits no more.
  mutating func releaseWaitingLocks(ofSession index: Int) {
    locks.removeAll { $0.session == index && $0.grant == nil }
  }

  /// Carries out Unlock.
  ///
  /// - Throws: a fault when the session holds no lock of that id.
  mutating func unlock(_ id: String, inSession index: Int) throws(SandboxFault) {
    let count = locks.count
    locks.removeAll { $0.session == index && $0.scope == .user(id: id.uppercased()) }
    guard locks.count < count else { throw .unknownLock(id) }
  }

  /// Whether another session has a lock that conflicts, or waits for one longer.
  private func isBlocked(_ lock: SandboxLock) -> Bool {
    locks.contains { other in
      other.session != lock.session && other.database == lock.database && other.number != lock.number
        && other.mode.conflicts(with: lock.mode) && (other.grant != nil || other.number < lock.number)
    }
  }
}
