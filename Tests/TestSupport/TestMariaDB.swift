import Configuration
import Foundation
import SessionControl
import Subprocess
import XmlactlCommands

/// A real MariaDB that a test starts for itself.
public struct TestMariaDB: Sendable {
  /// Why live tests are skipped, if they are.
  public static let missing =
    "MariaDB is not installed: apt-get install \(ThrowawayMariaDB.Programs.packages)"
  /// Whether the programs are there.
  public static let isInstalled = ThrowawayMariaDB.Programs(executables) != nil

  /// Whether the server can be told to show metadata locks.
  public static let hasLockPlugin = FileManager.default.fileExists(
    atPath: "/usr/lib/mysql/plugin/metadata_lock_info.so")
  public static let missingLockPlugin =
    "the plugin metadata_lock_info is not there: apt-get install mariadb-server"

  private static let executables = Executables(environment: Environment(["PATH": "/usr/bin:/bin"]))

  /// A statement that runs for years, and that can't end as if nothing had happened when it is killed
  /// (SLEEP and BENCHMARK can).
  public static let endless =
    "SELECT COUNT(*) FROM "
    + ["a", "b", "c", "d"].map { "information_schema.collations \($0)" }.joined(separator: ", ")

  /// A statement that waits, and costs nothing meanwhile. MariaDB ends it with an error when it is killed, which
  /// MySQL does not.
  public static let waiting = "SELECT SLEEP(600)"

  let server: ThrowawayMariaDB
  /// The server's folder, where clients may leave what they print.
  public let folder: String

  /// The administrator, over the Unix socket.
  public var url: String { server.url }
  public var socket: String { server.socket }

  /// A user over the Unix socket.
  public func url(user: String) -> String { "mysql://\(user)@/?socket=\(socket)" }

  /// Runs `body` with a server of its own; when it returns or throws, processes and files are gone.
  ///
  /// - Parameters:
  ///   - statements: run at the server's start, one on a line.
  ///   - options: of the server; made in its folder, which is given.
  public static func with<Result: Sendable>(
    statements: [String] = [],
    options: (_ folder: String) throws -> [String] = { _ in ["--skip-networking"] },
    body: (TestMariaDB) async throws -> Result
  ) async throws -> Result {
    guard let programs = ThrowawayMariaDB.Programs(executables) else {
      throw ControlError(.configuration, missing)
    }
    return try await Supervisor.with(parent: "/tmp", prefix: "xmlactl-test") { supervisor in
      let server = try await ThrowawayMariaDB(
        supervisor: supervisor, programs: programs,
        statements: statements + ["CREATE DATABASE app;"]
          + ["anna", "etl"].flatMap {
            ["CREATE USER \($0)@localhost;", "GRANT ALL ON app.* TO \($0)@localhost;"]
          },
        options: try options(supervisor.folder))
      return try await body(TestMariaDB(server: server, folder: supervisor.folder))
    }
  }

  public var processID: Int32 {
    get throws {
      let text = try String(contentsOfFile: "\(folder)/mariadb.pid", encoding: .utf8)
      guard let number = Int32(text.trimmingCharacters(in: .whitespacesAndNewlines)) else {
        throw POSIXError(.ESRCH)
      }
      return number
    }
  }

  /// Starts a client in the background; what it prints goes to `<folder>/<log>`.
  public func startClient(user: String, _ sql: String, log: String) {
    server.startClient(user: user, database: "app", sql, log: log)
  }

  /// Runs statements by the server's own client.
  public func sql(_ statements: String, user: String = "root") async throws -> ProgramResult {
    try await Program.run([
      "mariadb", "--no-defaults", "--socket=\(socket)", "--user=\(user)", "--batch", "--skip-column-names",
      "--execute=\(statements)",
    ])
  }

  /// Runs a statement that has semicolons in it.
  public func define(_ statement: String) async throws {
    let result = try await Program.run([
      "mariadb", "--no-defaults", "--socket=\(socket)", "--user=root", "--delimiter=//",
      "--execute=\(statement)",
    ])
    guard result.status == 0 else {
      throw ControlError(.serverRefused, "define failed", detail: result.errors)
    }
  }

  /// The processlist id of the one thread of a user that runs something, once it does.
  public func busyThread(of user: String) async throws -> String {
    try await Readiness.wait(for: "a busy thread of \(user)", log: "\(folder)/mariadb.log") {
      let ids = try await sql(
        "SELECT ID FROM information_schema.PROCESSLIST WHERE USER = '\(user)' AND COMMAND = 'Query'"
      ).output.split(separator: "\n")
      return ids.count == 1 ? String(ids[0]) : nil
    }
  }

  /// What a client printed, once it says this.
  public func log(_ name: String, saying text: String) async throws -> String {
    let path = "\(folder)/\(name)"
    return try await Readiness.wait(for: "'\(text)' in \(name)", log: path) {
      let content = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
      return content.contains(text) ? content : nil
    }
  }

  /// Shuts the server down and starts it again, on the same data.
  public func restart() async throws {
    _ = try await sql("SHUTDOWN")
    try await Eventually.holds("the end of the server") {
      !FileManager.default.fileExists(atPath: "\(folder)/mariadb.pid")
    }
    try await server.startServer()
  }

  /// Starts it after a crash, on what is left of its data.
  public func startAgain() async throws { try await server.startServer() }

  /// Makes a CA and a certificate for `localhost` and 127.0.0.1 in a folder, by the openssl program.
  public static func makeCertificates(in folder: String) async throws {
    let script = """
      cd '\(folder)' && umask 077
      for ca in ca other-ca; do
        openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj "/CN=xmlactl test $ca" -keyout $ca-key.pem -out $ca.pem
      done
      openssl req -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -keyout server-key.pem -out server.csr
      printf 'subjectAltName=DNS:localhost,IP:127.0.0.1\\n' >server.ext
      openssl x509 -req -in server.csr -CA ca.pem -CAkey ca-key.pem -CAcreateserial -days 2 -extfile server.ext \
        -out server.pem
      """
    let result = try await Program.shell("{ \(script)\n} 2>&1")
    guard result.status == 0 else {
      throw ControlError(.configuration, "openssl failed", detail: result.output)
    }
  }

  /// A port of loopback that was free a moment ago.
  public static func freePort() throws -> UInt16 {
    let descriptor = Foundation.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, length) == 0 && getsockname(descriptor, $0, &length) == 0
      }
    }
    guard isBound else { throw POSIXError(.EADDRNOTAVAIL) }
    return UInt16(bigEndian: address.sin_port)
  }
}
