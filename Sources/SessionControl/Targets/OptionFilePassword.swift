/// A password in an option file of the MySQL clients. It is that file's user's, and sent for no other.
public struct OptionFilePassword: Sendable, Hashable {
  public var secret: Secret
  /// Whose it is.
  public var user: String
  /// File and line.
  public var place: String
  /// Whether other users of this machine can read it there.
  public var isExposed: Bool

  public init(_ secret: Secret, user: String = "", place: String, isExposed: Bool) {
    self.secret = secret
    self.user = user
    self.place = place
    self.isExposed = isExposed
  }

  /// Whether it may be sent for a user; nil is who runs this, whose it is where the files name nobody.
  public func belongs(to user: String?) -> Bool { user == nil || user == self.user }
}
