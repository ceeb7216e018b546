/// A model of an Analysis Services instance: its connections, their sessions and the commands they run.
///
/// A value: every change is a `mutating` function that gets the time, nothing happens by itself, and a copy
/// is a consistent snapshot that a slow listing can read while the original goes on. It stores only what
/// differs from the population it began with.
///
/// An explicit session lives on a connection of its own, because HTTP tells the server nothing better; the
/// sessions of the population share theirs. A session runs one command at a time; a second one is refused.
struct SandboxModel: Sendable {
  let population: Population
  /// Sessions that changed, and those opened since the start (their indices follow the population's).
  private(set) var changedSessions: [Int: SandboxSession] = [:]
  private var endedSessions: Set<Int> = []
  /// Connections opened since the start.
  private var openedConnections: [Int: SandboxConnection] = [:]
  private var endedConnections: Set<Int> = []
  private var nextSession: Int
  private var nextConnection: Int
  /// The committed content of the databases that were written to.
  var databases: [String: Database] = [:]
  /// By session, which has one at most.
  var transactions: [Int: SandboxTransaction] = [:]
  /// In the order in which they were asked for.
  var locks: [SandboxLock] = []
  var nextTransaction = 0
  var nextLock = 0
  /// The connection of all sessions opened since the start; nil when each has its own.
  let pump: Int?
  /// How long an explicit session may be idle; nil for ever.
  let sessionTimeout: SandboxDuration?
  /// When it was looked at last, which is what its sessions look like.
  var time: Timestamp
  var lateCancels: [LateCancel] = []

  /// - Parameters:
  ///   - seed: what all data comes from.
  ///   - sessionCount: how many sessions there are at the start.
  ///   - epoch: when the server starts.
  ///   - isPump: whether a pump opened one connection, which carries all sessions from then on.
  ///   - sessionTimeout: how long an explicit session may be idle; nil for ever.
  ///   - node: which node of a farm it is, from 0.
  ///   - succession: how the population's commands follow each other.
  init(
    seed: UInt64, sessionCount: Int, epoch: Timestamp, isPump: Bool = false,
    sessionTimeout: SandboxDuration? = nil, node: Int = 0, succession: Succession = Succession()
  ) {
    population = Population(
      seed: seed, sessionCount: sessionCount, epoch: epoch, node: node, succession: succession)
    nextSession = sessionCount
    nextConnection = population.connectionCount
    pump = isPump ? nextConnection : nil
    self.sessionTimeout = sessionTimeout
    time = epoch
    if isPump {
      openedConnections[nextConnection] = .pump(
        index: nextConnection, sessions: nextSession..<nextSession, start: epoch)
      nextConnection += 1
    }
  }
}

// MARK: - Reading

extension SandboxModel {
  var identities: Identities { population.identities }

  /// A session that is there; nil when it ended or never was.
  func session(_ index: Int) -> SandboxSession? {
    if let changed = changedSessions[index] {
      return population.goingOn(changed, at: time)
    }
    guard index >= 0, index < population.sessionCount, !endedSessions.contains(index) else { return nil }
    let session = population.goingOn(population.session(index), at: time)
    let isExpired = sessionTimeout.map { session.isExpired(after: $0, at: time) } ?? false
    return isExpired ? nil : session
  }

  /// A connection that is there; nil when it ended or never was.
  func connection(_ index: Int) -> SandboxConnection? {
    if let opened = openedConnections[index] {
      return opened
    }
    guard index >= 0, index < population.connectionCount, !endedConnections.contains(index) else {
      return nil
    }
    return population.connection(index)
  }

  /// The sessions of a connection that are still there.
  func sessions(of connection: SandboxConnection) -> [SandboxSession] {
    connection.sessions.compactMap { session($0) }
  }

  /// The indices of the sessions opened since the start, in the order of opening.
  var openedSessionIndices: [Int] {
    changedSessions.keys.filter { $0 >= population.sessionCount }.sorted()
  }

  /// The indices of the connections opened since the start, in the order of opening.
  var openedConnectionIndices: [Int] {
    openedConnections.keys.sorted()
  }

  /// The session that a Session or EndSession header names.
  ///
  /// - Throws: the session fault when it is not there, is implicit, or belongs to another user and the caller
  ///   is no server administrator. All three look alike, so that nobody can guess ids.
  func explicitSession(
    _ identifier: String, for user: SandboxUser
  ) throws(SandboxFault) -> SandboxSession {
    guard let session = session(identifiedBy: identifier), session.isExplicit,
      user.isServerAdministrator || session.userName == user.name
    else {
      throw .sessionNotFound(identifier)
    }
    return session
  }

  /// The session with this SESSION_ID; nil when there is none.
  func session(identifiedBy text: String) -> SandboxSession? {
    SessionIdentifier(text).flatMap { identities.session(of: $0) }.flatMap { session($0) }
  }
}

// MARK: - Sessions and commands

