/// How one logs in to an XMLA endpoint, over HTTP.
public enum LoginMethod: String, Sendable, Hashable, CaseIterable {
  /// Not at all.
  case none
  /// User and password, as they are; the default where a user is named.
  case basic
  /// User and password of Windows, by a challenge.
  case ntlm
  /// A Kerberos ticket from this user's cache.
  case negotiate
  /// A token that somebody else gave out.
  case bearer
}
