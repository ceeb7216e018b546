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

  static let marks: [[Column]] = [[.id], [.sessionID]]

  static let extraKeys = ["TRANSACTION_CPU_TIME_MS": "cpu_ms"]

  init(value: (Column) -> Value, extras: Row) {
    self.init(
      id: value(.id).text, sessionID: value(.sessionID).text, startTime: value(.startTime).text,
      elapsedMilliseconds: value(.elapsed).count, extras: extras)
  }

  var sessionKey: String? { sessionID.map(GUIDText.plain) }
  static func key(of session: Session) -> String? { session.id.isEmpty ? nil : GUIDText.plain(session.id) }
}