extension SandboxModel {
  /// Opens a session on a connection of its own, or on the pump's.
  ///
  /// - Parameters:
  ///   - isExplicit: false for the session of a single request.
  ///   - client: who is on the other end.
  mutating func openSession(
    isExplicit: Bool, user: SandboxUser, client: ClientDescription, at now: Timestamp
  ) -> SandboxSession {
    let session = SandboxSession(
      index: nextSession,
      connection: pump ?? nextConnection,
      isExplicit: isExplicit,
      userName: user.name,
      database: client.database,
      start: now
    )
    changedSessions[session.index] = session
    nextSession += 1
    if let pump, let connection = openedConnections[pump] {
      openedConnections[pump]?.sessions = connection.sessions.lowerBound..<nextSession
      return session
    }
    openedConnections[nextConnection] = SandboxConnection(
      index: nextConnection,
      sessions: session.index..<session.index + 1,
      userName: user.name,
      hostName: client.hostName,
      application: client.application,
      start: now,
      bytesSent: 0,
      bytesReceived: 0
    )
    nextConnection += 1
    return session
  }

  /// Ends a session with the command it runs, as EndSession and a cancel of the session do.
  ///
  /// A connection that was opened for it ends with it; one of the population stays.
  ///
  /// - Returns: the command that was running.
  @discardableResult
  mutating func endSession(_ index: Int) -> CommandReference? {
    guard let session = session(index) else { return nil }
    // "…rolls back both implicit and explicit transactions if the current session ends before the active
    // transaction completes" (seed "Managing Transactions").
    endTransaction(ofSession: index)
    changedSessions[index] = nil
    if index < population.sessionCount {
      endedSessions.insert(index)
      letOthersGoOn(inBlockOf: index)
    }
    if session.connection != pump {
      openedConnections[session.connection] = nil
    }
    return session.runningCommand
  }

  /// Shows that a session is about to be cancelled.
  mutating func mark(_ index: Int, _ pending: PendingCancel) {
    guard var session = session(index), session.pendingCancel != .session else { return }
    session.pendingCancel = pending
    changedSessions[index] = session
  }

  /// Makes a connection disappear.
  mutating func endConnection(_ index: Int) {
    openedConnections[index] = nil
    if index < population.connectionCount {
      endedConnections.insert(index)
    }
  }

  /// Starts a command in a session.
  ///
  /// - Parameter database: the database that the request names, which becomes the session's.
  /// - Throws: a fault when the session is gone or runs a command already.
  mutating func beginCommand(
    _ text: String, inSession index: Int, database: String?, at now: Timestamp
  ) throws(SandboxFault) -> CommandReference {
    let identifier = identities.identifier(ofSession: index).text
    guard var session = session(index) else { throw .sessionNotFound(identifier) }
    guard !session.isBusy else { throw .sessionBusy(identifier) }
    session.begin(text, at: now)
    if let database {
      session.database = database
    }
    changedSessions[index] = session
    return CommandReference(session: index, number: session.commandCount)
  }

  /// Ends a command, if it is still the running one of its session; an implicit session ends with it.
  mutating func endCommand(_ command: CommandReference, at now: Timestamp) {
    guard var session = session(command.session) else { return }
    if session.runningCommand == command { release(command) }
    guard session.isExplicit else {
      endSession(command.session)
      return
    }
    guard session.runningCommand == command else { return }
    session.endCommand(at: now)
    changedSessions[command.session] = session
  }

  /// Adds to the byte counts of the connection that holds a session, if it was opened since the start.
  mutating func countBytes(ofSession index: Int, sent: Int = 0, received: Int = 0) {
    guard let connection = session(index)?.connection else { return }
    openedConnections[connection]?.bytesSent += Int64(sent)
    openedConnections[connection]?.bytesReceived += Int64(received)
  }

  /// Stops the command that a session runs; the session stays and is idle.
  ///
  /// - Returns: the command, nil when none ran.
  mutating func stopCommand(ofSession index: Int, at now: Timestamp) -> CommandReference? {
    guard var session = session(index), let command = session.runningCommand else { return nil }
    release(command)
    session.endCommand(at: now)
    changedSessions[index] = session
    letOthersGoOn(inBlockOf: index)
    return command
  }

  /// A blocked session of the population goes on when nobody holds what it waits for any more.
  private mutating func letOthersGoOn(inBlockOf index: Int) {
    guard index < population.sessionCount else { return }
    let block = population.sessions(ofBlock: population.block(ofSession: index)).compactMap { session($0) }
    for waiting in block where population.lockMode(of: waiting) == .commitWrite {
      let isHeld = block.contains {
        $0.database == waiting.database && [.commitRead, .write].contains(population.lockMode(of: $0))
      }
      if !isHeld { setState(.running, ofSession: waiting.index) }
    }
  }

  /// A command is over: what it did in an implicit transaction and nobody committed is rolled back.
  private mutating func release(_ command: CommandReference) {
    releaseLocks(ofCommand: command)
    releaseWaitingLocks(ofSession: command.session)
    endImplicitTransaction(ofSession: command.session)
  }

  /// Says that a session's command waits for somebody, or that it goes on.
  mutating func setState(_ state: LastCommand.State, ofSession index: Int) {
    guard var session = session(index), session.isBusy else { return }
    session.command?.state = state
    changedSessions[index] = session
  }
}

extension SandboxSession {
  /// The command it runs, nil while it is idle.
  var runningCommand: CommandReference? {
    guard isBusy, let command else { return nil }
    return CommandReference(session: index, number: command.number)
  }
}
