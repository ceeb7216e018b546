/// Which protocol a target speaks.
public enum TargetKind: String, Sendable, Hashable, CaseIterable {
  /// An XMLA endpoint: Analysis Services and its kin, over HTTP.
  case xmla
  /// A MySQL or MariaDB server.
  case mysql
}
