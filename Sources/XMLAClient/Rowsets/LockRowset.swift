internal import SessionControl

/// DISCOVER_LOCKS rows (facts/xmla.md b).
extension Lock: SessionWork {
  static let rowset = "DISCOVER_LOCKS"

  enum Column: String, CaseIterable {
    case spid = "SPID"
    case id = "LOCK_ID"
    case transactionID = "LOCK_TRANSACTION_ID"
    case object = "LOCK_OBJECT_ID"
    case status = "LOCK_STATUS"
    case type = "LOCK_TYPE"
    case startTime = "LOCK_CREATION_TIME"
    case grantTime = "LOCK_GRANT_TIME"
  }

  static let marks: [[Column]] = [[.id], [.transactionID], [.object], [.status]]

  static let extraKeys: [String: String] = [:]

  init(value: (Column) -> Value, extras: Row) {
    let status: Status =
      switch value(.status).count {
      case 0: .waiting
      case 1: .granted
      default: .other(value(.status).text)
      }
    let mask = value(.type).count.flatMap { UInt32(exactly: $0) }.map(LockType.init(rawValue:))
    let object = value(.object).text.map(LockObject.init)
    self.init(
      id: value(.id).text, spid: value(.spid).count, transactionID: value(.transactionID).text,
      object: object?.path,
      objectID: value(.object).text, objectDatabase: object?.database,
      type: mask?.description ?? value(.type).text, mask: mask, status: status,
      startTime: value(.startTime).text, grantTime: value(.grantTime).text, extras: extras)
  }

  var sessionKey: String? { spid.map(String.init) }
  static func key(of session: Session) -> String? { session.spid.map(String.init) }

  /// How long it has been waited for or held when its session was listed, by the server's own clock: a session's
  /// start and its age make the time of the listing.
  func timed() -> Lock {
    var timed = self
    let clock = session.flatMap { session -> Int64? in
      guard let start = session.startTime.flatMap(ServerTime.nanoseconds),
        let age = session.extras["session_elapsed_ms"]?.count, age < 1 << 40
      else { return nil }
      return start + Int64(age) * 1_000_000
    }
    timed.elapsedMilliseconds = ServerTime.milliseconds(
      from: status == .waiting ? startTime : grantTime ?? startTime, to: clock)
    return timed
  }
}
