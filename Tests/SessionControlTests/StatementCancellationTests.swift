import SessionControl
import Testing

@Suite struct StatementCancellationTests {
  private static let interruption = QueryInterrupted(detail: "error 1317")
  private static let loss = ControlError(.unreachable, "the connection broke")

  private func after(
    _ events: StatementCancellation.Event..., limit: RunLimits.Cancellation = .after(.seconds(2))
  ) -> (actions: [StatementCancellation.Action], state: StatementCancellation) {
    var state = StatementCancellation(limit: limit)
    let actions = events.flatMap { state.handle($0) }
    return (actions, state)
  }

  @Test(
    "If this timeout is not 0, then a soft cancellation will be attempted when the timeout expires (seed 004)"
  )
  func commandTimeout() {
    #expect(after(.commandTimeout).actions == [.cancelSoftly, .startCancellationTimer(.seconds(2))])
    #expect(after(.commandTimeout, limit: .never).actions == [.cancelSoftly])
  }

  @Test(
    "After CommandTimeout elapses … the CancellationTimeout timer starts. If this times out, a hard cancellation is performed (seed 004)"
  )
  func cancellationTimeout() {
    let run = after(.commandTimeout, .softCancelSent, .cancellationTimeout)
    #expect(run.actions.last == .closeConnection)
    #expect(
      run.state.failure(for: .connectionLost(Self.loss)) as? RunFailure == .commandTimeoutExpired(cause: nil))
  }

  @Test(
    "To always perform a hard cancellation immediately when CommandTimeout expires, set CancellationTimeout=-1 (seed 004)"
  )
  func immediate() {
    let run = after(.commandTimeout, limit: .immediate)
    #expect(run.actions == [.closeConnection])
    #expect(
      run.state.failure(for: .connectionLost(Self.loss)) as? RunFailure == .commandTimeoutExpired(cause: nil))
    #expect(after(.cancel(.task), limit: .immediate).actions == [.cancelSoftly], "only of the timeout")
  }

  @Test(
    "A soft cancellation from CommandTimeout will have a QueryInterrupted as its InnerException (seed 004)")
  func softCause() {
    let run = after(.commandTimeout, .softCancelSent)
    #expect(
      run.state.failure(for: .interrupted(Self.interruption)) as? RunFailure
        == .commandTimeoutExpired(cause: Self.interruption))
  }

  @Test("A cancelled task has the interruption as its cause, a cancelled command is interrupted (seed 004)")
  func taskAndRequest() {
    let task = after(.cancel(.task), .softCancelSent)
    #expect(
      task.state.failure(for: .interrupted(Self.interruption)) as? RunFailure
        == .cancelled(cause: Self.interruption))
    let request = after(.cancel(.request), .softCancelSent)
    #expect(
      request.state.failure(for: .interrupted(Self.interruption)) as? RunFailure
        == .interrupted(Self.interruption))
  }

  @Test("An interruption that this program did not send is somebody else's")
  func others() {
    for run in [after(), after(.commandTimeout), after(.commandTimeout, .softCancelSent, .softCancelRefused)]
    {
      #expect(
        run.state.failure(for: .interrupted(Self.interruption)) as? RunFailure
          == .interrupted(Self.interruption))
    }
  }

  @Test("A statement that ends without an error after a soft cancel is neither cancelled nor completed")
  func swallowed() {
    let run = after(.commandTimeout, .softCancelSent)
    #expect(run.state.failure(for: .completed) as? RunFailure == .endedAfterCancel(.commandTimeout))
  }

  @Test("A statement that ended before the KILL went out completed")
  func completed() {
    #expect(after(.commandTimeout).state.failure(for: .completed) == nil)
    #expect(after(.cancel(.task), .softCancelSent, .softCancelRefused).state.failure(for: .completed) == nil)
  }

  @Test("Rows that were dropped make no whole result, and a cancel that was taken stays taken")
  func incomplete() {
    let refused = after(.commandTimeout, .softCancelSent, .softCancelRefused).state
    #expect(
      refused.failure(for: .completed, isIncomplete: true) as? RunFailure
        == .endedAfterCancel(.commandTimeout))
    let taken = after(.commandTimeout, .softCancelSent, .softCancelTaken, .softCancelRefused).state
    #expect(
      taken.failure(for: .interrupted(Self.interruption)) as? RunFailure
        == .commandTimeoutExpired(cause: Self.interruption))
  }

  @Test("A lost connection that this program did not close is told as it is")
  func loss() {
    let run = after(.commandTimeout, .softCancelSent)
    #expect(run.state.failure(for: .connectionLost(Self.loss)) as? ControlError == Self.loss)
  }

  @Test("The first reason counts, and the connection is closed once")
  func once() {
    let run = after(.cancel(.task), .commandTimeout, .cancel(.request), .abort, .abort, .cancellationTimeout)
    #expect(run.actions == [.cancelSoftly, .closeConnection])
    #expect(run.state.cause == .task)
    #expect(after(.abort, .cancel(.task)).actions == [.closeConnection])
  }
}
