internal import SessionControl

/// DISCOVER_CONNECTIONS rows (facts/xmla.md b).
extension Connection: RowsetItem {
  static let rowset = "DISCOVER_CONNECTIONS"

  enum Column: String, CaseIterable {
    case id = "CONNECTION_ID"
    case user = "CONNECTION_USER_NAME"
    case host = "CONNECTION_HOST_NAME"
    case application = "CONNECTION_HOST_APPLICATION"
    case startTime = "CONNECTION_START_TIME"
    case elapsed = "CONNECTION_ELAPSED_TIME_MS"
    case idle = "CONNECTION_IDLE_TIME_MS"
    case commandElapsed = "CONNECTION_LAST_COMMAND_ELAPSED_TIME_MS"
    case bytesSent = "CONNECTION_BYTES_SENT"
    case bytesReceived = "CONNECTION_BYTES_RECEIVED"
  }

  static let marks: [[Column]] = [[.id]]

  static let extraKeys = [
    "CONNECTION_IMPERSONATED_USER_NAME": "impersonated_user",
    "CONNECTION_LAST_COMMAND_START_TIME": "command_start_time",
    "CONNECTION_LAST_COMMAND_END_TIME": "command_end_time",
    "CONNECTION_DATA_BYTES_SENT": "data_bytes_sent",
    "CONNECTION_DATA_BYTES_RECEIVED": "data_bytes_received",
  ]

  init(value: (Column) -> Value, extras: Row) {
    self.init(
      id: value(.id).count, user: value(.user).text, host: value(.host).text,
      application: value(.application).text,
      startTime: value(.startTime).text, elapsedMilliseconds: value(.elapsed).count,
      idleMilliseconds: value(.idle).count, commandElapsedMilliseconds: value(.commandElapsed).count,
      bytesSent: value(.bytesSent).count, bytesReceived: value(.bytesReceived).count, extras: extras)
  }
}
