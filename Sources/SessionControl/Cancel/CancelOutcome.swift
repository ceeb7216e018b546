/// What came of one cancel, no more than was seen.
public enum CancelOutcome: Sendable, Equatable {
  /// The server took it; nobody looked whether the work stopped.
  case accepted
  /// Seen to have stopped, so long after the cancel was accepted.
  case stopped(after: Duration)
  /// Accepted, and still there when the wait ended.
  case stillThere(after: Duration, state: String)
  /// The server took it, and nobody could look, before or afterwards.
  case unseen
  /// The server took it, and it hit another command than the one that was meant, a clause.
  case hitAnother(String)
  /// Nothing to cancel: no such id, or nothing running there.
  case nothingToCancel(String)
  /// A guard refused; nothing was sent.
  case refused(String)
  /// Dry run: what would have been sent.
  case planned(String)
  case failed(ControlError)

  /// What came of a cancel that nobody looked at.
  public init(unseen reply: CancelReply) {
    self =
      switch reply {
      case .accepted: .unseen
      case .nothingRunning(let detail), .noSuchID(let detail):
        .nothingToCancel("the server found nothing to cancel (\(detail))")
      case .changed(let differences): .refused(differences.map(\.description).joined(separator: ", "))
      case .refused(let why): .refused(why)
      }
  }

  public var exitStatus: ExitStatus {
    switch self {
    case .accepted, .stopped, .planned: .success
    case .stillThere, .unseen: .stillThere
    case .nothingToCancel: .nothingToCancel
    case .refused, .hitAnother: .refused
    case .failed(let error): error.code.exitStatus
    }
  }

  /// One status for several ids or targets: their own when they agree, else "some of them failed".
  public static func exitStatus(of statuses: [ExitStatus]) -> ExitStatus {
    guard let first = statuses.first else { return .success }
    return statuses.allSatisfy { $0 == first } ? first : .partialFailure
  }
}
