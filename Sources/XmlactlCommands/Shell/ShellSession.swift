internal import SessionControl
internal import Synchronization
internal import XMLAClient

/// The session of a shell's target. Commands borrow it: closing it does nothing. One that was dropped is replaced, and
/// that is told, since what it held is gone; inside a transaction it is an error.
final class ShellSession: StatementSession {
  private struct State {
    var session: (any StatementSession)?
    /// As it was told last: a session that has ended has none.
    var count = 0
    /// Whether the statement that lost the session may have ended its transaction.
    var isUncertain = false
    /// One was open before.
    var isReplacement = false
    var database: String?
    var settings = SessionSettings()
  }

  /// How long a new session is waited for when somebody waits for the prompt.
  private static let patience: Duration = .milliseconds(800)

  let target: String
  /// Whether a person sees that a session was replaced, before a statement runs in it. A script could not tell.
  let mayReplace: Bool
  private let make: @Sendable (SessionSettings) throws -> any StatementSession
  private let state = Mutex(State())

  init(
    target: String, mayReplace: Bool,
    make: @escaping @Sendable (SessionSettings) throws -> any StatementSession
  ) {
    self.target = target
    self.mayReplace = mayReplace
    self.make = make
  }

  var isOpen: Bool { state.withLock { $0.session?.isOpen == true } }
  var leftover: Leftover? { state.withLock { $0.session?.leftover } }
  var database: String? { state.withLock { $0.session?.database ?? $0.database } }
  var connectionName: String? { state.withLock { $0.session?.connectionName } }
  var transactionCount: Int { state.withLock { $0.session?.transactionCount ?? 0 } }

  func open() async throws { _ = try await current() }

