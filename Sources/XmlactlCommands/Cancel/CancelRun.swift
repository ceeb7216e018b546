internal import SessionControl
internal import Terminal

/// Carries out cancels on one target: look, judge, ask, look again and send, watch. What to do is decided in
/// SessionControl; this only does it and tells of it.
struct CancelRun: Sendable {
  private let identifiers: IdentifierArguments
  private let parse: @Sendable (String) throws -> CancelRequest
  private let targets: TargetOptions
  private let demands: CancelGuard
  private let isDryRun: Bool
  private let waitLimit: Duration?
  private let agreed: Bool
  private let maximum: Int?
  private let requiredKind: TargetKind?

  /// - Parameters:
  ///   - onlyOn: the kind of server that the verb is for.
  ///   - parse: makes the request for one id.
  init(
    _ identifiers: IdentifierArguments, target: TargetOptions, filter: FilterOptions, options: CancelOptions,
    onlyOn requiredKind: TargetKind? = nil, parse: @escaping @Sendable (String) throws -> CancelRequest
  ) {
    self.identifiers = identifiers
    self.parse = parse
    targets = target
    demands = filter.demands
    isDryRun = options.dryRun
    waitLimit = options.wait?.duration
    agreed = options.yes
    maximum = options.max
    self.requiredKind = requiredKind
  }

  func run() async throws {
    let target = try targets.resolvedOne()
    if let requiredKind, target.kind != requiredKind {
      throw ControlError(
        .usage, "kill is for MySQL and MariaDB", target: target.name,
        hint: "nothing was sent; use 'xmlactl cancel' on an XMLA server")
    }
    let requests: [CancelRequest]
    do { requests = try identifiers.requests(parse) } catch let error as ControlError {
      throw error.of(target: target.name)
    }
    let backend = try targets.backend(for: target)
    for request in requests { try backend.validate(request) }
    let context = CommandContext.required
    // Ctrl-C ends the watching, never in silence: what was sent has been told by then.
    let statuses = try await Interruption.handled {
      try await CommandContext.$current.withValue(context) { try await carryOut(requests, on: backend) }
    }
    await backend.close()
    try ReportedFailure.check(CancelOutcome.exitStatus(of: statuses))
  }

  private func carryOut(_ requests: [CancelRequest], on backend: any SessionBackend) async throws
    -> [ExitStatus]
  {
    let report = CancelReport(target: backend.target, kind: backend.kind, context: CommandContext.required)
    var statuses: [ExitStatus] = []
    func finish(_ request: CancelRequest, _ victim: Victim?, _ outcome: CancelOutcome) throws {
      try report.tell(request, victim, outcome)
      statuses.append(outcome.exitStatus)
    }

    var victims: [Victim] = []
    for request in requests {
      do {
        let victim = try await backend.look(at: request, database: demands.database)
        switch CancelDecision.judge(request, victim: victim, demands: demands) {
        case .finish(let outcome): try finish(request, victim, outcome)
        case .send: if let victim { victims.append(victim) }
        }
      } catch let error as ControlError {
        try finish(request, nil, .failed(error))
      }
    }
    if isDryRun {
      for victim in victims {
        try finish(victim.request, victim, .planned(try await backend.document(for: victim)))
      }
      return statuses
    }
    try await confirm(victims)
    for victim in victims {
      try finish(victim.request, victim, try await cancel(victim, on: backend))
    }
    return statuses
  }

  /// Asks when more than one session would be hit.
  private func confirm(_ victims: [Victim]) async throws {
    let context = CommandContext.required
    let count = victims.map { max(1, $0.sessions.count) }.reduce(0, +)
    switch Confirmation.decide(victims: count, maximum: maximum, agreed: agreed, canAsk: context.canAsk) {
    case .notNeeded: return
    case .refuse(let error): throw error
    case .ask(let count):
      for victim in victims {
        for session in victim.sessions {
          context.report("\(victim.request): \(Victim(request: victim.request, sessions: [session]).summary)")
        }
      }
      guard context.confirm("Cancel these \(count) sessions?") else {
        throw ControlError(.refused, "not confirmed", hint: "nothing was cancelled")
      }
    }
  }

  private func cancel(_ victim: Victim, on backend: any SessionBackend) async throws -> CancelOutcome {
    do {
      switch try await send(victim, on: backend) {
      case .nothingRunning(let detail):
        return .nothingToCancel("nothing runs there any more (\(detail))")
      case .noSuchID(let detail):
        return .nothingToCancel("no \(victim.request) any more (\(detail))")
      case .changed(let differences):
        return .refused(differences.map(\.description).joined(separator: ", "))
      case .accepted:
        guard let waitLimit else { return .accepted }
        return try await watch(victim, on: backend, for: waitLimit)
      }
    } catch let error as ControlError {
      return .failed(error)
    }
  }

  /// Sends it. An interruption does not tell whether the server has taken it by then.
  private func send(_ victim: Victim, on backend: any SessionBackend) async throws -> CancelReply {
    do {
      return try await backend.cancel(victim, database: demands.database)
    } catch is CancellationError {
      CommandContext.required.report(
        "\(backend.target): \(victim.request): interrupted; the cancel may have been sent, and what came of it "
          + "was not seen")
      throw CancellationError()
    }
  }

  /// Looks again until it is gone or the time is up.
  private func watch(
    _ victim: Victim, on backend: any SessionBackend, for limit: Duration
  ) async throws -> CancelOutcome {
    let started = ContinuousClock.now
    var attempt = 0
    do {
      while true {
        let progress = CancelProgress.judge(
          victim, now: try await backend.look(again: victim, database: demands.database))
        let elapsed = ContinuousClock.now - started
        switch progress {
        case .stopped: return .stopped(after: elapsed)
        case .stillThere(let state) where elapsed >= limit: return .stillThere(after: elapsed, state: state)
        case .stillThere: break
        }
        try await Task.sleep(for: min(CancelProgress.pause(before: attempt), limit - elapsed))
        attempt += 1
      }
    } catch is CancellationError {
      CommandContext.required.report(
        "\(backend.target): \(victim.request): the cancel was accepted; whether it stopped was not seen")
      throw CancellationError()
    } catch var error as ControlError {
      error.message = "the cancel was accepted, and then a look failed: \(error.message)"
      return .failed(error)
    }
  }
}
