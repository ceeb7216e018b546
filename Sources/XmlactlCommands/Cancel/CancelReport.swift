internal import SessionControl
internal import Terminal

/// Tells what came of each cancel, no more than was seen: what went well on stdout, all else on stderr.
struct CancelReport {
  let target: String
  let kind: TargetKind
  let context: CommandContext
  /// Whether it is one of several things that were named: then it says nothing of the others.
  var isOneOfSeveral = false
  /// Whether a listing can be advised.
  var canList = true

  /// Whose cancel it was.
  enum Origin {
    case thisRun
    /// This run's, after a weaker one that did not help.
    case escalated(CancelRequest)
    /// Somebody cancelled it before; this run sent nothing and only looks.
    case earlier

    /// What is known of the cancel.
    var claim: String {
      switch self {
      case .thisRun: "the cancel was accepted"
      case .escalated(let request): "the cancel of \(request) was accepted"
      case .earlier: "it was cancelled before"
      }
    }

    /// Since when is counted.
    var start: String {
      switch self {
      case .thisRun: "after the cancel"
      case .escalated(let request): "after the cancel was escalated to \(request)"
      case .earlier: "after the first look, and it was cancelled before"
      }
    }
  }

  /// A line about the whole.
  func tell(_ line: String) throws {
    try context.output.write(line + "\n")
    try context.output.flush()
  }

  /// - Returns: the outcome's exit status.
  func tell(_ request: CancelRequest, _ victim: Victim?, _ result: CancelResult) throws -> ExitStatus {
    let (outcome, origin) = (result.outcome, result.origin)
    switch outcome {
    case .planned, .accepted, .stopped, .unseen: warn(of: victim)
    case .stillThere, .hitAnother, .failed, .nothingToCancel, .refused: break
    }
    switch outcome {
    case .planned(let document):
      let summary = victim?.summary ?? ""
      context.report(
        "\(target): \(request)\(summary.isEmpty ? "" : " (\(summary))"): dry run, not sent\(guarantee(result)):"
      )
      if let victim { list([victim]) }
      try context.output.write(document)
    case .accepted, .stopped:
      let line = line(request, victim, outcome, origin, result.sequel) + guarantee(result)
      do {
        try context.output.write(line + "\n")
        try context.output.flush()
      } catch is OutputFailure {
        // What was done is told all the same, and what is still to be done is not given up.
        context.report("\(target): \(line)")
      }
    case .failed(var error):
      error.message = "\(request): \(error.message)"
      context.report(error.of(target: target).description)
    case .nothingToCancel, .refused, .stillThere, .unseen, .hitAnother:
      context.report("\(target): \(line(request, victim, outcome, origin))\(guarantee(result))")
    }
    try context.output.flush()
    return outcome.exitStatus
  }

  /// Says what a cancel takes with it that its name does not tell.
  func warn(of victim: Victim?) {
    guard let victim else { return }
    for session in victim.sessions where !session.status.isIdle {
      guard let batch = session.statement.flatMap(BatchText.init) else { continue }
      context.report("\(target): \(victim.request): \(batch.consequence)")
    }
  }

  /// Shows every session that victims of several sessions have.
  func list(_ victims: [Victim]) {
    for victim in victims where victim.sessions.count > 1 {
      for session in victim.sessions {
        let name = session.spid.map { "SPID \($0)" } ?? "session \(session.id)"
        let summary = Victim(request: victim.request, sessions: [session]).summary
        context.report("\(target): \(victim.request): \(name), \(summary)")
      }
    }
  }

  private func guarantee(_ result: CancelResult) -> String {
    result.guarantee.map { "; \($0.printable)" } ?? ""
  }

  /// One line, without the target.
  private func line(
    _ request: CancelRequest, _ victim: Victim?, _ outcome: CancelOutcome, _ origin: Origin,
    _ sequel: String? = nil
  ) -> String {
    let who = victim.map { $0.summary.isEmpty ? "" : " (was \($0.summary))" } ?? ""
    return switch outcome {
    case .accepted:
      "\(request): cancel accepted; whether it stopped was not checked, --wait does that\(who)"
    case .stopped(let elapsed):
      "\(request): \(gone(request.scope, victim)) \(Self.brief(elapsed)) \(origin.start)\(sequel.map { ", \($0)" } ?? "")\(who)"
    case .stillThere(let elapsed, let state):
      "\(request): \(origin.claim), and after \(elapsed.spoken) \(state)\(who); look again with "
        + "'xmlactl sessions'"
    case .nothingToCancel(let why):
      "\(why.printable); nothing was cancelled\(isOneOfSeveral ? " for it" : "")"
        + (canList
          ? ", 'xmlactl sessions\(isSession(request) ? " -o wide" : "")' lists "
            + "what there is\(kind == .mysql ? ", others' threads only with the PROCESS right" : "")" : "")
    case .unseen:
      "\(request): cancel accepted, and nobody could look: not whose it was, nor whether it stopped"
    case .hitAnother(let what): "\(request): \(what.printable)\(who)"
    case .refused(let why):
      "\(request): refused, \(why.printable); nothing was cancelled\(isOneOfSeveral ? " for it" : "")"
    case .planned(let document): document
    case .failed(let error): error.description
    }
  }

  /// Session ids of XMLA servers are too long for every table.
  private func isSession(_ request: CancelRequest) -> Bool {
    if case .session = request.subject { kind == .xmla } else { false }
  }

  private static func brief(_ elapsed: Duration) -> String {
    switch elapsed.wholeMilliseconds {
    case 0: "less than 1 ms"
    case ..<1_000: "\(elapsed.wholeMilliseconds) ms"
    default: elapsed.spoken
    }
  }

  private func gone(_ scope: CancelScope, _ victim: Victim?) -> String {
    switch scope {
    case .command: "seen to have stopped"
    case .connection where kind == .xmla && victim?.connection == nil:
      "its sessions are seen to be gone (this user may not list the connection itself)"
    case .session, .connection: "seen to be gone"
    }
  }
}
