internal import SessionControl

/// The one statement that checks the server and kills, with no round trip between the two: KILL takes an
/// expression, and 0 is nobody's id (facts/mysql.md 2).
struct KillStatement: Sendable, Equatable {
  let sql: String

  /// - Throws: ``ControlError`` when the victim names no single thread.
  init(_ target: KillTarget, on server: ServerIdentity) throws {
    let victim = target.victim
    guard let session = victim.sessions.first, victim.sessions.count == 1, let id = session.spid else {
      throw ControlError(.internalError, "\(victim.request) is not one thread")
    }
    switch (victim.request.scope, target) {
    case (.session, _), (.connection, _):
      sql = "KILL CONNECTION \(server.guarded(id))"
    case (.command, .statement(_, let statement)) where server.flavour == .mariadb:
      sql = "KILL QUERY ID \(server.guarded(statement))"
    case (.command, _):
      sql = "KILL QUERY \(server.guarded(id))"
    }
  }
}
