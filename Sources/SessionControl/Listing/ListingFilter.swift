/// Which sessions or connections to list. Every condition given must hold.
public struct ListingFilter: Sendable, Hashable {
  public var database: String?
  public var user: String?
  /// Whether ids are to tell their server, where ids of several servers look alike.
  public var hasFullIDs: Bool

  public init(database: String? = nil, user: String? = nil, hasFullIDs: Bool = false) {
    self.database = database
    self.user = user
    self.hasFullIDs = hasFullIDs
  }

  public var admitsAll: Bool { database == nil && user == nil }

  /// Whether a row with these fields is listed.
  public func admits(user: String?, database: String?, on kind: TargetKind = .mysql) -> Bool {
    (self.user == nil || kind.isSameName(self.user, user))
      && (self.database == nil || kind.isSameName(self.database, database))
  }
}
