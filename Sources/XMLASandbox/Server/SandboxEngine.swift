import Synchronization

/// Answers requests from a model that all of them share.
///
/// Safe to use from any task. The model is locked for single steps only; while a command sleeps or rows
/// are written, others go on.
final class SandboxEngine: Sendable {
  struct State {
    var model: SandboxModel
    var running: [CommandReference: RunningCommand] = [:]
  }

  /// Where a request runs.
  struct Context {
    var user: SandboxUser
    var client: ClientDescription
    /// The explicit session of its header, nil without one.
    var session: Int?
    /// The id of `session`, when this request opened it.
    var newSession: String?
    var requestSize: Int
    var cancelManner: CancelManner
    /// The property Timeout, in milliseconds; nil is none.
    var timeout: Int64?
  }

  let state: Mutex<State>
  let traits: ServerTraits
  /// Which node of a farm it is, from 0.
  let node: Int
  let serverName: String
  let onCancel: (@Sendable (CancelRecord) -> Void)?
  let clock: @Sendable () -> Timestamp

  /// - Parameters:
  ///   - node: which node of a farm it is, from 0; each has its own sessions, all from the same seed.
  ///   - onCancel: is told what became of each Cancel.
  ///   - clock: tells the time; may be called from any thread.
  init(
    seed: UInt64, sessionCount: Int, traits: ServerTraits = ServerTraits(), node: Int = 0,
    serverName: String = "xmla-sandbox", onCancel: (@Sendable (CancelRecord) -> Void)? = nil,
    clock: @escaping @Sendable () -> Timestamp
  ) {
    self.clock = clock
    self.traits = traits
    self.node = node
    self.serverName = serverName
    self.onCancel = onCancel
    state = Mutex(
      State(
        model: SandboxModel(
          seed: seed, sessionCount: sessionCount, epoch: clock(), isPump: traits.isPump,
          sessionTimeout: traits.sessionTimeout, node: node, succession: traits.succession)))
  }

  /// Answers one request.
  ///
  /// - Parameters:
  ///   - body: the XML of the request.
  ///   - user: who sends it.
  ///   - peer: address and port of the client.
  ///   - cancelManner: what becomes of a Cancel.
  /// - Throws: `CancellationError` when the server stops, nothing else: every fault is an answer.
  func answer(
    _ body: [UInt8], from user: SandboxUser, peer: String, cancelManner: CancelManner = .prompt
  ) async throws -> Reply {
    advance()
    var newSession: String?
    var asked: CancelCommand?
    do {
      let request = try RequestParser.parse(body, understanding: traits.sessionHeaders)
      if case .cancel(let command) = request.body { asked = command }
      var context = try self.context(of: request, user: user, peer: peer)
      context.requestSize = body.count
      context.cancelManner = cancelManner
      newSession = context.newSession
      if case .end(let identifier) = request.session {
        return try await end(identifier, after: request, in: context)
      }
      return try await perform(request, in: context)
    } catch let fault as SandboxFault {
      if let asked { record(asked, ownSession: nil, by: user, answer: fault.codeText) }
      return Reply(Envelope.fault(fault, newSession: newSession))
    }
  }

  /// A look at the model as it is at a time, which must not be before the last one.
  func snapshot(at now: Timestamp) -> SandboxModel {
    var model = state.withLock { $0.model }
    model.time = max(model.time, now)
    return model
  }

  /// Lets everything happen that is due.
  private func advance() {
    let now = clock()
    state.withLock { advance(&$0, to: now) }
  }

  private func advance(_ state: inout State, to now: Timestamp) {
    let stopped = state.model.advance(to: now) { late, before, after in
      record(
        late.command, ownSession: late.ownSession, by: late.user, answer: "cancelled", from: before, to: after
      )
    }
    stop(stopped, in: &state)
  }

  private func context(of request: Request, user: SandboxUser, peer: String) throws -> Context {
    let catalog = request.properties["Catalog"] ?? ""
    guard catalog.isEmpty || Population.database(named: catalog) != nil else {
      throw SandboxFault.databaseNotFound(catalog)
    }
    var context = Context(
      user: user,
      client: ClientDescription(
        hostName: peer,
        application: request.properties["SspropInitAppName"] ?? "",
        database: Population.database(named: catalog) ?? ""),
      requestSize: 0, cancelManner: .prompt, timeout: Self.timeout(request.properties["Timeout"]))
    let now = clock()
    try state.withLock { state in
      switch request.session {
      case .none:
        break
      case .begin:
        let session = state.model.openSession(
          isExplicit: true, user: user, client: context.client, at: now)
        context.session = session.index
        context.newSession = state.model.identities.identifier(ofSession: session.index).text
      case .use(let identifier), .end(let identifier):
        context.session = try state.model.explicitSession(identifier, for: user).index
      }
    }
    return context
  }

