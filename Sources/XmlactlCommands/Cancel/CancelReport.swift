internal import SessionControl
internal import Terminal

/// Tells what came of each cancel, no more than was seen: what went well on stdout, all else on stderr.
struct CancelReport {
  let target: String
  let kind: TargetKind
  let context: CommandContext

  func tell(_ request: CancelRequest, _ victim: Victim?, _ outcome: CancelOutcome) throws {
    switch outcome {
    case .planned(let document):
      context.report("\(target): \(request) (\(victim?.summary ?? "")): dry run, not sent:")
      try context.output.write(document)
    case .accepted, .stopped:
      let line = line(request, victim, outcome)
      do {
        try context.output.write(line + "\n")
        try context.output.flush()
      } catch is OutputFailure {
        // What was done is told all the same, and what is still to be done is not given up.
        context.report("\(target): \(line)")
      }
    case .failed(let error):
      context.report(error.of(target: target).description)
    case .nothingToCancel, .refused, .stillThere:
      context.report("\(target): \(line(request, victim, outcome))")
    }
    try context.output.flush()
  }

  /// One line, without the target.
  private func line(_ request: CancelRequest, _ victim: Victim?, _ outcome: CancelOutcome) -> String {
    let who = victim.map { $0.summary.isEmpty ? "" : " (was \($0.summary))" } ?? ""
    return switch outcome {
    case .accepted:
      "\(request): cancel accepted; whether it stopped was not checked, --wait does that\(who)"
    case .stopped(let elapsed):
      "\(request): \(gone(request.scope, victim)) \(Self.brief(elapsed)) after the cancel\(who)"
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

  private func gone(_ scope: CancelScope, _ victim: Victim?) -> String {
    switch scope {
    case .command: "seen to have stopped"
    case .connection where kind == .xmla && victim?.connection == nil:
      "its sessions are seen to be gone (this user may not list the connection itself)"
    case .session, .connection: "seen to be gone"
    }
  }
}
