/// How the commands of the population's busy sessions follow each other. By default each runs for ever, and a session whose
/// command was cancelled stays idle.
public struct Succession: Hashable, Sendable {
  /// How long every command takes; the next one begins in the same moment. nil is for ever.
  public var churn: SandboxDuration?
  /// How long after a cancel the session's next command begins; nil is at once with `churn`, and never without.
  public var pause: SandboxDuration?

  public init(churn: SandboxDuration? = nil, pause: SandboxDuration? = nil) {
    self.churn = churn
    self.pause = pause
  }

  /// nil where nothing comes after a cancel.
  var pauseInMilliseconds: Int64? { pause?.milliseconds ?? churn.map { _ in 0 } }
}

extension Population {
  /// A session as it is by now, when nobody touched it since: arithmetic, as all of the population is.
  func goingOn(_ session: SandboxSession, at now: Timestamp) -> SandboxSession {
    guard succession != Succession(), let command = session.command, command.isInvented else {
      return session
    }
    var session = session
    // What ended before the server started belongs to a session that is idle.
    if let end = command.end, end >= epoch, let pause = succession.pauseInMilliseconds {
      let start = end.adding(milliseconds: pause)
      guard start <= now else { return session }
      session.succeed(from: start, count: 1, each: 0)
    }
    guard let churn = succession.churn?.milliseconds, session.command?.state == .running else {
      return session
    }
    let count = now.elapsed(since: session.command?.start ?? now) / churn
    guard count > 0 else { return session }
    session.succeed(
      from: (session.command?.start ?? now).adding(milliseconds: count * churn), count: Int(count),
      each: churn)
    return session
  }
}

extension SandboxSession {
  /// Replaces an invented command by one that runs since `start`.
  ///
  /// - Parameters:
  ///   - count: which one after it; those between took `length` milliseconds each.
  fileprivate mutating func succeed(from start: Timestamp, count: Int, each length: Int64) {
    guard var command else { return }
    command.end.map { earlierCPUTime += command.cpuTime(at: $0) }
    if command.end == nil { earlierCPUTime += Int64(count) * length * command.cpuPerSecond / 1_000 }
    commandCount += count
    command.number = commandCount
    command.start = start
    command.state = .running
    let texts = PopulationTexts.texts(of: database, process: command.text.contains("<Process"))
    if let index = texts.firstIndex(of: command.text) { command.text = texts.element(index + count) }
    self.command = command
  }
}
