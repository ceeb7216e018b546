internal import Synchronization

/// Runs one statement, with the soft and hard cancellation of the seed "MySqlCommand Cancellation", on any server.
///
/// What to do when is decided by ``StatementCancellation``. The statement blocks a thread of its connection; timers
/// and the soft cancel run beside it and report as events.
public final class StatementDriver<Statement: CancellableStatement>: ExecutableCommand {
  private enum Event: Sendable {
    case cancellation(StatementCancellation.Event)
    /// No soft cancel is under way any more.
    case answered
    case ended(StatementOutcome)
    /// The connection is closed, and whoever receives the rows does not come back.
    case receiverStuck
    /// The answer to a soft cancel did not come in time.
    case graceOver
  }

  /// No soft cancel may be on its way when the next statement begins.
  private struct SoftCancel {
    var isUnderWay = false
    var isForbidden = false
  }

  /// How long a soft cancel that is under way is waited for after the statement ended.
  private static var grace: Duration { .seconds(2) }
  /// How long the receiver of the rows is waited for after the connection was closed.
  private static var receiverGrace: Duration { .seconds(1) }

  private let statement: Statement
  private let limits: RunLimits
  private let events: AsyncStream<Event>
  private let inbox: AsyncStream<Event>.Continuation
  private let softCancel = Mutex(SoftCancel())
  private let isCancelling = Atomic(false)
  private let isIncomplete = Atomic(false)

  public init(_ statement: Statement, limits: RunLimits) {
    self.statement = statement
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
    let channel = try await statement.prepare()

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

    Task { end(await statement.run { [self] event in try give(event, to: receive) }) }
    if let limit = limits.command { send(.cancellation(.commandTimeout), after: limit) }
    var outcome: StatementOutcome?
    for await event in events {
      switch event {
      case .cancellation(let event):
        for action in cancellation.handle(event) {
          switch action {
          case .startCancellationTimer(let limit): send(.cancellation(.cancellationTimeout), after: limit)
          case .closeConnection:
            isCancelling.store(true, ordering: .relaxed)
            statement.closeConnection()
            send(.receiverStuck, after: Self.receiverGrace)
          case .cancelSoftly:
            helpers.append(
              Task { [statement] in
                await statement.cancelSoftly(over: channel, mayAsk: mayAsk) { self.report($0, progress) }
              })
          }
        }
      case .answered: softCancel.withLock { $0.isUnderWay = false }
      case .receiverStuck:
        guard outcome == nil else { break }
        outcome = .end(.connectionLost(ControlError(.unreachable, "the connection was closed")))
        softCancel.withLock { $0 = SoftCancel(isForbidden: true) }
      case .ended(let ended):
        outcome = outcome ?? ended
        send(.graceOver, after: Self.grace)
      case .graceOver:
        // A soft cancel that comes late could meet the next statement.
        await statement.giveUp()
        softCancel.withLock { $0.isUnderWay = false }
      }
      if outcome != nil, !softCancel.withLock({ $0.isUnderWay }) { break }
    }
    guard let outcome else { preconditionFailure("the stream of events is never finished") }
    for helper in helpers { helper.cancel() }
    await statement.settle(after: outcome, cancellation, over: channel)
    switch outcome {
    case .end(let end):
      let isIncomplete = isIncomplete.load(ordering: .relaxed)
      if let failure = cancellation.failure(for: end, isIncomplete: isIncomplete) { throw failure }
    case .given(let error): throw error
    }
  }

  private func mayAsk() -> Bool {
    softCancel.withLock { softCancel in
      guard !softCancel.isForbidden else { return false }
      softCancel.isUnderWay = true
      isCancelling.store(true, ordering: .relaxed)
      inbox.yield(.cancellation(.softCancelSent))
      return true
    }
  }

  private func end(_ outcome: StatementOutcome) {
    softCancel.withLock { softCancel in
      softCancel.isForbidden = true
      inbox.yield(.ended(outcome))
    }
  }

  private func report(_ step: SoftCancelProgress, _ progress: @Sendable (String) -> Void) {
    switch step {
    case .taken: inbox.yield(.cancellation(.softCancelTaken))
    case .idle: inbox.yield(.cancellation(.softCancelRefused))
    case .failed(let error):
      progress("the server can't be asked to stop the statement, and is asked again: \(error.description)")
    case .refused(let error):
      inbox.yield(.cancellation(.softCancelRefused))
      progress("the server can't be asked to stop the statement: \(error.description)")
    }
    inbox.yield(.answered)
  }

  /// After a soft cancel rows already under way still arrive, a hundred thousand and more.
  private func give(_ event: StatementEvent, to receive: StatementReceiver) throws {
    guard isCancelling.load(ordering: .relaxed) else { return try receive(event) }
    isIncomplete.store(true, ordering: .relaxed)
  }
}
