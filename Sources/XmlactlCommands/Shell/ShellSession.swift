internal import SessionControl
internal import Synchronization

/// The session of a shell's target. Commands borrow it: closing it does nothing. One that was dropped is replaced, and
/// that is told, since what it held is gone; inside a transaction it is an error.
final class ShellSession: StatementSession {
  private struct State {
    var session: (any StatementSession)?
    /// As it was told last: a session that has ended has none.
    var count = 0
    /// One was open before.
    var isReplacement = false
    var database: String?
    var settings = SessionSettings()
  }

  let target: String
  private let make: @Sendable (SessionSettings) throws -> any StatementSession
  private let state = Mutex(State())

  init(target: String, make: @escaping @Sendable (SessionSettings) throws -> any StatementSession) {
    self.target = target
    self.make = make
  }

  var isOpen: Bool { state.withLock { $0.session?.isOpen == true } }
  var leftover: Leftover? { state.withLock { $0.session?.leftover } }
  var connectionName: String? { state.withLock { $0.session?.connectionName } }
  var transactionCount: Int { state.withLock { $0.session?.transactionCount ?? 0 } }

  func open() async throws { _ = try await current() }

  /// Whether an id is that of the session that is open.
  func isNamed(_ id: String) -> Bool {
    func plain(_ id: String) -> String { id.filter { $0 != "{" && $0 != "}" }.lowercased() }
    return connectionName.map { plain($0) == plain(id) } ?? false
  }

  /// Stays for the statements that follow.
  func use(database: String) async throws {
    try await current().use(database: database)
    state.withLock { $0.database = database }
  }

  /// The database of the session that is opened next.
  func choose(_ database: String) { state.withLock { $0.database = database } }

  /// What the statements from now on are sent with.
  func adopt(_ settings: SessionSettings) {
    state.withLock { state in
      state.settings = settings
      return state.session
    }?.adopt(settings)
  }

  func transact(_ verb: TransactionVerb) async throws -> TransactionState {
    let session = try await current()
    defer { noteCount() }
    return try await session.transact(verb)
  }

  func command(_ statement: String, limits: RunLimits) -> any ExecutableCommand {
    ShellStatement(statement, limits, in: self)
  }

  func transactionEffect(of statement: String) -> TransactionEffect {
    // One that was never opened knows its server's language too.
    let (session, settings) = state.withLock { ($0.session, $0.settings) }
    return (session ?? (try? make(settings)))?.transactionEffect(of: statement) ?? .unknown
  }

  func abandon() async -> Leftover? { await state.withLock(\.session)?.abandon() }

  /// It is only borrowed.
  func close() async {}

  /// The session for the next statement.
  ///
  /// - Throws: ``ControlError`` of the code `sessionLost` when it took a transaction with it. Told once; then there is a
  ///   new one.
  func current() async throws -> any StatementSession {
    if let session = state.withLock(\.session) {
      if session.isOpen { return session }
      if let loss = await forgetLost() { throw loss }
    }
    let session = try make(state.withLock(\.settings))
    try await session.open()
    let (isReplacement, database) = state.withLock { state in
      defer {
        state.session = session
        state.isReplacement = true
      }
      return (state.isReplacement, state.database)
    }
    if let notice = session.notice { CommandContext.required.report("\(target): \(notice)") }
    if isReplacement {
      let name = session.connectionName.map { " as \($0.printable)" } ?? ""
      CommandContext.required.report(
        "\(target): connected again\(name); variables, locks and temporary tables of the former session are gone"
      )
    }
    if let database { try await session.use(database: database) }
    return session
  }

  /// After a command: tells of a session that has ended, and opens another.
  func restore() async {
    noteCount()
    guard state.withLock({ $0.session != nil }), !isOpen else { return }
    if let loss = await forgetLost() { CommandContext.required.report(loss.description) }
    do {
      _ = try await current()
    } catch {
      let error = (error as? ControlError)?.description ?? "\(error)"
      CommandContext.required.report("\(error); the next statement tries to connect again")
    }
  }

  /// - Returns: the error where it had a transaction.
  func forgetLost() async -> ControlError? {
    let (session, count) = state.withLock { state in
      defer {
        state.session = nil
        state.count = 0
      }
      return (state.session, state.count)
    }
    await session?.close()
    guard count > 0 else { return nil }
    return ControlError(
      .sessionLost, "the session ended inside a transaction, which is lost: the server rolls it back",
      target: target,
      hint: "nothing was run since; begin again")
  }

  /// Tells that the transaction is over, if it is while the session goes on.
  func noteEnd(with statement: String, hasFailed: Bool) {
    guard isOpen, transactionCount == 0 else { return }
    let claim =
      switch transactionEffect(of: statement) {
      case .commits(let name): "the server committed the transaction implicitly, at \(name)"
      case .none where hasFailed: "the server rolled the transaction back with that error"
      case .controls where !hasFailed: "no transaction is open any more"
      case .none, .controls, .unknown:
        "the statement ended the transaction; whether what ran before it was committed is not known"
      }
    CommandContext.required.report("\(target): \(claim)")
    noteCount()
  }

  /// Remembers how many commits are needed, for when that can't be asked any more.
  func noteCount() {
    state.withLock { state in
      if let session = state.session, session.isOpen { state.count = session.transactionCount }
    }
  }

  /// Ends it for good, and its transaction with it.
  func end() async { await forget()?.close() }

  /// Takes it for ended: the next one is no replacement.
  @discardableResult
  func forget() -> (any StatementSession)? {
    state.withLock { state in
      defer { state = State() }
      return state.session
    }
  }
}

/// A statement in the session of a shell. One that met a dropped session, so that nothing of it ran, runs in a new one.
private final class ShellStatement: ExecutableCommand {
  private struct State {
    var command: (any ExecutableCommand)?
    var isCancelled = false
    var isAborted = false
  }

  private let statement: String
  private let limits: RunLimits
  private let session: ShellSession
  private let state = Mutex(State())

  init(_ statement: String, _ limits: RunLimits, in session: ShellSession) {
    self.statement = statement
    self.limits = limits
    self.session = session
  }

  func execute(
    receive: @escaping StatementReceiver, progress: @escaping @Sendable (String) -> Void
  ) async throws {
    let current = try await session.current()
    let hadTransaction = session.transactionCount > 0
    do {
      try await begin(in: current).execute(receive: receive, progress: progress)
    } catch let error as ControlError where error.code == .sessionLost {
      if let loss = await session.forgetLost() { throw loss }
      try await begin(in: session.current()).execute(receive: receive, progress: progress)
    } catch {
      if hadTransaction { session.noteEnd(with: statement, hasFailed: true) }
      throw error
    }
    if hadTransaction { session.noteEnd(with: statement, hasFailed: false) }
    session.noteCount()
  }

  private func begin(in session: any StatementSession) -> any ExecutableCommand {
    let command = session.command(statement, limits: limits)
    let (isCancelled, isAborted) = state.withLock { state in
      state.command = command
      return (state.isCancelled, state.isAborted)
    }
    if isCancelled { command.cancel() }
    if isAborted { command.abort() }
    return command
  }

  func cancel() {
    state.withLock { state in
      state.isCancelled = true
      return state.command
    }?.cancel()
  }

  func abort() {
    state.withLock { state in
      state.isAborted = true
      return state.command
    }?.abort()
  }
}
