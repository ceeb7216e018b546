/// What a cancel would hit, as it was seen in one look at the server.
public struct Victim: Sendable {
  public var request: CancelRequest
  /// The connection, when the request names one or reaches it.
  public var connection: Connection?
  /// The sessions that the cancel reaches.
  public var sessions: [Session]
  /// Whether the server lets this user cancel it and not see it: an ordinary user may cancel the command of an
  /// own session, and only administrators may list sessions (seed "Canceling Commands").
  public var isUnseen: Bool
  /// Rows that its open transaction has changed and not rolled back, where the server was asked and tells.
  public var changedRows: UInt64?
  /// Whether the server says that it rolls them back.
  public var isRollingBack = false
  /// Which of several servers behind a balancer it was seen on, in the order in which they were found.
  public var node: Int?

  public init(
    request: CancelRequest, connection: Connection? = nil, sessions: [Session], isUnseen: Bool = false
  ) {
    self.request = request
    self.connection = connection
    self.sessions = sessions
    self.isUnseen = isUnseen
  }

  /// The connection that all sessions share.
  public var connectionID: UInt64? { connection?.id ?? sessions.first?.connectionID }

  /// Who and what it is, on one line, for a question or a report.
  public var summary: String {
    let first = sessions.first
    var who: [String] = []
    if let user = first?.user ?? connection?.user { who.append(user.printable) }
    if let host = first?.host ?? connection?.host { who.append("from \(host.printable)") }
    if let database = first?.database, !database.isEmpty { who.append("on \(database.printable)") }
    var parts = [who.joined(separator: " ")]
    if sessions.count > 1 {
      parts.append("\(sessions.count) sessions")
    } else if let first {
      let elapsed = first.status.isIdle ? first.idleMilliseconds : first.elapsedMilliseconds
      parts.append(
        first.status.description.printable
          + (elapsed.map { " for \(Duration.milliseconds(Int64(clamping: $0)).spoken)" } ?? ""))
      if let statement = first.statement, !statement.isEmpty {
        parts.append("'\(statement.withoutNamespaces.folded.shortened(to: 60))'")
      }
    }
    return parts.filter { !$0.isEmpty }.joined(separator: ", ")
  }
}
