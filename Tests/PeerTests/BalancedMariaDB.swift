import Foundation
import SessionControl
import TestSupport
import XmlactlCommands

/// Two MariaDB servers behind a balancer, with clients of the same thread ids on both: each runs one statement after
/// the other on its one connection, and none of these ends before it is killed.
struct BalancedMariaDB: Sendable {
  /// A thread that is to be killed.
  struct Client: Sendable, Hashable {
    var id: String
    /// A user of its own on its server: `a1`, `a2` on the first, `b1`, `b2` on the second.
    var user: String
  }

  let servers: [TestMariaDB]
  let ports: [UInt16]
  let clients: [[Client]]
  private let proxy: UInt16
  private let folder: String

  /// The balancer, for a user who may do everything.
  var url: String { "mysql://ops@127.0.0.1:\(proxy)/" }

  /// - Parameter count: of clients on each server.
  static func with<Result: Sendable>(
    clients count: Int, _ body: (BalancedMariaDB) async throws -> Result
  ) async throws -> Result {
    let ports = [try TestMariaDB.freePort(), try TestMariaDB.freePort()]
    func statements(_ side: String) -> [String] {
      ["CREATE USER ops@'127.0.0.1';", "GRANT ALL ON *.* TO ops@'127.0.0.1';"]
        + (1...count).map { "CREATE USER \(side)\($0)@localhost;" }
    }
    func options(_ port: UInt16) -> [String] { ["--bind-address=127.0.0.1", "--port=\(port)"] }
    return try await TestMariaDB.with(statements: statements("a"), options: { _ in options(ports[0]) }) { a in
      try await TestMariaDB.with(statements: statements("b"), options: { _ in options(ports[1]) }) { b in
        try await Supervisor.with(parent: "/tmp", prefix: "xmlactl-test") { supervisor in
          try await body(
            BalancedMariaDB(servers: [a, b], ports: ports, supervisor: supervisor, count: count))
        }
      }
    }
  }

  private init(
    servers: [TestMariaDB], ports: [UInt16], supervisor: Supervisor, count: Int
  ) async throws {
    self.servers = servers
    self.ports = ports
    folder = supervisor.folder
    proxy = try await TestHAProxy(supervisor: supervisor, servers: ports).port
    // One connection of whoever looked whether the balancer listens may still be on its way: these come after it.
    for _ in servers { _ = try await Self.sql("DO 0", by: proxy) }
    try await Self.alignIDs(servers)
    // A join that never ends for the first on each server; more of them would only keep this machine busy. MariaDB
    // does not let a SLEEP swallow a kill either.
    for (name, statement) in [("join", TestMariaDB.endless), ("sleep", TestMariaDB.waiting)] {
      let statements = ["SELECT CONNECTION_ID()"] + [String](repeating: statement, count: 400)
      try Peer.write(statements.map { "\($0);\n" }.joined(), to: "\(folder)/\(name).sql")
    }
    var clients: [[Client]] = []
    for (server, side) in zip(servers, ["a", "b"]) {
      let users = (1...count).map { "\(side)\($0)" }
      for user in users {
        // By stdin, since --force has no effect on --execute.
        let client =
          "exec mariadb --no-defaults --socket='\(server.socket)' --user=\(user) --batch --skip-column-names "
          + "--unbuffered --force <'\(folder)/\(user == users[0] ? "join" : "sleep").sql'"
        supervisor.start("/bin/sh", ["-c", client], log: "\(user).log")
      }
      var found: [Client] = []
      for user in users {
        let id = try await Eventually.get("\(user)'s thread") { [folder] in
          try Self.firstLine("\(folder)/\(user).log")
        }
        found.append(Client(id: id, user: user))
      }
      clients.append(found.sorted { ($0.id.count, $0.id) < ($1.id.count, $1.id) })
    }
    self.clients = clients
  }

  /// Opens connections on the server that is behind, until the next ids are the same.
  private static func alignIDs(_ servers: [TestMariaDB]) async throws {
    try await Eventually.holds("the same next id on both servers") {
      var ids: [Int] = []
      for server in servers {
        ids.append(Int(try await server.sql("SELECT CONNECTION_ID()").output.dropLast()) ?? 0)
      }
      guard ids[0] != ids[1] else { return true }
      let late = ids[0] < ids[1] ? servers[0] : servers[1]
      for _ in 0..<abs(ids[0] - ids[1]) { _ = try await late.sql("DO 0") }
      return false
    }
  }

  /// The first line of a log, once it is whole.
  private static func firstLine(_ path: String) throws -> String? {
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    let lines = try String(contentsOfFile: path, encoding: .utf8).split(
      separator: "\n", omittingEmptySubsequences: false)
    return lines.count > 1 ? String(lines[0]) : nil
  }

  /// How many statements of each user were killed: what the clients themselves were told.
  func interruptions() throws -> [String: Int] {
    var counts: [String: Int] = [:]
    for client in clients.joined() {
      let log = try String(contentsOfFile: "\(folder)/\(client.user).log", encoding: .utf8)
      counts[client.user] = log.split(separator: "\n").count { $0.contains("ERROR 1317") }
    }
    return counts
  }

  /// Runs SQL through the balancer by the server's own client: on the server whose turn it is.
  func sql(_ statement: String) async throws -> ProgramResult { try await Self.sql(statement, by: proxy) }

  private static func sql(_ statement: String, by port: UInt16) async throws -> ProgramResult {
    try await Program.run([
      "mariadb", "--no-defaults", "--protocol=tcp", "--host=127.0.0.1", "--port=\(port)", "--user=ops",
      "--skip-ssl", "--batch", "--skip-column-names", "--execute=\(statement)",
    ])
  }
}
