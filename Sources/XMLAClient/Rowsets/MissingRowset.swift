internal import SessionControl

/// What to say when a server does not have a rowset: what it has instead.
enum MissingRowset {
  /// What is asked to see who does what.
  private static let ofSessions: Set<String> = [
    Session.rowset, Connection.rowset, Command.rowset, Transaction.rowset, Lock.rowset, "DISCOVER_JOBS",
  ]

  /// How many rowsets a message names.
  static let shownCount = 12

  /// Whether a failure may mean that the server does not know the rowset, so that it is worth asking which it
  /// knows: the code of Analysis Services, Mondrian's own, or a fault that says nothing in XMLA's terms, as
  /// servers answer that never heard of the request type (facts/xmla.md c.4).
  ///
  /// - Parameter viaView: asked by a statement, in which a rowset is a table name like any other.
  static func isSuspected(_ reply: Reply, viaView: Bool) -> Bool {
    guard let failure = reply.failure else { return false }
    let errors = reply.fault?.errors ?? []
    if ([failure] + errors).contains(where: { $0.code == .unknownRequestType }) { return true }
    if viaView { return failure.code.map { !$0.isSecurity } ?? true }
    return reply.fault != nil && failure.code == nil
  }

  /// - Parameters:
  ///   - offered: the server's rowsets.
  ///   - failure: the server's answer, as it would be told otherwise.
  static func error(
    _ rowset: String, offered: [String], failure: ControlError, isMondrian: Bool = false
  ) -> ControlError {
    // It has the rowset: the failure means something else.
    guard !offered.contains(rowset) else { return failure }
    return ControlError(
      .serverRefused, message(rowset), target: failure.target, detail: failure.detail,
      hint: (isMondrian && ofSessions.contains(rowset) ? Reply.noAdministration + "; " : "")
        + (offered.isEmpty ? "it offers no rowset at all" : "it offers \(summary(offered))"))
  }

  static func message(_ rowset: String) -> String { "this server has no \(rowset)" }

  /// The names in order, those of the DISCOVER family first.
  static func summary(_ names: [String]) -> String {
    let sorted = Set(names).sorted()
    let family = sorted.filter { $0.hasPrefix("DISCOVER_") } + sorted.filter { !$0.hasPrefix("DISCOVER_") }
    let shown = family.prefix(shownCount).joined(separator: ", ")
    let more = family.count - shownCount
    return more > 0 ? "\(shown) and \(more) more ('discover DISCOVER_SCHEMA_ROWSETS' lists them)" : shown
  }
}
