internal import SessionControl
internal import Terminal

/// Tells what came of each cancel, no more than was seen: what went well on stdout, all else on stderr.
struct CancelReport {
  let target: String
  let context: CommandContext

  /// - Returns: the outcome's exit status.
  func tell(_ request: CancelRequest, _ victim: Victim?, _ outcome: CancelOutcome) throws -> ExitStatus {
    switch outcome {
    case .planned(let document):
      context.report("\(target): \(request) (\(victim?.summary ?? "")): dry run, not sent:")
      try context.output.write(document)
    case .accepted, .stopped:
      try context.output.write(Self.line(request, victim, outcome) + "\n")
    case .failed(let error):
      context.report(error.of(target: target).description)
    case .nothingToCancel, .refused, .stillThere:
      context.report("\(target): \(Self.line(request, victim, outcome))")
    }
    try context.output.flush()
    return outcome.exitStatus
  }

  /// One line, without the target.
  static func line(_ request: CancelRequest, _ victim: Victim?, _ outcome: CancelOutcome) -> String {
    let who = victim.map { $0.summary.isEmpty ? "" : " (was \($0.summary))" } ?? ""
    return switch outcome {
    case .accepted:
      "\(request): cancel accepted; whether it stopped was not checked, --wait does that\(who)"
    case .stopped(let elapsed):
      "\(request): \(gone(request.scope)) \(brief(elapsed)) after the cancel\(who)"
    case .stillThere(let elapsed, let state):
      "\(request): the cancel was accepted, and after \(elapsed.spoken) \(state)\(who); look again with "
        + "'xmlactl sessions'"
    case .nothingToCancel(let why):
      "\(why.printable); nothing was cancelled, 'xmlactl sessions' lists what there is"
    case .refused(let why):
      "\(request): refused, \(why.printable); nothing was cancelled"
    case .planned(let document): document
    case .failed(let error): error.description
    }
  }

  private static func brief(_ elapsed: Duration) -> String {
    elapsed < .seconds(1) ? "\(elapsed.wholeMilliseconds) ms" : elapsed.spoken
  }

  private static func gone(_ scope: CancelScope) -> String {
    switch scope {
    case .command: "seen to have stopped"
    case .session, .connection: "seen to be gone"
    }
  }
}
