/// Which command a cancel hit, as a look right after it tells. Between the last look and the cancel there is a round trip,
/// in which a short command may end and its session begin the next one. Pure.
public enum CancelHit: Sendable, Equatable {
  /// The one that was meant: its session has begun no other since.
  case meant
  /// The command after it, which is marked as cancelled.
  case next(statement: String?)
  /// Its session has begun another since, and which of the two was hit nobody can tell.
  case uncertain

  /// - Parameters:
  ///   - victim: the command that was meant, as the last look before the cancel saw it.
  ///   - after: a look after the server took the cancel; nil when the session has gone.
  /// - Returns: nil where more than a command was to be hit, or the look does not tell.
  public static func judge(_ victim: Victim, after: Victim?) -> CancelHit? {
    guard victim.request.scope == .command else { return nil }
    for old in victim.sessions {
      guard let new = after?.sessions.first(where: { GUIDText.isSame($0.id, old.id) }),
        !CancelGuard.isSameCommand(old, new)
      else { continue }
      // What the look leaves out tells nothing.
      if old.commandStartTime != nil, new.commandStartTime == nil { return nil }
      // A server shows what an idle session ran last.
      return new.status == .cancelled ? .next(statement: new.statement) : .uncertain
    }
    return .meant
  }

  /// What it leaves open, as a clause; nil when nothing.
  public var reservation: String? {
    guard self == .uncertain else { return nil }
    return "its session has begun another command since, and whether that was hit instead is not known"
  }
}
