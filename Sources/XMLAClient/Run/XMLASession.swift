public import SessionControl
internal import Synchronization

/// A session of an XMLA server in which statements run: one that was named, or one that this run opens and ends; where the
/// server has no explicit sessions, an implicit one for each statement.
public final class XMLASession: StatementSession {
  private enum Stage: Equatable {
    case unopened
    case explicit(String)
    case implicit
    /// The server does not know it any more, or it can't be trusted with another statement.
    case ended
  }

  private struct State {
    var stage = Stage.unopened
    var database: String?
    var count = TransactionCount()
    /// Whether the count is known; of a session that others began it may not be.
    var isCounted = true
    var leftover: Leftover?
    /// Whether the server was asked to stop something in it, and does not do that.
    var refusesCancel = false
    /// For the statements from now on.
    var settings: SessionSettings
    /// Why the server opened no session, in its words.
    var refusal: ControlError?
    var backend: XMLABackend
    /// How to connect once more.
    var connector: XMLAConnector?
  }

  /// How long to try to tidy up when a statement ended badly: somebody waits for that to be told.
  private static let tidying: Duration = .seconds(2)

  public let target: String
  private let limits: TimeLimits
  /// The session to use, which is not ended; nil opens one.
  private let named: SessionReference?
  private let state: Mutex<State>

  /// - Parameters:
  ///   - target: the name for messages, without credentials.
  ///   - limits: for connecting, and for the answers to what this client asks by itself.
  ///   - trace: receives requests and the heads of replies.
  public init(
    target: String, address: XMLAAddress, credentials: Credentials, limits: TimeLimits,
    settings: SessionSettings = SessionSettings(), trace: Trace?
  ) {
    self.target = target
    self.limits = limits
    named = settings.session
    let backend = XMLABackend(
      target: target, address: address, credentials: credentials, limits: limits, trace: trace)
    state = Mutex(State(settings: settings, backend: backend))
  }

  // MARK: Opening

  public func open() async throws {
    guard state.withLock({ $0.stage == .unopened }) else { return }
    let backend = backend
    let settings = state.withLock(\.settings)
    backend.use(database: settings.database)
    if let named {
      let id = named.id
      await backend.follow(named)
      let reply = try await backend.post(.nothing(in: backend.header(.use(id))))
      if let error = reply.error { throw failure(reply, error, settings.database) }
      // Somebody else may have begun its transaction.
      let transaction = try await backend.transactionState(of: id, in: backend.header(.use(id)))
      state.withLock {
        $0.stage = .explicit(id)
        $0.isCounted = transaction != .unknown
        if transaction == .open { $0.count.take(.begin) }
      }
    } else {
      let beginning = try await backend.beginSession(
        properties: settings.properties.map { ($0.name, $0.value) })
      state.withLock {
        switch beginning {
        case .opened(let id): $0.stage = .explicit(id)
        case .none(let error): ($0.stage, $0.refusal) = (.implicit, error)
        }
      }
    }
    let connector = await backend.connection.connector()
    state.withLock { $0.connector = connector }
  }

  public var isOpen: Bool { state.withLock { $0.stage != .unopened && $0.stage != .ended } }

  public var notice: String? {
    guard state.withLock({ $0.stage == .implicit }) else { return nil }
    let why = state.withLock(\.refusal).map { " (\($0.detail ?? $0.message))" } ?? ""
    return
      "the server opened no session\(why.printable): each statement runs in an implicit session, where it can't be soft "
      + "cancelled, and there are no transactions"
  }

  public var connectionName: String? { sessionID }

  public var leftover: Leftover? { state.withLock(\.leftover) }

  public var database: String? { state.withLock(\.database) }

  public func adopt(_ settings: SessionSettings) { state.withLock { $0.settings = settings } }

  /// Names the database of later requests, after asking whether there is one.
  ///
  /// - Throws: ``ControlError``.
  public func use(database: String) async throws {
    let reply = try await backend.post(.nothing(in: header, properties: [("Catalog", database)]))
    if let error = reply.error { throw failure(reply, error, database) }
    backend.use(database: database)
    state.withLock { $0.database = database }
  }

  // MARK: Transactions

  public var transactionCount: Int { state.withLock(\.count.value) }

