internal import SessionControl

/// What made sure that a KILL hit what was meant, in one clause for the report.
enum KillGuarantee: Sendable, Equatable {
  /// MariaDB's QUERY ID: no other statement can have been hit.
  case statementID
  /// The statement has no id that KILL takes.
  case comparedBefore
  /// The server was compared by what clones and containers may share.
  case unsure(ServerFlavour)
  /// A plain KILL: nothing is checked in it.
  case plain(product: ForeignProduct?)
  /// A managed service's own procedure.
  case procedure(String, namesStatement: Bool)

  var clause: String {
    switch self {
    case .statementID: "by statement id"
    case .comparedBefore:
      "the statement was compared just before, a later one of the same connection could have been hit"
    case .unsure(let flavour):
      "the server was compared by host name, port and server_id only, since it has no "
        + ServerIdentity.variables(of: flavour)[0]
    case .plain(let product):
      "by a plain KILL, \(product.map { "since this is \($0.rawValue)" } ?? "since the server can't check a condition in it"); "
        + "server and thread were compared just before, and another could have been hit"
    case .procedure(let name, namesStatement: true):
      "by \(name) with the statement's id; the server was compared just before"
    case .procedure(let name, namesStatement: false):
      "by \(name), since this user may not KILL; server and thread were compared just before, and another "
        + "could have been hit"
    }
  }
}
