import Synchronization

// The engine's own commands, alone and in a Batch, and what reads and writes databases.

extension SandboxEngine {
  /// Carries out a command that came alone.
  func execute(_ command: EngineCommand, text: String, in context: Context) async throws -> Reply {
    if command.needsSession, context.session == nil { throw SandboxFault.needsSession(Self.name(of: text)) }
    let scope = try begin(text, in: context)
    defer { scope.end() }
    _ = try await perform(command, name: Self.name(of: text), as: context.user, scope)
    try await commitImplicit(scope)
    return Reply(Envelope(.execute, newSession: context.newSession).empty)
  }

  /// Carries out a Batch. "If a user cancels a Batch command, then all remaining commands not yet executed within the
  /// Batch command are canceled. If the Batch command was transactional, any commands that were executed before the
  /// Cancel command runs are rolled back." (seed "Canceling Commands")
  func execute(_ batch: BatchCommand, text: String, in context: Context) async throws -> Reply {
    let envelope = Envelope(.execute, newSession: context.newSession)
    // Clients send an empty one to keep a session alive.
    guard !batch.commands.isEmpty else { return Reply(envelope.empty) }
    if context.session == nil, batch.commands.contains(where: \.needsSession) {
      throw SandboxFault.needsSession("Batch")
    }
    let scope = try begin(text, in: context)
    defer { scope.end() }
    let roots =
      batch.isTransactional
      ? try await performAtOnce(batch.commands, as: context.user, scope)
      : try await performEach(batch.commands, as: context.user, scope)
    return Reply(envelope.results(roots))
  }

  /// One transaction: all of them, or none.
  private func performAtOnce(
    _ commands: [EngineCommand], as user: SandboxUser, _ scope: CommandScope
  ) async throws -> [String] {
    let session = scope.reference.session
    let before = state.withLock { $0.model.changes(inSession: session) }
    do {
      var roots: [String] = []
      for command in commands { roots += try await perform(command, name: "Batch", as: user, scope) }
      try await commitImplicit(scope)
      return roots
    } catch {
      state.withLock { $0.model.restore(before, inSession: session) }
      throw error
    }
  }

  /// A transaction each: one that fails leaves the others.
  private func performEach(
    _ commands: [EngineCommand], as user: SandboxUser, _ scope: CommandScope
  ) async throws -> [String] {
    var roots: [String] = []
    for command in commands {
      do {
        roots += try await perform(command, name: "Batch", as: user, scope)
        try await commitImplicit(scope)
      } catch let fault as SandboxFault where scope.running.fault == nil {
        state.withLock { state in
          state.model.endImplicitTransaction(ofSession: scope.reference.session)
          wake(&state)
        }
        roots.append(Envelope.failedRoot(fault))
      }
    }
    return roots
  }

  /// - Returns: the roots of its results.
  private func perform(
    _ command: EngineCommand, name: String, as user: SandboxUser, _ scope: CommandScope
  ) async throws -> [String] {
    try scope.running.check()
    let session = scope.reference.session
    let now = clock()
    switch command {
    case .begin:
      state.withLock { $0.model.beginTransaction(inSession: session, at: now) }
    case .commit:
      let databases = try state.withLock { state throws(SandboxFault) in
        try state.model.databasesOfCommit(inSession: session)
      }
      for database in databases { try await acquire(.commitWrite, on: database, .transaction, scope) }
      try change { model throws(SandboxFault) in try model.commitTransaction(inSession: session, at: clock())
      }
    case .rollback:
      try change { model throws(SandboxFault) in try model.rollbackTransaction(inSession: session) }
    case .lock(let lock):
      let isExplicit = state.withLock { $0.model.transactions[session]?.isExplicit == true }
      guard isExplicit else { throw SandboxFault.lockNeedsTransaction(name) }
      let database = try Self.database(lock.database, changedBy: user)
      try await acquire(lock.mode, on: database, .user(id: lock.id), scope)
    case .unlock(let id):
      try change { model throws(SandboxFault) in try model.unlock(id, inSession: session) }
    case .process(let name):
      let database = try Self.database(name, changedBy: user)
      try await acquire(.write, on: database, .transaction, scope)
      let time = traits.processTime?.milliseconds ?? 0
      try await scope.running.sleep(milliseconds: time)
      state.withLock { $0.model.change(database, inSession: session, at: clock()) { _ in } }
    case .clearCache(let name):
      _ = try Self.database(name, changedBy: user)
    case .parallel(let commands):
      // The model has no use for doing them side by side.
      for command in commands { _ = try await perform(command, name: name, as: user, scope) }
    case .discover(let request):
      return [try discoverRoot(request, as: user, scope)]
    }
    return [Envelope.emptyRoot]
  }

