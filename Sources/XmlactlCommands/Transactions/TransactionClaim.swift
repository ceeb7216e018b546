internal import SessionControl

/// What became of a session's transaction in one step, no more than was seen. Pure.
struct TransactionClaim: CustomStringConvertible {
  let description: String

  /// - Parameters:
  ///   - before: what a look told before the step; another client may have come between.
  ///   - after: what a look told afterwards.
  init(_ verb: TransactionVerb, before: TransactionState, after: TransactionState) {
    description =
      switch (verb, after) {
      case (.begin, .open) where before == .open:
        "begin accepted; a transaction was open before, and it takes as many commits as begins"
      case (.begin, .open): "begun; the transaction is open"
      case (.begin, .none): "begin accepted, and the server lists no transaction of it"
      case (.commit, .none): "committed; no transaction is open any more"
      case (.commit, .open): "commit accepted; the transaction is still open, and takes further commits"
      case (.rollback, .none): "rolled back; no transaction is open any more"
      case (_, .noneUndoneInPart):
        "rolled back as far as the server can: it warns that tables without transactions, such as MyISAM's, keep "
          + "their changes; no transaction is open any more"
      case (.rollback, .open): "rollback accepted, and the server still lists a transaction of it"
      case (_, .unknown): "\(verb.rawValue) accepted; this user may not list transactions, so no look was had"
      }
  }

  /// Whether a look contradicts the server's yes: then the step is no success.
  static func isContradicted(_ verb: TransactionVerb, by after: TransactionState) -> Bool {
    (verb, after) == (.begin, .none) || (verb, after) == (.rollback, .open)
  }
}
