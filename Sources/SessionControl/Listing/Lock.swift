/// A lock that a session holds or waits for: XMLA's DISCOVER_LOCKS, on MySQL one of InnoDB's.
public struct Lock: Listable {
  public enum Status: Sendable, Equatable {
    case waiting, granted
    /// A state that this version does not know, in the server's own word; nil where it tells none.
    case other(String?)

    public var description: String? {
      switch self {
      case .waiting: "waiting"
      case .granted: "granted"
      case .other(let word): word
      }
    }
  }

  public var id: String?
  /// 0 for a transaction that no session has (MySQL's prepared by XA); nil where the server tells none.
  public var spid: UInt64?
  public var transactionID: String?
  /// What is locked, readable: the ids from the database down, or schema, table and index.
  public var object: String?
  /// What is locked, as the server writes it: locks with the same text are on the same thing.
  public var objectID: String?
  /// The database that the object is in, where the object tells.
  public var objectDatabase: String?
  /// What it is for, in words.
  public var type: String?
  /// The same as a bit mask, on XMLA only.
  public var mask: LockType?
  public var status: Status
  /// When it was asked for, ISO-8601 UTC.
  public var startTime: String?
  /// When it was granted, ISO-8601 UTC.
  public var grantTime: String?
  /// How long it has been waited for, or held, in milliseconds by the server's clock.
  public var elapsedMilliseconds: UInt64?
  /// Whose it is; nil when the session is not there any more, since two listings are no snapshot.
  public var session: Session?
  public var extras: Row

  public init(
    id: String? = nil, spid: UInt64?, transactionID: String? = nil, object: String? = nil,
    objectID: String? = nil, objectDatabase: String? = nil, type: String? = nil, mask: LockType? = nil,
    status: Status, startTime: String? = nil, grantTime: String? = nil, elapsedMilliseconds: UInt64? = nil,
    session: Session? = nil, extras: Row = .empty
  ) {
    self.id = id
    self.spid = spid
    self.transactionID = transactionID
    self.object = object
    self.objectID = objectID
    self.objectDatabase = objectDatabase
    self.type = type
    self.mask = mask
    self.status = status
    self.startTime = startTime
    self.grantTime = grantTime
    self.elapsedMilliseconds = elapsedMilliseconds
    self.session = session
    self.extras = extras
  }

  public var waitingMilliseconds: UInt64? { status == .waiting ? elapsedMilliseconds : nil }
  public var holdingMilliseconds: UInt64? { status == .granted ? elapsedMilliseconds : nil }
  public var database: String? { objectDatabase ?? session?.database }

  public static let commonKeys = [
    "id", "spid", "session_id", "transaction_id", "user", "database", "object", "object_id", "type", "status",
    "start_time", "grant_time", "waiting_ms", "holding_ms", "statement",
  ]

  public var commonValues: [Value] {
    [
      Value(id), Value(spid), Value(session?.knownID), Value(transactionID), Value(session?.user),
      Value(database), Value(object), Value(objectID), Value(type), Value(status.description),
      Value(timestamp: startTime), Value(timestamp: grantTime), Value(waitingMilliseconds),
      Value(holdingMilliseconds), Value(session?.statement),
    ]
  }

  /// As `cancel spid` takes it.
  public var name: String { spid.flatMap { $0 == 0 ? nil : session?.fullID ?? String($0) } ?? "" }
}
