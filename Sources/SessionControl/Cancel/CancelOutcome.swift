/// What came of one cancel, no more than was seen.
public enum CancelOutcome: Sendable, Equatable {
  /// The server took it; nobody looked whether the work stopped.
  case accepted
  /// Seen to have stopped, so long after the cancel was accepted.
  case stopped(after: Duration)
  /// Accepted, and still there when the wait ended.
  case stillThere(after: Duration, state: String)
  /// Nothing to cancel: no such id, or nothing running there.
  case nothingToCancel(String)
  /// A guard refused; nothing was sent.
  case refused(String)
  /// Dry run: what would have been sent.
  case planned(String)
  case failed(ControlError)

  public var exitStatus: ExitStatus {
    switch self {
    case .accepted, .stopped, .planned: .success
    case .stillThere: .stillThere
    case .nothingToCancel: .nothingToCancel
    case .refused: .refused
    case .failed(let error): error.code.exitStatus
    }
  }

  /// One status for several ids or targets: their own when they agree, else "some of them failed".
  public static func exitStatus(of statuses: [ExitStatus]) -> ExitStatus {
    guard let first = statuses.first else { return .success }
    return statuses.allSatisfy { $0 == first } ? first : .partialFailure
  }
}
