/// The restrictions of DISCOVER_SESSIONS.
struct SessionFilter: Sendable {
  private let identifiers: Set<SessionIdentifier>?
  private let spids: Set<Int64>?
  private let connections: Set<Int64>?
  private let userNames: [String]?
  private let databases: [String]?
  private let statuses: [Int64]?
  private let leastElapsed: Int64?
  private let leastCPUTime: Int64?
  private let leastIdle: Int64?

  init(_ restrictions: Restrictions) {
    identifiers = restrictions.texts("SESSION_ID").map { Set($0.compactMap { SessionIdentifier($0) }) }
    spids = restrictions.numbers("SESSION_SPID").map { Set($0) }
    connections = restrictions.numbers("SESSION_CONNECTION_ID").map { Set($0) }
    userNames = restrictions.texts("SESSION_USER_NAME")
    databases = restrictions.texts("SESSION_CURRENT_DATABASE")
    statuses = restrictions.numbers("SESSION_STATUS")
    leastElapsed = restrictions.minimum("SESSION_ELAPSED_TIME_MS")
    leastCPUTime = restrictions.minimum("SESSION_CPU_TIME_MS")
    leastIdle = restrictions.minimum("SESSION_IDLE_TIME_MS")
  }

  /// The only sessions that can match, when an id is restricted: no look at a million others then.
  func candidates(in model: SandboxModel) -> [Int]? {
    let identities = model.identities
    if let identifiers {
      return identifiers.compactMap { identities.session(of: $0) }.sorted()
    }
    if let spids {
      return spids.compactMap { identities.session(ofSPID: Int($0)) }.sorted()
    }
    if let connections {
      let found = connections.compactMap { identities.connection(ofIdentifier: Int($0)) }
      return found.compactMap { model.connection($0) }.flatMap(\.sessions).sorted()
    }
    return nil
  }

  func matches(_ session: SandboxSession, in model: SandboxModel, at now: Timestamp) -> Bool {
    let identities = model.identities
    if let spids, !spids.contains(Int64(identities.spid(ofSession: session.index))) { return false }
    if let connections,
      !connections.contains(Int64(identities.identifier(ofConnection: session.connection)))
    {
      return false
    }
    if let statuses, !statuses.contains(session.status) { return false }
    if let databases, !databases.contains(where: session.database.isEqualIgnoringCase) { return false }
    if let userNames, !userNames.contains(where: session.userName.isEqualIgnoringCase) { return false }
    if let leastElapsed, now.elapsed(since: session.start) < leastElapsed { return false }
    if let leastCPUTime, session.cpuTime(at: now) < leastCPUTime { return false }
    if let leastIdle, session.idleTime(at: now) < leastIdle { return false }
    return true
  }
}
