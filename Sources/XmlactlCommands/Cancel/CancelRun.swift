internal import SessionControl
internal import Synchronization
internal import Terminal

/// Carries out cancels on one target: look, judge, ask, look again and send, watch. What to do is decided in
/// SessionControl; this only does it and tells of it.
struct CancelRun: Sendable {
  private let readSelection: @Sendable (TargetKind) async throws -> CancelSelection
  private let targets: TargetOptions
  private let filter: FilterOptions?
  private let options: CancelOptions
  private let requiredKind: TargetKind?

  /// - Parameters:
  ///   - onlyOn: the kind of server that the verb is for.
  ///   - selection: reads what is to be cancelled; all of it, before anything is sent.
  init(
    target: TargetOptions, filter: FilterOptions?, options: CancelOptions,
    onlyOn requiredKind: TargetKind? = nil,
    selection: @escaping @Sendable (TargetKind) async throws -> CancelSelection
  ) {
    readSelection = selection
    targets = target
    self.filter = filter
    self.options = options
    self.requiredKind = requiredKind
  }

  /// - Parameter parse: makes the request for one id.
  init(
    _ identifiers: IdentifierArguments, target: TargetOptions, filter: FilterOptions, options: CancelOptions,
    onlyOn requiredKind: TargetKind? = nil,
    parse: @escaping @Sendable (String, TargetKind) throws -> CancelRequest
  ) {
    self.init(target: target, filter: filter, options: options, onlyOn: requiredKind) { kind in
      .requests(try await identifiers.requests { try parse($0, kind) })
    }
  }

  func run() async throws {
    let target = try targets.resolvedOne()
    do { try await run(on: target) } catch let error as ControlError { throw error.of(target: target.name) }
  }

  private func demands(on backend: any SessionBackend) -> CancelGuard {
    filter?.demands(on: backend.kind) ?? CancelGuard(on: backend.kind)
  }

  private func run(on target: Target) async throws {
    if let requiredKind, target.kind != requiredKind {
      throw ControlError(
        .usage, "kill is for MySQL and MariaDB",
        hint: "nothing was sent; use 'xmlactl cancel' on an XMLA server")
    }
    let selected = try await readSelection(target.kind)
    let backend = try targets.backend(for: target)
    do {
      try await run(selected, on: backend)
    } catch {
      await backend.close()
      throw error
    }
    await backend.close()
  }

  private func run(_ selected: CancelSelection, on backend: any SessionBackend) async throws {
    let groups = try await selected.groups(on: backend)
    var seen: Set<CancelRequest> = []
    let requests = groups.flatMap(\.requests).filter { seen.insert($0).inserted }
    let stopped = Mutex<Set<CancelRequest>>([])
    for request in requests { try backend.validate(request) }

    let report = CancelReport(
      target: backend.target, kind: backend.kind, context: CommandContext.required,
      isOneOfSeveral: requests.count > 1)
    if options.unseen { return try await runUnseen(requests, on: backend, report) }
    let absences = groups.compactMap(\.absence)
    for absence in absences { report.context.report("\(report.target): \(absence)") }
    let selection = try await select(requests, on: backend, report)
    var statuses: [ExitStatus]
    if options.dryRun {
      statuses = try await each(selection.plans, report) {
        let document = try await backend.document(for: $0.victim)
        return CancelResult(.planned(document.text), guarantee: document.guarantee)
      }
    } else {
      try await confirm(selection.plans + (options.escalate ? selection.cancelled : []), report)
      let context = CommandContext.required
      // Until here Ctrl-C simply ends the program: nothing has been sent. From here on it ends the watching,
      // and what was sent is told.
      statuses = try await Interruption.handled {
        try await CommandContext.$current.withValue(context) {
          let attempt = CancelAttempt(
            backend: backend, demands: demands(on: backend), report: report, options: options,
            answerLimit: targets.limits.answer)
          func run(_ plan: CancelPlan, _ origin: CancelReport.Origin) async throws -> CancelResult {
            let result = try await attempt.run(plan, origin)
            if case .stopped = result.outcome {
              stopped.withLock { _ = $0.insert(plan.victim.request) }
            }
            return result
          }
          var statuses = try await each(selection.plans, report) { try await run($0, .thisRun) }
          statuses += try await each(selection.cancelled, report) { try await run($0, .earlier) }
          return statuses
        }
      }
    }
    if options.waitLimit != nil, !options.dryRun {
      for group in groups {
        let tally = try await group.tally(stopped.withLock(\.self), on: backend)
        if let tally { try report.tell(tally) }
      }
    }
    statuses += absences.map { _ in .nothingToCancel }
    try ReportedFailure.check(CancelOutcome.exitStatus(of: selection.statuses + statuses))
  }

  /// One cancel where nobody can look, and so nothing can be demanded.
  private func runUnseen(
    _ requests: [CancelRequest], on backend: any SessionBackend, _ report: CancelReport
  ) async throws {
    guard let backend = backend as? any UnseenCancels else {
      throw ControlError(
        .usage, "--unseen is for XMLA targets", hint: "nothing was sent; everybody sees own threads of MySQL")
    }
    guard requests.count == 1, let request = requests.first, request.isBare, demands(on: backend).isEmpty
    else {
      throw ControlError(
        .usage, "--unseen takes one plain id, without --user and --database, since nobody looks whose it is",
        hint: "nothing was sent")
    }
    var report = report
    report.canList = false
    let result: CancelResult
    if options.dryRun {
      let document = try await backend.document(for: Victim(request: request, sessions: []))
      result = CancelResult(.planned(document.text))
    } else {
      do {
        result = CancelResult(CancelOutcome(unseen: try await backend.cancelUnseen(request)))
      } catch let error as ControlError {
        result = CancelResult(.failed(error))
      }
    }
    try ReportedFailure.check(report.tell(request, nil, result))
  }

