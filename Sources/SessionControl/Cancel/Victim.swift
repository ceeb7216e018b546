/// What a cancel would hit, as it was seen in one look at the server.
public struct Victim: Sendable {
  public var request: CancelRequest
  /// The connection, when the request names one or reaches it.
  public var connection: Connection?
  /// The sessions that the cancel reaches.
  public var sessions: [Session]

  public init(request: CancelRequest, connection: Connection? = nil, sessions: [Session]) {
    self.request = request
    self.connection = connection
    self.sessions = sessions
  }

  /// The connection that all sessions share.
  public var connectionID: UInt64? { connection?.id ?? sessions.first?.connectionID }

  /// Who and what it is, on one line, for a question or a report.
  public var summary: String {
    let first = sessions.first
    var parts: [String] = []
    if let user = first?.user ?? connection?.user { parts.append(user.printable) }
    if let host = first?.host ?? connection?.host { parts.append("from \(host.printable)") }
    if let database = first?.database, !database.isEmpty { parts.append("on \(database.printable)") }
    if sessions.count > 1 {
      parts.append("\(sessions.count) sessions")
    } else if let first {
      parts.append(first.status.description)
      if !first.status.isIdle, let elapsed = first.elapsedMilliseconds {
        parts.append("for \(Duration.milliseconds(Int64(clamping: elapsed)).spoken)")
      }
      if let statement = first.statement, !statement.isEmpty {
        parts.append("'\(statement.folded.shortened(to: 60))'")
      }
    }
    return parts.joined(separator: ", ")
  }
}
