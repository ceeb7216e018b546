internal import SessionControl
internal import Terminal

/// One step in the transaction of a session, and what a look told of it afterwards.
struct TransactionRun {
  private let verb: TransactionVerb
  private let session: SessionOption
  private let target: TargetOptions

  init(_ verb: TransactionVerb, _ session: SessionOption, _ target: TargetOptions) {
    self.verb = verb
    self.session = session
    self.target = target
  }

  func run() async throws {
    let session = try session.parsed()
    try await ExplicitSessionRun(target: target).run { backend in
      let state = try await backend.transact(verb, in: session)
      let claim = "session \(session): \(Self.claim(verb, state))"
      // What the look contradicts is no success.
      guard (verb, state) != (.begin, .none), (verb, state) != (.rollback, .open) else {
        CommandContext.required.report("\(backend.target): \(claim)")
        throw ReportedFailure(status: .stillThere)
      }
      try CommandContext.required.output.write(claim + "\n")
    }
  }

  /// No more than was seen.
  private static func claim(_ verb: TransactionVerb, _ state: TransactionState) -> String {
    switch (verb, state) {
    case (.begin, .open): "begun; the transaction is open"
    case (.begin, .none): "begin accepted, and the server lists no transaction of it"
    case (.commit, .none): "committed; no transaction is open any more"
    case (.commit, .open): "commit accepted; the transaction is still open, and takes further commits"
    case (.rollback, .none): "rolled back; no transaction is open any more"
    case (.rollback, .open): "rollback accepted, and the server still lists a transaction of it"
    case (_, .unknown): "\(verb.rawValue) accepted; this user may not list transactions, so no look was had"
    }
  }
}
