internal import SessionControl
internal import Synchronization
internal import Terminal

/// How a shell ends: its transaction is rolled back, and its session ends.
struct ShellExit {
  let shell: Shell

  enum Answer {
    case stay
    case leave
    /// Somebody wants the program to end.
    case terminated
  }

  /// Asks the person who leaves what that would roll back.
  func ask() async -> Answer {
    let context = CommandContext.required
    guard let session = shell.session, session.isOpen, session.transactionCount > 0 else { return .leave }
    let question = "\(session.target): a transaction is open; roll it back and leave?"
    let isTerminated = Mutex(false)
    let isYes = await Interruption.cancelling(isTermination: true) { _ in
      isTerminated.withLock { $0 = true }
      return .more
    } while: {
      (try? await context.confirm(question)) == true
    }
    if isTerminated.withLock(\.self) { return .terminated }
    return isYes ? .leave : .stay
  }

  /// - Parameter status: as far as the commands have it.
  /// - Returns: the exit status.
  func leave(_ status: ExitStatus) async -> ExitStatus {
    guard let session = shell.session else { return status }
    let context = CommandContext.required
    // A script that does not say what becomes of its transaction is wrong.
    let ofOpen = status == .success && !shell.isInteractive ? .partialFailure : status
    guard session.isOpen else {
      guard let loss = await session.forgetLost() else { return status }
      context.report(loss.description)
      return ofOpen
    }
    guard session.transactionCount > 0 else {
      await session.end()
      return status
    }
    let interruptions = Interruptions()
    // A server that is frozen must not hold whoever wants to leave.
    let end = await Interruption.observed { interruption in
      interruptions.receive(interruption) { _ in }
    } while: {
      await ScriptTransaction.rollBack(session, interruptions, isUrgent: true)
    }
    context.report("\(session.target): a transaction was open; \(TransactionLedger().line(end))")
    if case .rolledBack = end {
      await session.end()
      return ofOpen
    }
    return status == .success ? .partialFailure : status
  }
}
