internal import SessionControl

/// One statement, or one command of the engine.
struct XMLACommand: CancellableStatement {
  /// What is to be sent, or why it can't be.
  private let command: Result<CommandText, ControlError>
  let session: XMLASession
  let limits: RunLimits
  private let isAborted = CancellationFlag()

  init(_ text: String, session: XMLASession, limits: RunLimits) {
    command = Result { () throws(ControlError) in try CommandText(text) }
    self.session = session
    self.limits = limits
  }

  func prepare() async throws -> XMLASoftCancel {
    if case .failure(let error) = command { throw error.of(target: session.target) }
    return try await session.prepare()
  }

  func run(receive: @escaping StatementReceiver) async -> StatementOutcome {
    do {
      let command = try command.get()
      let reply = try await session.post(command, timeout: timeout, isAborted, receive)
      return .end(session.end(of: reply, to: command, hadTimeout: timeout != nil))
    } catch let error as ControlError {
      return .end(.connectionLost(session.lost(error)))
    } catch is CancellationError {
      return .end(.connectionLost(ControlError(.unreachable, "the connection was closed")))
    } catch {
      return .given(error)
    }
  }

  func cancelSoftly(
    over channel: XMLASoftCancel, mayAsk: @escaping @Sendable () -> Bool,
    report: @escaping @Sendable (SoftCancelProgress) -> Void
  ) async {
    await channel.run(mayAsk: mayAsk) { [session] progress in
      if case .refused = progress { session.noteRefusedCancel() }
      report(progress)
    }
  }

  func closeConnection() {
    isAborted.set()
    session.shutDown()
  }

  func giveUp() async { await session.giveUp() }

  func settle(
    after outcome: StatementOutcome, _ cancellation: StatementCancellation, over channel: XMLASoftCancel
  ) async {
    if cancellation.isConnectionClosed { return await session.leave() }
    switch outcome {
    case .given: await session.stop()
    case .end(.interrupted) where cancellation.cause == nil, .end(.connectionLost): await session.look()
    case .end: break
    }
  }

  /// The server's own limit, in whole seconds: it holds where this program can't ask any more, after a hard cancel or
  /// when it is gone. Two seconds later than the command timeout, so that the soft cancel comes first: it leaves no
  /// doubt who ended the statement.
  private var timeout: Int64? {
    limits.command.map { Int64($0.wholeSecondsRoundedUp) + 2 }
  }
}
