internal import SessionControl
internal import Terminal

/// Carries out one cancel: looks once more and sends, watches, and escalates where that was asked for.
struct CancelAttempt: Sendable {
  let backend: any SessionBackend
  let demands: CancelGuard
  let report: CancelReport
  let options: CancelOptions
  /// How long an answer may take.
  let answerLimit: Duration

  /// - Parameter origin: whose cancel comes first. One of earlier is not sent again, only watched.
  func run(_ plan: CancelPlan, _ origin: CancelReport.Origin = .thisRun) async throws -> CancelResult {
    var step = plan.victim
    var result: CancelResult
    switch origin {
    case .earlier:
      result = try await watch(step, for: options.waitLimit ?? .zero, .earlier)
    case .thisRun, .escalated:
      result = try await first(plan)
    }
    while case .stillThere(let elapsed, let state) = result.outcome, options.escalate,
      let request = Escalation.next(after: step.request, for: plan.victim, on: backend.kind)
    {
      do {
        guard let next = try await look({ try await backend.look(at: request, database: demands.database) })
        else { return try await end(plan, result, "\(request) is gone") }
        if let objection = objection(to: next, plan) { return try await end(plan, result, objection) }
        CommandContext.required.report(
          "\(report.target): \(plan.victim.request): \(result.origin.claim), and after \(elapsed.spoken) "
            + "\(state); escalating to \(request)")
        switch try await send(next, terms(plan, original: plan.victim)) {
        case .accepted(let guarantee, let hit):
          if let missed = Self.missed(hit, step) { return CancelResult(missed, .escalated(request)) }
          result = try await watch(
            plan.victim, for: options.waitLimit ?? .zero, .escalated(request), guarantee)
          step = next
        case .changed(let differences):
          return try await end(plan, result, differences.map(\.description).joined(separator: ", "))
        case .refused(let why): return try await end(plan, result, why)
        case .nothingRunning(let detail), .noSuchID(let detail):
          return try await end(plan, result, "the cancel of \(request) found nothing (\(detail))")
        }
      } catch var error as ControlError {
        error.message = "\(result.origin.claim) and did not stop it, and then: \(error.message)"
        return CancelResult(.failed(error), result.origin)
      }
    }
    return result
  }

  /// The cancel that was asked for.
  private func first(_ plan: CancelPlan) async throws -> CancelResult {
    let victim = plan.victim
    do {
      switch try await send(victim, terms(plan)) {
      case .nothingRunning(let detail):
        return CancelResult(
          .nothingToCancel("the server found nothing running in \(victim.request.place) (\(detail))"))
      case .noSuchID(let detail):
        return CancelResult(.nothingToCancel("no \(victim.request.place) any more (\(detail))"))
      case .changed(let differences):
        return CancelResult(.refused(differences.map(\.description).joined(separator: ", ")))
      case .refused(let why): return CancelResult(.refused(why))
      case .accepted(let guarantee, let hit):
        if let missed = Self.missed(hit, victim) { return CancelResult(missed, guarantee: guarantee) }
        guard let limit = options.waitLimit else { return CancelResult(.accepted, guarantee: guarantee) }
        let context = CommandContext.required
        if context.canAsk, limit > .seconds(2) {
          context.report(
            "\(report.target): \(victim.request): cancel accepted, watching for up to \(limit.spoken)")
        }
        return try await watch(victim, for: limit, .thisRun, guarantee)
      }
    } catch let error as ControlError {
      return CancelResult(.failed(error))
    }
  }

  /// A look told that the session's next command was hit: what was meant had ended by itself.
  private static func missed(_ hit: CancelHit?, _ victim: Victim) -> CancelOutcome? {
    guard case .next(let statement) = hit else { return nil }
    return .hitAnother(
      "the cancel hit the next command of its session"
        + (statement.map { ", '\($0.withoutNamespaces.folded.shortened(to: 60))'" } ?? "")
        + ", which began right before it; the one that was meant had ended by itself")
  }

  /// A whole connection may gain sessions until it is cancelled; where they were counted, nobody agreed to those.
  private func terms(_ plan: CancelPlan, original: Victim? = nil) -> CancelTerms {
    let isCounted = options.max != nil || !options.yes || original != nil
    return CancelTerms(
      demands: demands, agreed: isCounted ? Set(plan.reach.sessions.map(\.id)) : nil, original: original)
  }

