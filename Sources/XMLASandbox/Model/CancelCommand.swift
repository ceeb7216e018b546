/// The Cancel command with the properties a client gave it (seed "Canceling Commands"; facts a.5).
struct CancelCommand: Hashable, Sendable {
  var connectionID: Int?
  var sessionID: String?
  var spid: Int?
  /// Whether what belongs to the same connection is cancelled too; false unless the client said so.
  var cancelsAssociated = false

  /// How many of the three ids are given.
  var identifierCount: Int {
    [connectionID != nil, sessionID != nil, spid != nil].count { $0 }
  }
}
