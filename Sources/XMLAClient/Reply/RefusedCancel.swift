internal import SessionControl

/// A cancel that the server did not carry out, with the way out that the request leaves open.
struct RefusedCancel {
  var error: ControlError

  /// - Parameters:
  ///   - victim: what the cancel was to hit, as seen last.
  ///   - error: the failure in general terms.
  init(_ victim: Victim, _ reply: Reply, _ error: ControlError) {
    self.error = error
    let sessions = victim.sessions.map(\.id)
      .filter(Self.isPlain).prefix(5).joined(separator: " ")
    switch victim.request.scope {
    case .connection where error.code != .denied:
      // The data pump opens sessions that the server can't find by their connection (seed "Canceling
      // Connections", note).
      self.error.message = "the server cannot cancel this connection"
      if !sessions.isEmpty { self.error.hint = "cancel its sessions: xmlactl cancel session \(sessions)" }
    case .command where error.code == .denied && !sessions.isEmpty:
      self.error.hint =
        "a SPID takes a server administrator; a database administrator can end the session: "
        + "xmlactl cancel session \(sessions)"
    case .command where reply.failure?.code == .sessionNotFound:
      let spid = victim.sessions.first?.spid.map(String.init) ?? "N"
      self.error.message = "the server does not take it for an explicit session of this user"
      self.error.hint =
        "a command in an implicit session can't be cancelled this way; a server administrator can: "
        + "xmlactl cancel spid \(spid)"
    default: break
    }
  }

  /// Whether an id of the server can stand in a line that somebody pastes into a shell.
  private static func isPlain(_ id: String) -> Bool {
    !id.isEmpty && id.utf8.allSatisfy { $0 < 0x80 } && !id.hasPrefix("-")
      && id.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" }
  }
}