  /// Whole seconds; 0 is none.
  private static func timeout(_ text: String?) -> Int64? {
    let seconds = text.flatMap { Int64($0) } ?? 0
    let (product, isOverflow) = seconds.multipliedReportingOverflow(by: 1_000)
    return seconds > 0 && !isOverflow ? product : nil
  }

  /// Runs what the request holds, then ends the session, with a command that another request runs in it.
  private func end(_ identifier: String, after request: Request, in context: Context) async throws -> Reply {
    defer {
      state.withLock { state in
        let stopped = context.session.flatMap { state.model.endSession($0) }
        stop([stopped].compactMap(\.self), in: &state)
      }
    }
    return try await perform(request, in: context)
  }

  private func perform(_ request: Request, in context: Context) async throws -> Reply {
    switch request.body {
    case .discover(let discover):
      try await self.discover(discover, properties: request.properties, in: context)
    case .cancel(let command):
      try cancel(command, in: context)
    case .statement(let text):
      try await execute(text, properties: request.properties, in: context)
    case .command(let command, let text):
      try await execute(command, text: text, in: context)
    case .batch(let batch, let text):
      try await execute(batch, text: text, in: context)
    }
  }
}

// MARK: - Commands

extension SandboxEngine {
  /// Makes a command the running one of the request's session, or of an implicit session of its own.
  ///
  /// - Returns: the command's scope, which has to be kept until the command is over.
  func begin(_ text: String, in context: Context) throws(SandboxFault) -> CommandScope {
    let now = clock()
    let running = RunningCommand()
    let reference = try state.withLock { state throws(SandboxFault) in
      let session =
        context.session
        ?? state.model.openSession(
          isExplicit: false, user: context.user, client: context.client, at: now
        ).index
      let database = context.client.database
      let reference = try state.model.beginCommand(
        text, inSession: session, database: database.isEmpty ? nil : database, at: now)
      state.model.countBytes(ofSession: session, received: context.requestSize)
      state.running[reference] = running
      return reference
    }
    return CommandScope(reference: reference, running: running, timeout: context.timeout) {
      [weak self] bytesSent in
      self?.end(reference, bytesSent: bytesSent)
    }
  }

  private func end(_ reference: CommandReference, bytesSent: Int) {
    let now = clock()
    state.withLock { state in
      state.running[reference] = nil
      state.model.countBytes(ofSession: reference.session, sent: bytesSent)
      state.model.endCommand(reference, at: now)
      wake(&state)
    }
  }

  /// Lets those go on whose locks nobody is in the way of any more. To be called after whatever may release one.
  func wake(_ state: inout State) {
    for reference in state.model.grantWaitingLocks(at: clock()) { state.running[reference]?.wake() }
  }

  private func stop(_ references: [CommandReference], in state: inout State) {
    for reference in references {
      state.running.removeValue(forKey: reference)?.stop()
    }
    wake(&state)
  }

  private func cancel(_ command: CancelCommand, in context: Context) throws(SandboxFault) -> Reply {
    let now = clock()
    let envelope = Envelope(.execute, newSession: context.newSession)
    defer {
      if case .late(let milliseconds) = context.cancelManner {
        // The command that it stops may be the only request under way.
        Task { [weak self] in
          try await Task.sleep(for: .milliseconds(milliseconds))
          self?.advance()
        }
      }
    }
    return try state.withLock { state throws(SandboxFault) in
      // What runs at this moment is what it hits.
      advance(&state, to: now)
      let before = state.model
      let outcome = try state.model.cancel(
        command, manner: context.cancelManner, ownSession: context.session, by: context.user, at: now)
      record(
        command, ownSession: context.session, by: context.user,
        answer: outcome == .nothingRunning
          ? "nothing running" : context.cancelManner.isLate ? "later" : "cancelled",
        from: before, to: state.model)
      switch outcome {
      case .cancelled(let references):
        stop(references, in: &state)
        return Reply(envelope.empty)
      case .nothingRunning:
        return Reply(envelope.nothingRunning)
      }
    }
  }
}
