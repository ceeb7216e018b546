import Configuration
import Foundation
import MySQLClient
import SessionControl
import Synchronization
import TestSupport
import Testing

/// The kinds of real server that the same test runs against.
enum TestSQLServer: CaseIterable, CustomTestStringConvertible {
  case mariadb, mysql

  /// MySQL only where the environment names one.
  static let available = allCases.filter { $0 == .mariadb || mysqlURL != nil }

  private static let mysqlURL = ProcessInfo.processInfo.environment["XMLACTL_TEST_MYSQL_URL"]

  var testDescription: String { self == .mariadb ? "MariaDB" : "MySQL" }

  /// Runs `body` with a MariaDB of its own, or with the MySQL server that all tests share.
  func with(tls: Bool = false, body: (Running) async throws -> Void) async throws {
    if self == .mysql, let url = Self.mysqlURL { return try await body(Running(url: url, pid: nil)) }
    guard tls else {
      return try await TestMariaDB.with { server in
        try await body(Running(url: server.url, pid: try server.processID))
      }
    }
    let port = try TestMariaDB.freePort()
    try await withCertificates(port) { server, ca in
      let url = "mysql://tls@localhost:\(port)/?tls=verify-full&tls-ca=\(ca)"
      try await body(Running(url: url, pid: try server.processID))
    }
  }

  private func withCertificates(_ port: UInt16, _ body: (TestMariaDB, _ ca: String) async throws -> Void)
    async throws
  {
    try await ScratchFolder.with { certificates in
      try await TestMariaDB.makeCertificates(in: certificates.path)
      try await TestMariaDB.with(
        statements: ["CREATE USER tls@'%';", "GRANT ALL ON *.* TO tls@'%';"],
        options: { _ in
          [
            "--bind-address=127.0.0.1", "--port=\(port)", "--ssl-ca=\(certificates.path)/ca.pem",
            "--ssl-cert=\(certificates.path)/server.pem", "--ssl-key=\(certificates.path)/server-key.pem",
          ]
        }
      ) { try await body($0, certificates.path + "/ca.pem") }
    }
  }

  /// A server that runs, and a statement on it that no other test has.
  struct Running {
    let url: String
    let pid: pid_t?
    let mark = "xmlactl-\(UUID().uuidString)"

    /// Runs for years, and can't swallow an interruption.
    var endless: String { "\(TestMariaDB.endless) /* \(mark) */" }

    /// An own session with the server.
    func session(trace: Trace? = nil) throws -> MySQLSession {
      let target = try TargetURL.parse(url)
      guard case .mysql(let address) = target.address else { throw ControlError(.usage, "no mysql:// URL") }
      return MySQLSession(
        target: url, address: address, credentials: Credentials(user: target.user), limits: TimeLimits(),
        trace: trace)
    }

    /// What comes of a statement that does not run to its end.
    func failure(of session: MySQLSession, _ limits: RunLimits, sql: String? = nil) async throws -> RunFailure
    {
      let command = session.command(sql ?? endless, limits: limits)
      do {
        try await command.execute { _ in
        } progress: {
          Issue.record("\($0)")
        }
      } catch let failure as RunFailure {
        return failure
      }
      throw ControlError(.internalError, "the statement ran to its end")
    }

    /// The endless statement, once it runs, and the task that executes it.
    func running(
      in session: MySQLSession, _ limits: RunLimits = RunLimits()
    ) async throws -> (command: any ExecutableCommand, task: Task<Void, any Error>) {
      let command = session.command(endless, limits: limits)
      let task = Task {
        try await command.execute { _ in
        } progress: { _ in
        }
      }
      try await Eventually.holds("the statement runs") { try await isRunning() }
      return (command, task)
    }

    /// Whether the endless statement runs.
    func isRunning() async throws -> Bool { try await !threads().isEmpty }

    /// Kills it as somebody else would.
    func killRest() async throws {
      let session = try session()
      for id in try await threads() {
        do {
          _ = try await session.values("KILL QUERY \(id)")
        } catch let error as ControlError where error.detail?.contains("1094") == true {
          // It has just ended.
        }
      }
      await session.close()
    }

    private func threads() async throws -> [String] {
      let session = try session()
      let rows = try await session.values(
        "SELECT ID FROM information_schema.PROCESSLIST WHERE ID <> CONNECTION_ID() AND COMMAND = 'Query' "
          + "AND INFO LIKE '%\(mark)%'")
      await session.close()
      return rows.compactMap { $0.first?.text }
    }

    /// Runs `body` while the server does not answer.
    func frozen(_ body: () async throws -> Void) async throws {
      let pid = try #require(pid)
      kill(pid, SIGSTOP)
      defer { kill(pid, SIGCONT) }
      try await body()
    }
  }
}

extension MySQLSession {
  /// The rows of a statement that runs to its end.
  func values(_ sql: String) async throws -> [[Value]] {
    let rows = Mutex<[[Value]]>([])
    try await command(sql, limits: RunLimits()).execute { event in
      if case .row(let row) = event { rows.withLock { $0.append(row.extras.values) } }
    } progress: { _ in
    }
    return rows.withLock { $0 }
  }
}
