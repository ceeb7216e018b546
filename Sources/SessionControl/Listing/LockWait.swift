/// One session that waits for another: an edge of the graph of who blocks whom.
public struct LockWait: Listable {
  public struct Party: Sendable {
    /// 0 for a transaction that no session has (MySQL's prepared by XA).
    public var spid: UInt64
    public var session: Session?
    /// What it asks for, or holds, in words.
    public var lock: String?
    /// How long it has waited, or has held it, in milliseconds. Of an InnoDB holder only the age of its
    /// transaction is known.
    public var elapsedMilliseconds: UInt64?

    public init(
      spid: UInt64, session: Session? = nil, lock: String? = nil, elapsedMilliseconds: UInt64? = nil
    ) {
      self.spid = spid
      self.session = session
      self.lock = lock
      self.elapsedMilliseconds = elapsedMilliseconds
    }

    /// As `cancel spid` takes it; empty where no session is named.
    var name: String { spid == 0 ? "" : session?.fullID ?? String(spid) }
  }

  public var waiter: Party
  /// Nil where the server does not let it be seen.
  public var holder: Party?
  public var object: String?
  public var objectDatabase: String?
  /// Whether this is a guess, because the documented conflicts name no holder.
  public var isPossible: Bool
  public var extras: Row { .empty }

  public init(
    waiter: Party, holder: Party?, object: String? = nil, objectDatabase: String? = nil,
    isPossible: Bool = false
  ) {
    self.waiter = waiter
    self.holder = holder
    self.object = object
    self.objectDatabase = objectDatabase
    self.isPossible = isPossible
  }

  public static let commonKeys = [
    "waiter", "holder", "object", "possible", "waiting_ms", "holding_ms", "waiter_lock", "holder_lock",
    "waiter_session_id", "holder_session_id", "waiter_user", "holder_user", "waiter_database",
    "holder_database", "waiter_status", "holder_status", "waiter_statement", "holder_statement",
  ]

  public var commonValues: [Value] {
    func both(_ value: (Party) -> Value) -> [Value] { [value(waiter), holder.map(value) ?? .null] }
    return [.unsigned(waiter.spid), Value(holder?.spid), Value(object), .boolean(isPossible)]
      + both { Value($0.elapsedMilliseconds) } + both { Value($0.lock) } + both { Value($0.session?.knownID) }
      + both { Value($0.session?.user) } + both { Value($0.session?.database) }
      + both { Value($0.session?.status.description) } + both { Value($0.session?.statement) }
  }

  /// Who is in the way; nothing where that is unknown, or no session.
  public var name: String { holder?.name ?? "" }
}

extension LockWait {
  /// Who waits for whom, from a list of locks (facts/xmla.md b, "Who blocks whom"): a lock that is waited for
  /// waits for those of other sessions on the same object that are granted and conflict with it. Where there
  /// is none, it may be queued behind conflicting ones that were asked for earlier, or else behind any that
  /// is granted; that is a guess and marked as possible.
  public static func infer(from locks: [Lock]) -> [LockWait] {
    var objects: [String] = []
    var locksByObject: [String: [Lock]] = [:]
    for lock in locks {
      guard let id = lock.objectID, lock.spid != nil else { continue }
      if locksByObject[id] == nil { objects.append(id) }
      locksByObject[id, default: []].append(lock)
    }
    return objects.flatMap { infer(among: locksByObject[$0] ?? []) }
  }

  /// - Parameter locks: all on one object.
  private static func infer(among locks: [Lock]) -> [LockWait] {
    let granted = locks.filter { $0.status == .granted }
    let waiting = locks.filter { $0.status == .waiting }
    return waiting.flatMap { waiter -> [LockWait] in
      func conflicts(_ other: Lock) -> Bool { (waiter.mask ?? []).conflicts(with: other.mask ?? []) }
      let others = granted.filter { $0.spid != waiter.spid }
      let sure = others.filter(conflicts)
      if !sure.isEmpty { return sure.map { LockWait(waiter, $0, isPossible: false) } }
      let ahead = waiting.filter { other in
        guard other.spid != waiter.spid, conflicts(other) else { return false }
        guard let its = other.startTime.flatMap(ServerTime.nanoseconds),
          let own = waiter.startTime.flatMap(ServerTime.nanoseconds)
        else { return false }
        return its < own
      }
      return (ahead.isEmpty ? others : ahead).map { LockWait(waiter, $0, isPossible: true) }
    }
  }

  private init(_ waiter: Lock, _ holder: Lock, isPossible: Bool) {
    func party(_ lock: Lock) -> Party {
      Party(
        spid: lock.spid ?? 0, session: lock.session, lock: lock.type,
        elapsedMilliseconds: lock.elapsedMilliseconds
      )
    }
    self.init(
      waiter: party(waiter), holder: party(holder), object: waiter.object,
      objectDatabase: waiter.objectDatabase, isPossible: isPossible)
  }

  /// The waits that hang together with somebody who is meant: who blocks them, whom they block, and so on.
  public static func related(_ waits: [LockWait], to isMeant: (LockWait, Party) -> Bool) -> [LockWait] {
    var neighbours: [UInt64: [UInt64]] = [:]
    var found: Set<UInt64> = []
    for wait in waits {
      if let holder = wait.holder {
        neighbours[wait.waiter.spid, default: []].append(holder.spid)
        neighbours[holder.spid, default: []].append(wait.waiter.spid)
      }
      for party in [wait.waiter, wait.holder].compactMap(\.self) where isMeant(wait, party) {
        found.insert(party.spid)
      }
    }
    var pending = Array(found)
    while let spid = pending.popLast() {
      for next in neighbours[spid] ?? [] where found.insert(next).inserted { pending.append(next) }
    }
    return waits.filter { found.contains($0.waiter.spid) }
  }
}
