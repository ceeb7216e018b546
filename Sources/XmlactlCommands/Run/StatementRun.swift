internal import MySQLClient
internal import Rendering
internal import SessionControl
internal import Synchronization
internal import Terminal

/// Runs statements one after the other in a session, to the first that does not run to its end.
struct StatementRun: Sendable {
  let session: any StatementSession
  let limits: RunLimits
  let renderer: ResultRenderer

  func run(_ statements: [SQLScript.Statement]) async throws {
    let context = CommandContext.required
    for (index, statement) in statements.enumerated() {
      let place = statements.count > 1 ? "line \(statement.line): " : ""
      let report = RunReport(
        target: session.target, place: place, limits: limits, remaining: statements.count - index - 1)
      let interruptions = Interruptions()
      do {
        try await execute(statement, report, interruptions)
        try context.output.flush()
      } catch let failure as RunFailure {
        context.report(report.line(failure, connection: await session.connectionName))
        throw ReportedFailure(status: report.status(failure, interruptions.first))
      } catch let error as ControlError {
        throw report.placed(error)
      }
    }
  }

  private func execute(
    _ statement: SQLScript.Statement, _ report: RunReport, _ interruptions: Interruptions
  ) async throws {
    let context = CommandContext.required
    let command = session.command(statement.text, limits: limits)
    let started = ContinuousClock.now
    let told = Mutex("")
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
            defer { old = text }; return old != text
          })
        else { return }
        context.report("\(session.target): \(report.place)\(text)")
      }
    }
    try await Interruption.observed { interruption in
      guard interruptions.add(interruption) == 1 else {
        command.abort()
        return .last
      }
      task.cancel()
      if interruption.isTermination {
        // Nobody is there to press a key once more.
        closeLater(command)
      } else {
        context.report(
          "\(session.target): asking the server to stop the statement; Ctrl-C again closes the connection")
      }
      return .more
    } while: {
      try await task.value
    }
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

/// The signals that came while a statement ran.
private final class Interruptions: Sendable {
  private let all = Mutex<[Interruption]>([])

  var first: Interruption? { all.withLock(\.first) }

  /// - Returns: how many they are now.
  func add(_ interruption: Interruption) -> Int {
    all.withLock {
      $0.append(interruption)
      return $0.count
    }
  }
}
