internal import SessionControl

/// DISCOVER_TRANSACTIONS rows (facts/xmla.md b).
extension Transaction: SessionWork {
  static let rowset = "DISCOVER_TRANSACTIONS"

  enum Column: String, CaseIterable {
    case id = "TRANSACTION_ID"
    case sessionID = "TRANSACTION_SESSION_ID"
    case startTime = "TRANSACTION_START_TIME"
    case elapsed = "TRANSACTION_ELAPSED_TIME_MS"
  }

  static let extraKeys = ["TRANSACTION_CPU_TIME_MS": "cpu_ms"]

  init(value: (Column) -> Value, extras: Row) throws {
    guard let id = value(.id).text else {
      throw ControlError(.protocolViolation, "a row of \(Self.rowset) has no TRANSACTION_ID")
    }
    self.init(
      id: id, sessionID: value(.sessionID).text, startTime: value(.startTime).text,
      elapsedMilliseconds: value(.elapsed).count, extras: extras)
  }

  var sessionKey: String? { sessionID.map(GUIDText.plain) }
  static func key(of session: Session) -> String? { GUIDText.plain(session.id) }
}
