internal import SessionControl
internal import Terminal

/// Carries out one cancel: looks once more and sends, watches, and escalates where that was asked for.
struct CancelAttempt: Sendable {
  let backend: any SessionBackend
  let demands: CancelGuard
  let report: CancelReport
  let options: CancelOptions

  func run(_ plan: CancelPlan) async throws -> CancelResult {
    var step = plan.victim
    var origin = CancelReport.Origin.thisRun
    // What is known of the step before, when one fails.
    var accepted: String?
    do {
      while true {
        let result = CancelResult(try await take(step, of: plan.victim, origin), origin)
        guard case .stillThere(let elapsed, let state) = result.outcome, options.escalate,
          let request = Escalation.next(after: step.request, for: plan.victim, on: backend.kind)
        else { return result }
        accepted = origin.claim
        guard let next = try await backend.look(at: request, database: demands.database) else {
          return CancelResult(try await watch(plan.victim, for: .zero, origin), origin)
        }
        let agreed = Set(plan.reach.sessions.map(\.id))
        if let objection = Escalation.objection(to: next, for: plan.victim, agreed: agreed) {
          // What is gone by now is no reason to stop short.
          let last = try await watch(plan.victim, for: .zero, origin)
          if case .stopped = last { return CancelResult(last, origin) }
          return CancelResult(.stillThere(after: elapsed, state: "\(state), and \(objection)"), origin)
        }
        CommandContext.required.report(
          "\(report.target): \(plan.victim.request): \(origin.claim), and after \(elapsed.spoken) \(state); "
            + "escalating to \(request)")
        step = next
        origin = .escalated(request)
      }
    } catch var error as ControlError {
      if let accepted { error.message = "\(accepted) and did not stop it, and then: \(error.message)" }
      return CancelResult(.failed(error), origin)
    }
  }

  /// One step, and what came of the whole.
  private func take(
    _ step: Victim, of victim: Victim, _ origin: CancelReport.Origin
  ) async throws -> CancelOutcome {
    switch try await send(step) {
    case let reply where reply != .accepted && step.request != victim.request:
      // What was to be cancelled ended before this step, or it is still there.
      return try await watch(victim, for: .zero, origin)
    case .nothingRunning(let detail):
      return .nothingToCancel("the server found nothing running in \(step.request) (\(detail))")
    case .noSuchID(let detail):
      return .nothingToCancel("no \(step.request) any more (\(detail))")
    case .changed(let differences):
      return .refused(differences.map(\.description).joined(separator: ", "))
    case .accepted:
      guard let limit = options.waitLimit else { return .accepted }
      return try await watch(victim, for: limit, origin)
    }
  }

  /// Sends it. An interruption does not tell whether the server has taken it by then.
  private func send(_ step: Victim) async throws -> CancelReply {
    do {
      return try await backend.cancel(step, database: demands.database)
    } catch is CancellationError {
      CommandContext.required.report(
        "\(report.target): \(step.request): interrupted; the cancel may have been sent, and what came of it "
          + "was not seen")
      throw CancellationError()
    }
  }

  /// Looks again until it is gone or the time is up.
  func watch(
    _ victim: Victim, for limit: Duration, _ origin: CancelReport.Origin
  ) async throws -> CancelOutcome {
    let started = ContinuousClock.now
    var attempt = 0
    do {
      while true {
        let now = try await backend.look(again: victim, database: demands.database)
        if let now, now.isUnseen {
          throw ControlError(
            .denied, "this user may not list sessions, so whether it stopped can't be seen",
            hint: "ask the session itself, or an administrator")
        }
        let elapsed = ContinuousClock.now - started
        switch CancelProgress.judge(victim, now: now) {
        case .stopped: return .stopped(after: elapsed)
        case .stillThere(let state) where elapsed >= limit: return .stillThere(after: elapsed, state: state)
        case .stillThere: break
        }
        try await Task.sleep(for: min(CancelProgress.pause(before: attempt), limit - elapsed))
        attempt += 1
      }
    } catch is CancellationError {
      CommandContext.required.report(
        "\(report.target): \(victim.request): \(origin.claim); whether it stopped was not seen")
      throw CancellationError()
    } catch var error as ControlError {
      error.message = "\(origin.claim), and then a look failed: \(error.message)"
      return .failed(error)
    }
  }
}
