internal import SessionControl

/// The one statement that checks the server and kills, with no round trip between the two: KILL takes an
/// expression, and 0 is nobody's id (facts/mysql.md 2).
struct KillStatement: Sendable, Equatable {
  let sql: String
  private let guarantees: [KillGuarantee]

  /// What makes sure that it hits what is meant, a clause; nil where there is nothing to say.
  var guarantee: String? {
    guarantees.isEmpty ? nil : guarantees.map(\.clause).joined(separator: "; ")
  }

  /// - Parameter isPlain: leaves the check of the server to the caller.
  /// - Throws: ``ControlError`` when the victim names no single thread.
  init(_ target: KillTarget, on server: ServerIdentity, isPlain: Bool = false) throws {
    let victim = target.victim
    let thread = try target.thread
    let force = victim.request.force.map { "\($0.rawValue.uppercased()) " } ?? ""
    func id(_ id: UInt64) -> String { isPlain ? String(id) : server.guarded(id) }
    var guarantees: [KillGuarantee] = []
    switch (victim.request.scope, target) {
    case (.session, _), (.connection, _):
      sql = "KILL \(force)CONNECTION \(id(thread))"
    case (.command, .statement(_, let statement)) where server.flavour == .mariadb:
      sql = "KILL \(force)QUERY ID \(id(statement))"
      guarantees = [.statementID]
    case (.command, _):
      sql = "KILL \(force)QUERY \(id(thread))"
      guarantees = [.comparedBefore]
    }
    if isPlain || server.condition == nil {
      guarantees = [.plain(product: server.product)]
    } else if !server.isSure {
      guarantees.append(.unsure(server.flavour))
    }
    self.guarantees = guarantees
  }
}
