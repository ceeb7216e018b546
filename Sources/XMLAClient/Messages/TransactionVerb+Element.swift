internal import SessionControl

extension TransactionVerb {
  /// The XMLA command (facts/xmla.md a.6). None has a property that every version of the server knows.
  var element: String {
    switch self {
    case .begin: "BeginTransaction"
    case .commit: "CommitTransaction"
    case .rollback: "RollbackTransaction"
    }
  }
}
