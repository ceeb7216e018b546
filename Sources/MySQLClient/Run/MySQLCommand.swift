public import SessionControl
internal import Synchronization

/// One SQL statement, with the soft and hard cancellation of the seed "MySqlCommand Cancellation".
///
/// What to do when is decided by ``StatementCancellation``. The statement blocks a thread of its connection; timers
/// and the soft cancel run beside it and report as events.
public final class MySQLCommand: ExecutableCommand {
  private enum Event: Sendable {
    case cancellation(StatementCancellation.Event)
    /// No soft cancel is under way any more.
    case answered
    case ended(Outcome)
    /// The connection is closed, and whoever receives the rows does not come back.
    case receiverStuck
    /// The answer to a soft cancel did not come in time.
    case graceOver
  }

  /// No KILL may be on its way when the next statement begins.
  private struct Kill {
    var isUnderWay = false
    var isForbidden = false
  }

  private enum Outcome: Sendable {
    case end(StatementCancellation.End)
    /// The receiver did not want any more.
    case given(any Error)
  }

  /// How long a KILL that is under way is waited for after the statement ended.
  private static let grace: Duration = .seconds(2)
  /// How long the receiver of the rows is waited for after the connection was closed.
  private static let receiverGrace: Duration = .seconds(1)

  private let sql: String
  private let session: MySQLSession
  private let limits: RunLimits
  private let events: AsyncStream<Event>
  private let inbox: AsyncStream<Event>.Continuation
  private let kill = Mutex(Kill())
  private let isCancelling = Atomic(false)
  private let isIncomplete = Atomic(false)

  init(_ sql: String, on session: MySQLSession, limits: RunLimits) {
    self.sql = sql
    self.session = session
    self.limits = limits
    (events, inbox) = AsyncStream.makeStream(of: Event.self)
  }

  public func cancel() { inbox.yield(.cancellation(.cancel(.request))) }

  public func abort() { inbox.yield(.cancellation(.abort)) }

  public func execute(
    receive: @escaping StatementReceiver, progress: @escaping @Sendable (String) -> Void
  ) async throws {
    // A task of its own: a cancelled one could neither wait for events nor sleep.
    let driver = Task { try await drive(receive, progress) }
    try await withTaskCancellationHandler {
      try await driver.value
    } onCancel: {
      inbox.yield(.cancellation(.cancel(.task)))
    }
  }

  private func drive(
    _ receive: @escaping StatementReceiver, _ progress: @escaping @Sendable (String) -> Void
  ) async throws {
    try await session.connect()
    try await session.settle()
    let server = try await session.connection.identity()
    let credentials = try await session.connection.open()

    var cancellation = StatementCancellation(limit: limits.cancellation)
    var helpers: [Task<Void, Never>] = []
    defer { for helper in helpers { helper.cancel() } }
    func send(_ event: Event, after delay: Duration) {
      helpers.append(
        Task { [inbox] in
          do { try await Task.sleep(for: delay) } catch { return }
          inbox.yield(event)
        })
    }

    Task { end(await perform(receive)) }
    if let limit = limits.command { send(.cancellation(.commandTimeout), after: limit) }
    var outcome: Outcome?
    for await event in events {
      switch event {
      case .cancellation(let event):
        for action in cancellation.handle(event) {
          switch action {
          case .startCancellationTimer(let limit): send(.cancellation(.cancellationTimeout), after: limit)
          case .closeConnection:
            isCancelling.store(true, ordering: .relaxed)
            session.connection.shutDown()
            send(.receiverStuck, after: Self.receiverGrace)
          case .cancelSoftly:
            let soft = SoftCancel(connector: session.connector, credentials: credentials, server: server)
            helpers.append(Task { await soft.run(mayKill: mayKill) { report($0, progress) } })
          }
        }
      case .answered: kill.withLock { $0.isUnderWay = false }
      case .receiverStuck:
        guard outcome == nil else { break }
        outcome = .end(.connectionLost(ControlError(.unreachable, "the connection was closed")))
        kill.withLock { $0 = Kill(isForbidden: true) }
      case .ended(let ended):
        outcome = outcome ?? ended
        send(.graceOver, after: Self.grace)
      case .graceOver:
        // A KILL that comes late could meet the next statement.
        await session.connection.close()
        kill.withLock { $0.isUnderWay = false }
      }
      if outcome != nil, !kill.withLock({ $0.isUnderWay }) { break }
    }
    switch outcome {
    case .end(let end):
      if cancellation.cause != nil, !cancellation.isConnectionClosed { session.unsettle() }
      let isIncomplete = isIncomplete.load(ordering: .relaxed)
      if let failure = cancellation.failure(for: end, isIncomplete: isIncomplete) {
        await session.refreshTransaction()
        throw failure
      }
    case .given(let error): throw error
    case nil: preconditionFailure("the stream of events is never finished")
    }
  }

  private func mayKill() -> Bool {
    kill.withLock { kill in
      guard !kill.isForbidden else { return false }
      kill.isUnderWay = true
      isCancelling.store(true, ordering: .relaxed)
      inbox.yield(.cancellation(.softCancelSent))
      return true
    }
  }

  private func end(_ outcome: Outcome) {
    kill.withLock { kill in
      kill.isForbidden = true
      inbox.yield(.ended(outcome))
    }
  }

  private func report(_ step: SoftCancel.Progress, _ progress: @Sendable (String) -> Void) {
    switch step {
    case .taken:
      inbox.yield(.cancellation(.softCancelTaken))
      inbox.yield(.answered)
    case .failed(let error):
      inbox.yield(.answered)
      progress("the server can't be asked to stop the statement, and is asked again: \(error.description)")
    case .refused(let error):
      inbox.yield(.cancellation(.softCancelRefused))
      inbox.yield(.answered)
      progress("the server can't be asked to stop the statement: \(error.description)")
    }
  }

  private func perform(_ receive: @escaping StatementReceiver) async -> Outcome {
    do {
      try await session.connection.runToTheEnd(sql) { [self] in receiver(receive) }
      return .end(.completed)
    } catch let failure as MySQLFailure where MySQLFailure.interruptedCodes.contains(failure.code) {
      return .end(.interrupted(QueryInterrupted(detail: failure.detail)))
    } catch let failure as MySQLFailure {
      return .end(.failed(failure.ofStatement.of(target: session.target)))
    } catch let error as ControlError where error.code == .unreachable || error.code == .timedOut {
      return .end(.connectionLost(error.of(target: session.target)))
    } catch let error as ControlError {
      return .end(.failed(error.of(target: session.target)))
    } catch {
      return .given(error)
    }
  }

  private func receiver(_ receive: @escaping StatementReceiver) -> ResultReceiver {
    var shape = RowShape.empty
    func give(_ event: @autoclosure () -> StatementEvent) throws {
      // After a soft cancel rows already under way still arrive, a hundred thousand and more.
      guard isCancelling.load(ordering: .relaxed) else { return try receive(event()) }
      isIncomplete.store(true, ordering: .relaxed)
    }
    return ResultReceiver(
      isExact: true, isOptional: true,
      columns: { names in
        shape = RowShape(keys: names, besides: [])
        try give(.columns(shape))
      },
      row: { values in try give(.row(ResultRow(Row(shape: shape, values: values)))) },
      end: { end in try give(.end(end)) })
  }
}
