/// One line of the tree of who waits for whom.
public struct BlockingLine: Listable {
  public enum Note: String, Sendable {
    /// It waits for itself in the end: it stands above in the same branch.
    case cycle = "deadlock"
    /// It waits, and who holds what it waits for can't be seen.
    case unseenHolder = "holder not visible"
    /// Nobody's session: MySQL's transactions that were prepared by XA and left behind.
    case noSession = "no session, see XA RECOVER"
    /// What waits for it is shown where it came first.
    case shownAbove = "see above"
  }

  public var party: LockWait.Party
  /// How it hangs on the line above: nothing for a root.
  public var branch: String
  public var isWaiting: Bool
  /// How many sessions wait for it, directly or behind others.
  public var behind: Int
  /// What it waits for; for a root what others want of it.
  public var object: String?
  public var isPossible: Bool
  public var note: Note?
  public var extras: Row { .empty }

  public var isRoot: Bool { branch.isEmpty }

  /// The key under which the branches are, whose spaces count.
  public static let branchKey = "branch"

  public static let commonKeys = [
    branchKey, "spid", "session_id", "user", "database", "status", "waiting_ms", "holding_ms", "behind",
    "lock",
    "object", "possible", "note", "statement",
  ]

  public var commonValues: [Value] {
    let session = party.session
    return [
      .text(branch), .unsigned(party.spid), Value(session?.knownID), Value(session?.user),
      Value(session?.database),
      Value(session?.status.description), Value(isWaiting ? party.elapsedMilliseconds : nil),
      Value(isWaiting ? nil : party.elapsedMilliseconds), .unsigned(UInt64(behind)), Value(party.lock),
      Value(object), .boolean(isPossible), Value(note?.rawValue), Value(session?.statement),
    ]
  }

  /// As `cancel spid` takes it; of the roots only, since with them gone the others go on. A root that waits itself is
  /// not who is in the way.
  public var name: String { isRoot && !isWaiting ? party.name : "" }
}
