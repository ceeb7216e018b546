/// Which protocol a target speaks.
public enum TargetKind: String, Sendable, Hashable, CaseIterable {
  /// An XMLA endpoint: Analysis Services and its kin, over HTTP.
  case xmla
  /// A MySQL or MariaDB server.
  case mysql

  /// Whether two names of users or databases are the same there: Analysis Services compares them without regard to case.
  public func isSameName(_ one: String?, _ other: String?) -> Bool {
    if one == other { return true }
    guard self == .xmla, let one, let other else { return false }
    return one.lowercased() == other.lowercased()
  }
}