  private func discoverRoot(
    _ request: DiscoverRequest, as user: SandboxUser, _ scope: CommandScope
  ) throws(SandboxFault) -> String {
    let (rowset, restrictions) = try checked(request, for: user)
    var rows = rows(of: rowset, restrictions, database: database(of: scope))
    var bytes: [UInt8] = []
    while rows.appendRows(to: &bytes, upTo: .max) {}
    return Envelope.root(schema: rowset.schema, rows: bytes)
  }

  /// The element's name, for a message.
  private static func name(of text: String) -> String {
    String(text.dropFirst().prefix { $0.isLetter })
  }

  /// A database by the name that a command gives.
  private static func database(_ name: String, changedBy user: SandboxUser) throws(SandboxFault) -> String {
    guard let database = Population.database(named: name) else { throw .databaseNotFound(name) }
    guard user.administers(database: database) else { throw .changeDenied(to: user, database: database) }
    return database
  }
}

// MARK: - Statements on a database

extension SandboxEngine {
  /// Lets a statement read its session's database, where it has one.
  func read(_ scope: CommandScope) async throws {
    guard let database = database(of: scope) else { return }
    try await acquire(.commitRead, on: database, .command(scope.reference), scope)
  }

  func put(_ key: String, _ value: String, as user: SandboxUser, _ scope: CommandScope) async throws {
    guard let name = database(of: scope) else { throw SandboxFault.noDatabase }
    let database = try Self.database(name, changedBy: user)
    try await acquire(.write, on: database, .transaction, scope)
    state.withLock { state in
      state.model.change(database, inSession: scope.reference.session, at: clock()) {
        $0.entries[key] = value
      }
    }
    try await commitImplicit(scope)
  }

  /// The session's database, as its transaction sees it.
  func content(_ scope: CommandScope) throws(SandboxFault) -> Database {
    guard let database = database(of: scope) else { throw .noDatabase }
    return state.withLock { $0.model.content(of: database, inSession: scope.reference.session) }
  }

  /// - Throws: a fault when the session's database, or the first one where it has none, has no such cube.
  func checkCube(_ name: String, _ scope: CommandScope) throws(SandboxFault) {
    let database = database(of: scope) ?? Population.databases.first
    guard Cube.all.contains(where: { $0.database == database && $0.name.isEqualIgnoringCase(name) }) else {
      throw .cubeNotFound(name)
    }
  }

  /// The session's database; nil where it has none.
  func database(of scope: CommandScope) -> String? {
    let name = state.withLock { $0.model.session(scope.reference.session)?.database } ?? ""
    return name.isEmpty ? nil : name
  }
}

// MARK: - Locks

extension SandboxEngine {
  /// "Always commits an implicit transaction if the command succeeds" (seed "Managing Transactions"): waits for
  /// those who read what it changed.
  func commitImplicit(_ scope: CommandScope) async throws {
    let session = scope.reference.session
    let databases = state.withLock { $0.model.databasesOfImplicitCommit(inSession: session) }
    for database in databases { try await acquire(.commitWrite, on: database, .transaction, scope) }
    try scope.running.check()
    try change { model throws(SandboxFault) in
      model.commitImplicitTransaction(ofSession: session, at: clock())
    }
  }

  /// Waits for a lock.
  ///
  /// - Throws: why the command has to stop.
  private func acquire(
    _ mode: LockMode, on database: String, _ lockScope: SandboxLock.Scope, _ scope: CommandScope
  ) async throws {
    scope.running.prepareToWait()
    let isGranted = try state.withLock { state throws(SandboxFault) in
      let session = scope.reference.session
      guard state.model.session(session)?.runningCommand == scope.reference else {
        throw scope.running.fault ?? .cancelled
      }
      return state.model.requestLock(mode, on: database, scope: lockScope, inSession: session, at: clock())
    }
    guard !isGranted else { return }
    try await scope.running.waitUntilWoken()
  }

  /// Changes the model, and lets go on who waited for that.
  private func change(_ edit: (inout SandboxModel) throws(SandboxFault) -> Void) throws(SandboxFault) {
    try state.withLock { state throws(SandboxFault) in
      try edit(&state.model)
      wake(&state)
    }
  }
}
