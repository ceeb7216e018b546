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

extension SandboxConnection {
  /// The connection of a data pump behind a web server, which carries the sessions of all HTTP clients.
  static func pump(index: Int, sessions: Range<Int>, start: Timestamp) -> SandboxConnection {
    SandboxConnection(
      index: index, sessions: sessions, userName: "IIS APPPOOL\\OLAP", hostName: "127.0.0.1:49152",
      application: "msmdpump", start: start, bytesSent: 0, bytesReceived: 0)
  }
}
