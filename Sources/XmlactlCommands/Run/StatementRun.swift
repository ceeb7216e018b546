internal import Rendering
internal import SessionControl
internal import Synchronization
internal import Terminal

/// Runs statements one after the other in a session, to the first that does not run to its end.
struct StatementRun: Sendable {
  let session: any StatementSession
  let limits: RunLimits
  let renderer: ResultRenderer
  /// Around them; nil runs each for itself.
  let transaction: ScriptTransaction?
  /// The signals that come from the opening of the session to its end.
  let interruptions = Interruptions()

  /// Takes a signal.
  func receive(_ interruption: Interruption) -> Interruption.Next {
    interruptions.receive(interruption) { command in
      if interruption.isTermination {
        // Nobody is there to press a key once more.
        closeLater(command)
      } else {
        let context = CommandContext.required
        // Behind the ^C that the terminal shows.
        if context.messages.isTerminal { context.reportText("") }
        context.report(
          "\(session.target): asking the server to stop the statement; Ctrl-C again closes the connection")
      }
    }
  }

  func run(_ statements: [ScriptStatement]) async throws {
    if let transaction {
      try await transaction.run(statements, interruptions) { try await run(statements, at: $0) }
    } else {
      for index in statements.indices { try await run(statements, at: index) }
    }
  }

  private func run(_ statements: [ScriptStatement], at index: Int) async throws {
    let context = CommandContext.required
    let place = statements.count > 1 ? "line \(statements[index].line): " : ""
    let report = RunReport(
      target: session.target, place: place, limits: limits, remaining: statements.count - index - 1,
      batch: BatchText(statements[index].text))
    do {
      try await execute(statements[index], report)
      try flush(context.output)
    } catch let failure as RunFailure {
      context.report(report.line(failure, leftover: session.leftover))
      if failure.leavesConnectionClosed { giveUpOnReader(context.output) }
      throw ReportedFailure(status: report.status(failure, interruptions.first))
    } catch let error as ControlError {
      throw report.placed(error)
    }
    if let interruption = interruptions.first {
      // It came when the statement had just ended.
      context.report(report.lateLine)
      throw interruption
    }
  }

  private func execute(_ statement: ScriptStatement, _ report: RunReport) async throws {
    let context = CommandContext.required
    let command = session.command(statement.text, limits: limits)
    let started = ContinuousClock.now
    // nil when the statement is over: a cancel that is still given up later is of no interest.
    let told = Mutex<String?>("")
    let task = Task {
      try await command.execute { event in
        try renderer.receive(event)
        guard case .end(let result) = event,
          let line = report.line(result, after: ContinuousClock.now - started, context.messages.isTerminal)
        else { return }
        try context.output.flush()
        context.report(line)
      } progress: { text in
        // It tries again and again, and meets the same.
        guard
          told.withLock({ old in
            guard old != nil, old != text else { return false }
            old = text
            return true
          })
        else { return }
        context.report("\(session.target): \(report.place)\(text)")
      }
    }
    interruptions.begin(command, task)
    defer {
      interruptions.end()
      told.withLock { $0 = nil }
    }
    try await task.value
  }

  /// Writes what is left of a result. At a signal that asks for an end nobody may be reading any more.
  private func flush(_ output: OutputStream) throws {
    let timer = Mutex<Task<Void, any Error>?>(nil)
    interruptions.begin { interruption, count in
      guard Interruptions.isUrgent(interruption, count) else { return .more }
      timer.withLock { $0 = $0 ?? output.abandonLater() }
      return .last
    }
    defer {
      interruptions.end()
      timer.withLock { $0?.cancel() }
    }
    do { try output.flush() } catch OutputFailure.closed where interruptions.first != nil {
      // Told as the signal that it is.
    }
  }

  /// Whoever reads the rows may have stopped reading, and then there is no end to a write.
  private func giveUpOnReader(_ output: OutputStream) {
    let timer = output.abandonLater()
    // An error is that of whoever reads.
    try? output.flush()
    timer.cancel()
  }

  private func closeLater(_ command: any ExecutableCommand) {
    switch limits.cancellation {
    case .immediate: command.abort()
    case .never: return
    case .after(let limit):
      Task {
        try await Task.sleep(for: limit)
        command.abort()
      }
    }
  }
}