  public func transact(_ verb: TransactionVerb) async throws -> TransactionState {
    try await connect()
    guard let id = sessionID else {
      throw ControlError(
        .refused, "a transaction needs an explicit session, and this server opened none", target: target,
        detail: state.withLock(\.refusal?.detail), hint: "nothing was sent")
    }
    // Others may take steps in the same session.
    let lookAtState = { [backend] in try await backend.transactionState(of: id, in: backend.header(.use(id)))
    }
    note(try await lookAtState())
    guard state.withLock({ !$0.isCounted || $0.count.effect(of: verb) != nil }) else {
      throw ControlError(
        .refused, "there is no transaction to end", target: target, hint: "nothing was sent; begin one first")
    }
    do {
      let seen = try await backend.transact(verb, in: id, look: lookAtState)
      state.withLock { $0.count.take(verb) }
      note(seen)
      return seen
    } catch let error as ControlError {
      await look()
      await lookAtTransaction()
      throw error
    }
  }

  /// A step failed: the server may have ended the transaction itself.
  private func lookAtTransaction() async {
    guard let id = sessionID else { return }
    let seen = await Self.within(Self.tidying) { [backend] in
      try await backend.transactionState(of: id, in: backend.header(.use(id)))
    }
    if let seen { note(seen) }
  }

  /// What was seen corrects what was counted.
  private func note(_ seen: TransactionState) {
    state.withLock { state in
      switch seen {
      case .open: if state.count.value == 0 { state.count.take(.begin) }
      case .none, .noneUndoneInPart: state.count.endSession()
      case .unknown: break
      }
    }
  }

  public func transactionEffect(of statement: String) -> TransactionEffect {
    switch try? CommandText(statement) {
    case .document(let document) where !document.transactionSteps.isEmpty:
      .controls("the document begins or ends a transaction itself")
    case .statement(let text) where Self.isStep(text):
      .controls("the statement begins or ends a transaction itself")
    default: .none
    }
  }

  /// `BEGIN`, `COMMIT` or `ROLLBACK` of a `TRAN` or `TRANSACTION`, which MDX has for writing to cells.
  private static func isStep(_ text: String) -> Bool {
    let words = XMLAScript.withoutLeadingComments(text[...]).split(
      maxSplits: 2, whereSeparator: \.isWhitespace)
    return words.count >= 2 && TransactionVerb(rawValue: words[0].lowercased()) != nil
      && words[1].lowercased().hasPrefix("tran")
  }

  // MARK: Statements

  public func command(_ statement: String, limits: RunLimits) -> any ExecutableCommand {
    StatementDriver(XMLACommand(statement, session: self, limits: limits), limits: limits)
  }

  func prepare() async throws -> XMLASoftCancel {
    try await connect()
    let (backend, connector) = state.withLock { ($0.backend, $0.connector) }
    guard let connector else { preconditionFailure("it is open") }
    return XMLASoftCancel(connect: { backend.sibling(connector) }, session: sessionID)
  }

  /// - Parameter timeout: the property Timeout; one that was given wins.
  func post(
    _ command: CommandText, timeout: Int64?, _ flag: CancellationFlag, _ receive: @escaping StatementReceiver
  ) async throws -> Reply {
    let settings = state.withLock(\.settings)
    var properties = [("Format", command.format(prefersCells: settings.prefersCells))]
    if let timeout { properties.append(("Timeout", String(timeout))) }
    properties += settings.properties.map { ($0.name, $0.value) }
    return try await backend.post(
      .run(command, in: header, properties: properties, parameters: settings.parameters), isPatient: true,
      flag: flag,
      makeSink: { StatementSink(receive: receive) })
  }

  /// What the reply to a statement means.
  func end(of reply: Reply, to command: CommandText, hadTimeout: Bool) -> StatementCancellation.End {
    count(reply, command)
    let isOurTimeout =
      hadTimeout && !state.withLock(\.settings.properties).contains { $0.name == "Timeout" }
    let outcome = StatementReply(reply, to: command, isOurTimeout: isOurTimeout)
    if outcome.isSessionLost { endHere() }
    return outcome.end(target)
  }

  /// A document may have steps of the transaction in it.
  private func count(_ reply: Reply, _ command: CommandText) {
    guard case .document(let document) = command, reply.fault == nil else { return }
    state.withLock { state in
      for (index, verb) in document.transactionSteps
      where index < reply.results.count && !reply.results[index].hasFailed {
        state.count.take(verb)
      }
    }
  }

