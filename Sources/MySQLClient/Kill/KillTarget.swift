internal import SessionControl

/// What a KILL names.
enum KillTarget: Sendable {
  /// The statement itself, where the server gives it an id and the id is still the same: a later statement of the
  /// same connection can't be hit.
  case statement(Victim, id: UInt64)
  /// The thread, and what it runs at that moment.
  case thread(Victim)

  /// - Parameters:
  ///   - victim: what was agreed on.
  ///   - now: the look just before the kill, which shows the same victim.
  static func choose(_ victim: Victim, now: Victim) -> KillTarget {
    if now.request.scope == .command, let named = now.request.statementID {
      return .statement(now, id: named)
    }
    guard now.request.scope == .command, let id = now.sessions.first?.statementID,
      id == victim.sessions.first?.statementID
    else { return .thread(now) }
    return .statement(now, id: id)
  }

  /// - Throws: ``ControlError`` when the victim names no single thread.
  var thread: UInt64 {
    get throws {
      guard victim.sessions.count == 1, let id = victim.sessions.first?.spid else {
        throw ControlError(.internalError, "\(victim.request) is not one thread")
      }
      return id
    }
  }

  var victim: Victim {
    switch self {
    case .statement(let victim, _), .thread(let victim): victim
    }
  }
}
