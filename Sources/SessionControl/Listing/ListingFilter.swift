/// Which sessions or connections to list. Every condition given must hold.
public struct ListingFilter: Sendable, Hashable {
  public var database: String?
  public var user: String?

  public init(database: String? = nil, user: String? = nil) {
    self.database = database
    self.user = user
  }

  /// Whether a row with these fields is listed. Names are compared to the letter.
  public func admits(user: String?, database: String?) -> Bool {
    (self.user == nil || self.user == user) && (self.database == nil || self.database == database)
  }
}