  /// An error in the middle of a statement.
  func lost(_ error: ControlError) -> ControlError {
    var error = error.of(target: target)
    guard !error.wasUnheard else { return error }
    error.message += "; the statement may have been sent, and the server may still be working on it"
    if let id = sessionID, named != nil, state.withLock({ !$0.refusesCancel }) {
      error.hint = "'xmlactl cancel command --session \(id)' stops it"
    }
    return error
  }

  /// The server refused a soft cancel.
  func noteRefusedCancel() { state.withLock { $0.refusesCancel = true } }

  func shutDown() { backend.connection.shutDown() }

  // MARK: Afterwards

  public func abandon() async -> Leftover? {
    await leave()
    return leftover
  }

  public func close() async {
    let (stage, backend) = state.withLock { state in
      defer { state.stage = .ended }
      return (state.stage, state.backend)
    }
    if case .explicit(let id) = stage, named == nil, await !backend.connection.isLoginRefused {
      _ = await Self.within(Self.tidying * 2) {
        try await backend.post(.nothing(in: backend.header(.end(id))))
      }
    }
    await backend.close()
  }

  /// The connection was closed under the statement. A session of our own is of no more use, and its end may end what it
  /// runs; one that was named goes on.
  func leave() async {
    let id: String
    switch state.withLock(\.stage) {
    case .explicit(let session): id = session
    case .implicit:
      _ = reconnect()
      return state.withLock { $0.leftover = .implicitSession }
    // Left before.
    case .unopened, .ended: return
    }
    guard let fresh = reconnect() else { return }
    var leftover = Leftover.session(id, takesCancel: state.withLock { !$0.refusesCancel })
    if named == nil {
      let end = await Self.within(Self.tidying) { try await fresh.closeSession(id) }
      switch end {
      case .gone, .noSuchSession: leftover = .endedSession(id)
      case .stillKnown, nil: break
      }
      endHere()
    }
    state.withLock { $0.leftover = leftover }
  }

  /// Nobody wants the rest of the result: the server need not go on. In a session that was named somebody else's command
  /// may have followed, now that nobody waits for ours.
  func stop() async {
    guard named == nil, let id = sessionID, let fresh = reconnect() else { return }
    _ = await Self.within(Self.tidying) { try await fresh.cancelCommand(of: id) }
  }

  /// A cancel may still be on its way: nothing may run in this session any more.
  func giveUp() async {
    await leave()
    endHere()
  }

  /// Somebody else cancelled it, or the connection broke: the session may have gone with it.
  func look() async {
    guard let id = sessionID, let fresh = reconnect() else { return }
    let reply = await Self.within(Self.tidying) { try await fresh.post(.nothing(in: fresh.header(.use(id)))) }
    if reply?.failure?.code == .sessionNotFound { endHere() }
  }

  // MARK: Helpers

  private var backend: XMLABackend { state.withLock(\.backend) }

  private var sessionID: String? {
    state.withLock { state in
      guard case .explicit(let id) = state.stage else { return nil }
      return id
    }
  }

  private var header: SessionHeader? { sessionID.map { backend.header(.use($0)) } }

  /// The old connection's thread may still be held up by whoever reads the rows.
  private func reconnect() -> XMLABackend? {
    state.withLock { state in
      guard let connector = state.connector else { return nil }
      state.backend = state.backend.sibling(connector)
      return state.backend
    }
  }

  private func connect() async throws {
    switch state.withLock(\.stage) {
    case .unopened: try await open()
    case .explicit, .implicit: break
    case .ended:
      throw ControlError(
        .sessionLost, "the session has ended since the last statement", target: target,
        hint: "nothing was run; what became of its transaction, if it had one, was not seen")
    }
  }

  /// The error of a request that runs nothing.
  private func failure(_ reply: Reply, _ error: ControlError, _ database: String?) -> ControlError {
    if let missing = backend.noDatabase(reply, database) { return missing }
    guard reply.failure?.code == .sessionNotFound else { return error.of(target: target) }
    endHere()
    return StatementReply.sessionLost(error).of(target: target)
  }

  private func endHere() {
    state.withLock {
      $0.stage = .ended
      $0.count.endSession()
    }
  }

  /// - Returns: nil when it failed or took longer.
  private static func within<Result: Sendable>(
    _ limit: Duration, _ body: @escaping @Sendable () async throws -> Result
  ) async -> Result? {
    let task = Task { try await body() }
    let expiry = Task {
      try await Task.sleep(for: limit)
      task.cancel()
    }
    defer { expiry.cancel() }
    return try? await task.value
  }
}
