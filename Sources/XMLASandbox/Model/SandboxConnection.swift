/// One connection as the model knows it.
struct SandboxConnection: Hashable, Sendable {
  /// Its place in the row of all connections; its id comes from it (see `Identities`).
  var index: Int
  /// The indices of its sessions, including those that have ended.
  var sessions: Range<Int>
  var userName: String
  var hostName: String
  var application: String
  var start: Timestamp
  /// Bytes on the wire, from the server's side; the model compresses nothing.
  var bytesSent: Int64
  var bytesReceived: Int64
}