  private func objection(to next: Victim, _ plan: CancelPlan) -> String? {
    if case .finish(.refused(let why)) = CancelDecision.judge(next.request, victim: next, demands: demands) {
      return "\(next.request) can't be cancelled: \(why)"
    }
    return Escalation.objection(
      to: next, for: plan.victim, agreed: Set(plan.reach.sessions.map(\.id)))
  }

  /// No further step is taken: what is gone by now has stopped, all else is still there.
  private func end(_ plan: CancelPlan, _ result: CancelResult, _ why: String) async throws -> CancelResult {
    var last = try await watch(plan.victim, for: .zero, result.origin, result.guarantee)
    if case .stillThere(let elapsed, let state) = last.outcome {
      last.outcome = .stillThere(after: elapsed, state: "\(state), and \(why)")
    }
    return last
  }

  /// Sends it. An interruption does not tell whether the server has taken it by then.
  private func send(_ step: Victim, _ terms: CancelTerms) async throws -> CancelReply {
    do {
      return try await backend.cancel(step, terms: terms)
    } catch is CancellationError {
      CommandContext.required.report(
        "\(report.target): \(step.request): interrupted; the cancel may have been sent, and what came of it "
          + "was not seen")
      throw CancellationError()
    }
  }

  /// Looks again until it is gone or the time is up.
  private func watch(
    _ victim: Victim, for limit: Duration, _ origin: CancelReport.Origin, _ guarantee: String? = nil
  ) async throws -> CancelResult {
    let started = ContinuousClock.now
    let context = CommandContext.required
    defer { context.showProgress(nil) }
    func result(_ outcome: CancelOutcome) -> CancelResult {
      CancelResult(outcome, origin, guarantee: guarantee)
    }
    var victim = victim
    var attempt = 0
    do {
      while true {
        let meant = victim
        let now = try await look { try await backend.look(again: meant, database: demands.database) }
        if let now, now.isUnseen {
          throw ControlError(
            .denied, "this user may not list sessions, so whether it stopped can't be seen",
            hint: "ask the session itself, or an administrator")
        }
        // The most that was seen, of which a rollback leaves less and less.
        victim.changedRows = [victim.changedRows, now?.changedRows].compactMap(\.self).max()
        let elapsed = ContinuousClock.now - started
        switch CancelProgress.judge(victim, now: now) {
        case .stopped:
          var stopped = result(.stopped(after: elapsed))
          stopped.sequel = CancelProgress.sequel(to: victim, now: now)
          return stopped
        case .stillThere(let state) where elapsed >= limit:
          return result(.stillThere(after: elapsed, state: state))
        case .stillThere(let state):
          context.showProgress("\(victim.request): after \(elapsed.spoken) \(state)")
        }
        try await Task.sleep(for: min(CancelProgress.pause(before: attempt), limit - elapsed))
        attempt += 1
      }
    } catch is CancellationError {
      context.showProgress(nil)
      context.report(
        "\(report.target): \(victim.request): \(origin.claim); whether it stopped was not seen")
      throw CancellationError()
    } catch var error as ControlError {
      error.message = "\(origin.claim), and then a look failed: \(error.message)"
      // It was sent: nothing was refused, and nothing is known.
      if error.code == .refused { error.code = .protocolViolation }
      return result(.failed(error))
    }
  }

  /// One look, which a reply that never ends can't make last for ever: each of its requests has the time of an
  /// answer, and a look is a few of them.
  private func look(_ body: @escaping @Sendable () async throws -> Victim?) async throws -> Victim? {
    let limit = answerLimit * 3
    return try await withThrowingTaskGroup(of: Victim?.self) { group in
      group.addTask { try await body() }
      group.addTask {
        try await Task.sleep(for: limit)
        throw ControlError(
          .timedOut, "the look did not end within \(limit.spoken)", hint: "list the sessions again")
      }
      defer { group.cancelAll() }
      guard let first = try await group.next() else { preconditionFailure("the group has two tasks") }
      return first
    }
  }
}
