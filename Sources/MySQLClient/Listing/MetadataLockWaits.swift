internal import SessionControl

/// Who waits for whom, from a list of metadata locks. The servers do not tell; the locks on one object and their modes
/// do.
enum MetadataLockWaits {
  /// One that waits, and one that it waits for.
  struct Edge: Equatable {
    var waiter: MetadataLock
    /// Nil where nobody can be seen to hold it.
    var holder: MetadataLock?
    var isPossible: Bool
  }

  /// A request waits for granted locks that keep it out; without any, for requests that go before it (a SELECT behind
  /// an ALTER that waits itself). Where the modes name nobody, any that is granted may be the one.
  static func edges(_ locks: [MetadataLock]) -> [Edge] {
    let byObject = Dictionary(grouping: locks, by: \.object)
    return locks.filter { !$0.isGranted }.flatMap { waiter -> [Edge] in
      let others = (byObject[waiter.object] ?? []).filter { $0.thread != waiter.thread }
      let granted = others.filter(\.isGranted)
      func inTheWay(_ locks: [MetadataLock]) -> [MetadataLock] {
        locks.filter { MetadataLockMode.keeps(waiter, waitingBehind: $0) }
      }
      let sure = inTheWay(granted)
      let ahead = sure.isEmpty ? inTheWay(others.filter { !$0.isGranted }) : sure
      if !ahead.isEmpty { return ahead.map { Edge(waiter: waiter, holder: $0, isPossible: false) } }
      if granted.isEmpty { return [Edge(waiter: waiter, holder: nil, isPossible: false)] }
      return granted.map { Edge(waiter: waiter, holder: $0, isPossible: true) }
    }
  }

  /// Requests that are only seen by the state of who waits, where just granted locks are listed, or none.
  ///
  /// - Parameter granted: every one that is held, by anybody.
  static func requests(of sessions: [Session], among granted: [MetadataLock]) -> [MetadataLock] {
    sessions.flatMap { session -> [MetadataLock] in
      guard let state = session.extras["state"]?.text, let wanted = MetadataLockObject(state: state) else {
        return []
      }
      let objects = candidates(for: session, wanting: wanted.kind, among: granted)
      return (objects.isEmpty ? [wanted] : objects).map {
        MetadataLock($0, isGranted: false, thread: session.spid)
      }
    }
  }

  /// What a session may wait for: what it has a weaker lock on already (ALTER TABLE begins with one), or else what its
  /// statement names, or else anything of the kind.
  private static func candidates(
    for session: Session, wanting kind: String, among granted: [MetadataLock]
  ) -> [MetadataLockObject] {
    let locks = granted.filter { $0.object.kind == kind }
    let others = Set(locks.filter { $0.thread != session.spid }.map(\.object))
    let own = others.intersection(locks.filter { $0.thread == session.spid }.map(\.object))
    let named = others.filter { object in
      guard let name = object.name ?? object.schema, let statement = session.statement else { return false }
      return mentions(statement, name)
    }
    let found = [own, named, others].first { !$0.isEmpty } ?? []
    return found.sorted { $0.description < $1.description }
  }

  /// Whether a statement has a name in it, not as part of a longer one.
  static func mentions(_ statement: String, _ name: String) -> Bool {
    guard !name.isEmpty else { return false }
    let text = statement.lowercased()
    let name = name.lowercased()
    func isPart(_ character: Character?) -> Bool {
      character.map { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "$" } ?? false
    }
    return text.ranges(of: name).contains { range in
      let before = range.lowerBound == text.startIndex ? nil : text[text.index(before: range.lowerBound)]
      let after = range.upperBound == text.endIndex ? nil : text[range.upperBound]
      return !isPart(before) && !isPart(after)
    }
  }
}

extension LockWait {
  init(_ edge: MetadataLockWaits.Edge, session: (UInt64?) -> Session?) {
    self.init(
      waiter: Party(edge.waiter, session: session(edge.waiter.thread)),
      holder: edge.holder.map { Party($0, session: session($0.thread)) },
      object: edge.waiter.object.description, objectDatabase: edge.waiter.object.schema,
      isPossible: edge.isPossible)
  }
}