  /// Whether an id is that of the session that is open.
  func isNamed(_ id: String) -> Bool {
    connectionName.map { GUIDText.isSame($0, id) } ?? false
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
    do {
      defer { noteCount() }
      return try await session.transact(verb)
    } catch {
      // Where no answer came, nobody knows.
      if verb == .commit, !session.isOpen { state.withLock { $0.isUncertain = true } }
      throw error
    }
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
  /// - Throws: ``ControlError`` of the code `sessionLost` when it took a transaction with it, or a script can't be told
  ///   what else it took. Told once; then there is a new one.
  func current() async throws -> any StatementSession {
    if let session = state.withLock(\.session) {
      if session.isOpen { return session }
      if let loss = await forgetLost() { throw loss }
      guard mayReplace else {
        throw ControlError(
          .sessionLost, "the session has ended since the last statement", target: target,
          hint:
            "nothing was run; its variables, locks and temporary tables are gone, the next statement gets a new one"
        )
      }
    }
    let session = try await prepared()
    adopt(session)
    return session
  }

  /// Opens a session, on the database that was chosen.
  private func prepared() async throws -> any StatementSession {
    let (settings, database) = state.withLock { ($0.settings, $0.database) }
    var onDatabase = settings
    onDatabase.database = settings.database ?? database
    let session = try make(onDatabase)
    do {
      try await session.open()
      if let database { try await session.use(database: database) }
    } catch let error as ControlError where error.code == .badInput && database != nil {
      // Statements that name none would run nowhere; those that make one can run.
      state.withLock { $0.database = nil }
      CommandContext.required.report(
        "\(target): the database '\((database ?? "").printable)' is gone; none is chosen now")
      guard !session.isOpen else { return session }
      let plain = try make(settings)
      try await plain.open()
      return plain
    }
    return session
  }

  private func adopt(_ session: any StatementSession) {
    let isReplacement = state.withLock { state in
      defer {
        state.session = session
        state.isReplacement = true
      }
      return state.isReplacement
    }
    let context = CommandContext.required
    if let notice = session.notice { context.report("\(target): \(notice)") }
    guard isReplacement else { return }
    let place = [session.connectionName.map { "as \($0)" }, session.database.map { "on database \($0)" }]
    context.report(
      "\(target): \((["connected again"] + place.compactMap(\.self)).joined(separator: " ").printable); "
        + (context.shell?.access?.target.kind == .xmla
          ? "what the former session held is gone"
          : "variables, locks and temporary tables of the former session are gone"))
  }

  /// After a command: tells of a session that has ended, and opens another if that is soon done.
  func restore() async {
    noteCount()
    guard state.withLock({ $0.session != nil }), !isOpen else { return }
    let context = CommandContext.required
    if let loss = await forgetLost() { context.report(loss.description) }
    let reopening = Mutex(Reopening.waiting)
    let (ends, sender) = AsyncStream<Void>.makeStream()
    Task {
      let result: Result<any StatementSession, any Error>
      do {
        result = .success(try await prepared())
      } catch {
        result = .failure(error)
      }
      let isLate = reopening.withLock { reopening in
        if case .late = reopening { return true }
        reopening = .ended(result)
        return false
      }
      sender.finish()
      // Nobody else would ever end it.
      if isLate, case .success(let session) = result { await session.close() }
    }
    let limit = Task {
      try await Task.sleep(for: Self.patience)
      sender.finish()
    }
    for await _ in ends {}
    limit.cancel()
    let reached = reopening.withLock { reopening in
      if case .waiting = reopening { reopening = .late }
      return reopening
    }
    switch reached {
    case .ended(.success(let session)): adopt(session)
    case .ended(.failure(let error)):
      if (error as? ControlError)?.code == .loginRefused { context.shell?.forgetPassword() }
      context.report(
        "\((error as? ControlError)?.description ?? "\(error)"); the next statement tries to connect again")
    case .waiting, .late:
      context.report("\(target): the server does not answer yet; the next statement connects again")
    }
  }

  /// How far a new session has come.
  private enum Reopening {
    case waiting
    case ended(Result<any StatementSession, any Error>)
    /// Nobody waits for it any more.
    case late
  }

  /// - Returns: the error where it had a transaction.
  func forgetLost() async -> ControlError? {
    let (session, count, isUncertain) = state.withLock { state in
      defer {
        state.session = nil
        state.count = 0
        state.isUncertain = false
      }
      return (state.session, state.count, state.isUncertain)
    }
    await session?.close()
    guard count > 0 else { return nil }
    return ControlError(
      .sessionLost,
      isUncertain
        ? "the session ended inside a transaction, and whether that was committed is not known"
        : "the session ended inside a transaction, which is lost: the server rolls it back when it notices, and keeps "
          + "its locks until then",
      target: target, hint: isUncertain ? "look at the data" : "begin again")
  }

  /// Tells that the transaction is over, if it is while the session goes on.
  func noteEnd(with statement: String, hasFailed: Bool) {
    guard isOpen, transactionCount == 0 else { return }
    let claim =
      switch transactionEffect(of: statement) {
      case .commits(let name): "the server committed the transaction implicitly, at \(name)"
      case .none where hasFailed: "the server rolled the transaction back with that error"
      case .controls(let why) where !hasFailed: "the transaction has ended: \(why)"
      case .none, .controls, .unknown:
        "the statement ended the transaction; whether what ran before it was committed is not known"
      }
    CommandContext.required.report("\(target): \(claim)")
    noteCount()
  }

  /// A statement failed: what became of the transaction.
  func noteFailure(of statement: String, hadTransaction: Bool) {
    if !isOpen {
      // Its answer did not come, so that it may have been carried out.
      if transactionEffect(of: statement) != .none { state.withLock { $0.isUncertain = true } }
    } else if hadTransaction {
      noteEnd(with: statement, hasFailed: true)
    } else if transactionCount > 0 {
      CommandContext.required.report("\(target): the statement that failed has left a transaction open")
    }
    noteCount()
  }

  /// Remembers how many commits are needed, for when that can't be asked any more.
  func noteCount() {
    state.withLock { state in
      guard let session = state.session, session.isOpen else { return }
      state.count = session.transactionCount
      state.database = session.database
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
      guard session.mayReplace else { throw error }
      try await begin(in: session.current()).execute(receive: receive, progress: progress)
    } catch {
      session.noteFailure(of: statement, hadTransaction: hadTransaction)
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
