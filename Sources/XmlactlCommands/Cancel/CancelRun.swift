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
    waitLimit = options.wait
    agreed = options.yes
    maximum = options.max
    self.requiredKind = requiredKind
  }

  func run() async throws {
    let target = try targets.resolvedOne()
    do { try await run(on: target) } catch let error as ControlError { throw error.of(target: target.name) }
  }

  private func run(on target: Target) async throws {
    if let requiredKind, target.kind != requiredKind {
      throw ControlError(
        .usage, "kill is for MySQL and MariaDB",
        hint: "nothing was sent; use 'xmlactl cancel' on an XMLA server")
    }
    let requests = try await identifiers.requests(parse)
    let backend = try targets.backend(for: target)
    for request in requests { try backend.validate(request) }

    let report = CancelReport(target: backend.target, kind: backend.kind, context: CommandContext.required)
    let selection = try await select(requests, on: backend, report)
    let statuses: [ExitStatus]
    if isDryRun {
      statuses = try await each(selection.victims, report) { .planned(try await backend.document(for: $0)) }
    } else {
      try await confirm(selection.victims, report)
      let context = CommandContext.required
      // Until here Ctrl-C simply ends the program: nothing has been sent. From here on it ends the watching,
      // and what was sent is told.
      statuses = try await Interruption.handled {
        try await CommandContext.$current.withValue(context) {
          var statuses = try await each(selection.victims, report) { try await cancel($0, on: backend) }
          guard let waitLimit else { return statuses }
          statuses += try await each(selection.cancelled, report, .earlier) {
            try await watch($0, on: backend, for: waitLimit, .earlier)
          }
          return statuses
        }
      }
    }
    await backend.close()
    try ReportedFailure.check(CancelOutcome.exitStatus(of: selection.statuses + statuses))
  }

  /// Looks at all that is named before anything is sent. What can't be looked at ends the run.
  private func select(
    _ requests: [CancelRequest], on backend: any SessionBackend, _ report: CancelReport
  ) async throws -> (victims: [Victim], cancelled: [Victim], statuses: [ExitStatus]) {
    var victims: [Victim] = []
    var cancelled: [Victim] = []
    var statuses: [ExitStatus] = []
    for request in requests {
      let victim = try await backend.look(at: request, database: demands.database)
      switch CancelDecision.judge(request, victim: victim, demands: demands) {
      case .finish(let outcome): statuses.append(try report.tell(request, victim, outcome))
      case .send: if let victim { victims.append(victim) }
      case .watch where waitLimit != nil && !isDryRun: if let victim { cancelled.append(victim) }
      case .watch:
        let why = "\(request) is already cancelled, and the server is still ending it (--wait watches that)"
        statuses.append(try report.tell(request, victim, .nothingToCancel(why)))
      }
    }
    return (victims, cancelled, statuses)
  }

  /// Tells what comes of each victim. One that fails does not keep the others from their turn.
  private func each(
    _ victims: [Victim], _ report: CancelReport, _ origin: CancelReport.Origin = .thisRun,
    outcome: (Victim) async throws -> CancelOutcome
  ) async throws -> [ExitStatus] {
    var statuses: [ExitStatus] = []
    for victim in victims {
      statuses.append(try report.tell(victim.request, victim, try await outcome(victim), origin))
    }
    return statuses
  }

  /// Asks when more than one session would be hit.
  private func confirm(_ victims: [Victim], _ report: CancelReport) async throws {
    let context = CommandContext.required
    let count = victims.map { max(1, $0.sessions.count) }.reduce(0, +)
    switch Confirmation.decide(victims: count, maximum: maximum, agreed: agreed, canAsk: context.canAsk) {
    case .notNeeded: return
    case .refuse(let error): throw error
    case .ask(let count):
      for victim in victims { context.report("\(report.target): \(victim.request): \(victim.summary)") }
      report.list(victims)
      guard try await context.confirm("Cancel these \(count) sessions on \(report.target)?") else {
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
        return try await watch(victim, on: backend, for: waitLimit, .thisRun)
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
    _ victim: Victim, on backend: any SessionBackend, for limit: Duration, _ origin: CancelReport.Origin
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
        "\(backend.target): \(victim.request): \(origin.claim); whether it stopped was not seen")
      throw CancellationError()
    } catch var error as ControlError {
      error.message = "\(origin.claim), and then a look failed: \(error.message)"
      return .failed(error)
    }
  }
}
