internal import SessionControl

/// The procedures by which Amazon RDS and Aurora let somebody kill who has no CONNECTION ADMIN (facts/mysql.md 6,
/// "Clouds and others"). They take a number and nothing that could be checked in the same statement.
struct KillProcedure: Sendable, Equatable {
  let name: String
  let id: UInt64
  let guarantee: KillGuarantee

  var sql: String { "CALL \(name)(\(id))" }

  /// Those that would do, the most exact first.
  ///
  /// - Throws: ``ControlError`` when the victim names no single thread.
  static func candidates(for target: KillTarget, on flavour: ServerFlavour) throws -> [KillProcedure] {
    // HARD and SOFT they don't know.
    guard target.victim.request.force == nil else { return [] }
    func procedure(_ name: String, _ id: UInt64, namesStatement: Bool = false) -> KillProcedure {
      let name = "mysql.\(name)"
      return KillProcedure(
        name: name, id: id, guarantee: .procedure(name, namesStatement: namesStatement))
    }
    let thread = try target.thread
    guard target.victim.request.scope == .command else { return [procedure("rds_kill", thread)] }
    let byThread = procedure("rds_kill_query", thread)
    guard case .statement(_, let statement) = target, flavour == .mariadb else { return [byThread] }
    let byStatement = procedure("rds_kill_query_id", statement, namesStatement: true)
    // Who names a statement means no other.
    return target.victim.request.statementID == nil ? [byStatement, byThread] : [byStatement]
  }
}
