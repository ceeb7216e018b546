/// The Cancel command with the properties a client gave it (seed "Canceling Commands"; facts a.5).
public struct CancelCommand: Hashable, Sendable {
  public var connectionID: Int?
  public var sessionID: String?
  public var spid: Int?
  /// Whether what belongs to the same connection is cancelled too; false unless the client said so.
  public var cancelsAssociated: Bool

  public init(
    connectionID: Int? = nil, sessionID: String? = nil, spid: Int? = nil, cancelsAssociated: Bool = false
  ) {
    self.connectionID = connectionID
    self.sessionID = sessionID
    self.spid = spid
    self.cancelsAssociated = cancelsAssociated
  }

  /// How many of the three ids are given.
  var identifierCount: Int {
    [connectionID != nil, sessionID != nil, spid != nil].count { $0 }
  }
}
