internal import SessionControl

/// DISCOVER_CONNECTIONS rows as connections (facts/xmla.md b).
final class ConnectionRowset: RowsetSink {
  static let name = "DISCOVER_CONNECTIONS"

  private enum Source: String, CaseIterable {
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

  private static let extraKeys = [
    "CONNECTION_IMPERSONATED_USER_NAME": "impersonated_user",
    "CONNECTION_LAST_COMMAND_START_TIME": "command_start_time",
    "CONNECTION_LAST_COMMAND_END_TIME": "command_end_time",
    "CONNECTION_DATA_BYTES_SENT": "data_bytes_sent",
    "CONNECTION_DATA_BYTES_RECEIVED": "data_bytes_received",
  ]

  private let receive: (ListingEvent<Connection>) throws -> Void
  private var mapping: RowsetMapping<Source>?

  init(receive: @escaping (ListingEvent<Connection>) throws -> Void) { self.receive = receive }

  func columns(_ columns: [RowsetColumn]) throws {
    let new = RowsetMapping<Source>(columns: columns, keys: Self.extraKeys)
    mapping = new
    try receive(.columns(new.extras))
  }

  func row(_ values: [Value]) throws {
    guard let mapping else { return }
    func value(_ source: Source) -> Value { mapping.value(source, of: values) }
    guard let id = value(.id).count else {
      throw ControlError(.protocolViolation, "a row of \(Self.name) has no CONNECTION_ID")
    }
    try receive(
      .item(
        Connection(
          id: id, user: value(.user).text, host: value(.host).text, application: value(.application).text,
          startTime: value(.startTime).text, elapsedMilliseconds: value(.elapsed).count,
          idleMilliseconds: value(.idle).count,
          commandElapsedMilliseconds: value(.commandElapsed).count, bytesSent: value(.bytesSent).count,
          bytesReceived: value(.bytesReceived).count, extras: mapping.extras(of: values))))
  }
}
