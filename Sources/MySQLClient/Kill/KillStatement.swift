internal import SessionControl

/// The one statement that checks the server and kills, with no round trip between the two: KILL takes an
/// expression, and 0 is nobody's id (facts/mysql.md 2).
struct KillStatement: Sendable, Equatable {
  let sql: String

  /// - Throws: ``ControlError`` when the victim names no single thread.
  init(_ victim: Victim, on server: ServerIdentity) throws {
    guard let session = victim.sessions.first, victim.sessions.count == 1, let id = session.spid else {
      throw ControlError(.internalError, "\(victim.request) is not one thread")
    }
    func guarded(_ id: UInt64) -> String { server.condition.map { "IF(\($0), \(id), 0)" } ?? String(id) }
    switch victim.request.subject {
    case .session, .connection:
      sql = "KILL CONNECTION \(guarded(id))"
    case .spid:
      if let statement = session.statementID, server.flavour == .mariadb {
        // Names the statement itself: a later one of the same connection can't be hit.
        sql = "KILL QUERY ID \(guarded(statement))"
      } else {
        sql = "KILL QUERY \(guarded(id))"
      }
    }
  }
}