  /// Looks at all that is named before anything is sent. What can't be looked at ends the run.
  private func select(
    _ requests: [CancelRequest], on backend: any SessionBackend, _ report: CancelReport
  ) async throws -> (plans: [CancelPlan], cancelled: [CancelPlan], statuses: [ExitStatus]) {
    var plans: [CancelPlan] = []
    var cancelled: [CancelPlan] = []
    var statuses: [ExitStatus] = []
    for request in requests {
      let victim: Victim?
      do {
        victim = try await firstLook(at: request, on: backend, isAlone: requests.count == 1)
      } catch let error as ControlError where error.code == .refused {
        // Only this one is somebody else's by now.
        statuses.append(try report.tell(request, nil, CancelResult(.failed(error))))
        continue
      }
      switch CancelDecision.judge(request, victim: victim, demands: demands(on: backend)) {
      case .finish(let outcome): statuses.append(try report.tell(request, victim, CancelResult(outcome)))
      case .send: if let victim { plans.append(try await plan(victim, on: backend)) }
      case .watch where options.waitLimit != nil && !options.dryRun:
        if let victim { cancelled.append(try await plan(victim, on: backend)) }
      case .watch:
        let why = "\(request) is already cancelled, and the server is still ending it (--wait watches that)"
        statuses.append(try report.tell(request, victim, CancelResult(.nothingToCancel(why))))
      }
    }
    return (plans, cancelled, statuses)
  }

  private func firstLook(
    at request: CancelRequest, on backend: any SessionBackend, isAlone: Bool
  ) async throws -> Victim? {
    do {
      return try await backend.look(at: request, database: filter?.database)
    } catch var error as ControlError {
      // These say by themselves that nothing was sent.
      if error.code != .refused, error.code != .usage {
        error.message = "nothing was cancelled, since a look at \(request) failed: \(error.message)"
      }
      if backend is any UnseenCancels, isAlone, [.timedOut, .denied].contains(error.code) {
        error.hint = [error.hint, "--unseen cancels without a look"].compactMap(\.self).joined(
          separator: "; ")
      }
      throw error
    }
  }

  /// With `--escalate` the whole connection may be hit in the end, so all of it is shown and agreed to.
  private func plan(_ victim: Victim, on backend: any SessionBackend) async throws -> CancelPlan {
    var plan = CancelPlan(victim: victim)
    guard options.escalate else { return plan }
    var last = victim.request
    while let next = Escalation.next(after: last, for: victim, on: backend.kind) { last = next }
    guard last != victim.request else { return plan }
    guard let widest = try await backend.look(at: last, database: filter?.database) else { return plan }
    if case .finish(.refused(let why)) = CancelDecision.judge(
      last, victim: widest, demands: demands(on: backend))
    {
      throw ControlError(
        .refused, "--escalate may end \(last), and that is refused: \(why)",
        hint: "nothing was cancelled; leave out --escalate")
    }
    plan.reach = widest
    return plan
  }

  /// Tells what comes of each. One that fails does not keep the others from their turn, unless the login was refused:
  /// it will be refused again, and servers lock an account that is.
  private func each(
    _ plans: [CancelPlan], _ report: CancelReport, result: (CancelPlan) async throws -> CancelResult
  ) async throws -> [ExitStatus] {
    var statuses: [ExitStatus] = []
    for (index, plan) in plans.enumerated() {
      do {
        let result = try await result(plan)
        statuses.append(try report.tell(plan.victim.request, plan.victim, result))
        guard case .failed(let error) = result.outcome, error.code == .loginRefused else { continue }
        for rest in plans[(index + 1)...] {
          report.context.report(
            "\(report.target): \(rest.victim.request): not cancelled, since the login is refused")
          statuses.append(.denied)
        }
        return statuses
      } catch is CancellationError {
        for rest in plans[(index + 1)...] {
          report.context.report(
            "\(report.target): \(rest.victim.request): not cancelled, interrupted before its turn")
        }
        throw CancellationError()
      }
    }
    return statuses
  }

  /// Asks when more than one session would be hit.
  private func confirm(_ plans: [CancelPlan], _ report: CancelReport) async throws {
    let context = CommandContext.required
    let count = plans.map { max(1, $0.reach.sessions.count) }.reduce(0, +)
    switch Confirmation.decide(
      victims: count, maximum: options.max, agreed: options.yes, canAsk: context.canAsk)
    {
    case .notNeeded: return
    case .refuse(let error): throw error
    case .ask(let count):
      for plan in plans {
        context.report("\(report.target): \(plan.victim.request): \(plan.victim.summary)")
        report.warn(of: plan.victim)
        if plan.reach.request != plan.victim.request {
          context.report("\(report.target): --escalate may end \(plan.reach.request) too")
        }
      }
      report.list(plans.map(\.reach))
      guard try await context.confirm("Cancel these \(count) sessions on \(report.target)?") else {
        throw ControlError(.refused, "not confirmed", hint: "nothing was cancelled")
      }
    }
  }
}
