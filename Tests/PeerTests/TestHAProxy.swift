import Foundation
import TestSupport
import XmlactlCommands

/// HAProxy in TCP mode, which sends each connection to the next server in turn.
struct TestHAProxy: Sendable {
  static let isInstalled = Peer.isInstalled(["haproxy"])

  let port: UInt16

  /// Whom it sends a connection to.
  enum Balance {
    case roundRobin
    /// To the first server that has no connection through it.
    case firstFree
  }

  /// Starts it in a supervisor's folder.
  ///
  /// - Parameter servers: their ports on loopback.
  init(supervisor: Supervisor, servers: [UInt16], balance: Balance = .roundRobin) async throws {
    port = try TestMariaDB.freePort()
    let file = "\(supervisor.folder)/haproxy.cfg"
    try Peer.write(
      """
      global
        # Else each thread would take turns of its own.
        nbthread 1
      defaults
        mode tcp
        timeout connect 10s
        timeout client 60s
        timeout server 60s
      listen mysql
        bind 127.0.0.1:\(port)
        balance \(balance == .roundRobin ? "roundrobin" : "first")
      \(servers.enumerated().map { index, port in
        let limit = balance == .firstFree && index == 0 ? " maxconn 1" : ""
        return "  server s\(port) 127.0.0.1:\(port)\(limit)\n"
      }.joined())
      """, to: file)
    // -db: in the foreground, one process only, which ends with whoever started it.
    supervisor.start(try Peer.path("haproxy"), ["-db", "-f", file], log: "haproxy.log")
    try await Peer.wait(for: "HAProxy", port: port, log: "\(supervisor.folder)/haproxy.log")
  }
}
