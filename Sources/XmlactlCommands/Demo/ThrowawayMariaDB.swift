package import Configuration
internal import MySQLClient
internal import SessionControl
internal import Subprocess

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// A MariaDB server with a data directory of its own on a Unix socket, which ends with its supervisor. Works
/// as root and as an ordinary user.
package struct ThrowawayMariaDB {
  /// The programs that it takes.
  package struct Programs: Sendable {
    let server: String
    let installer: String
    let client: String

    /// nil when one of them is missing; `packages` says what brings them.
    package init?(_ executables: Executables) {
      guard let server = executables.path(of: "mariadbd"),
        let installer = executables.path(of: "mariadb-install-db"),
        let client = executables.path(of: "mariadb"), executables.path(of: "my_print_defaults") != nil
      else { return nil }
      self.server = server
      self.installer = installer
      self.client = client
    }

    package static let packages = "mariadb-server-core mariadb-client-core"
  }

  package let socket: String
  /// The target of its administrator.
  package var url: String { "mysql://root@/?socket=\(socket)" }

  private let supervisor: Supervisor
  private let programs: Programs
  private let serverArguments: [String]

  /// - Parameters:
  ///   - statements: run by the server at its start, one on a line.
  ///   - options: further options of the server, such as a port.
  /// - Throws: ``ControlError`` when it can't be set up.
  package init(
    supervisor: Supervisor, programs: Programs, statements: [String],
    options: [String] = ["--skip-networking"]
  ) async throws {
    self.supervisor = supervisor
    self.programs = programs
    let folder = supervisor.folder
    socket = "\(folder)/mariadb.sock"
    guard socket.utf8.count <= 107 else {
      throw ControlError(
        .configuration, "the temporary folder '\(folder)' is too deep for a Unix socket",
        hint: "set TMPDIR to a shorter path, such as /tmp")
    }
    // The server refuses to run as root unless that is said.
    let account = getuid() == 0 ? ["--user=root"] : []
    // A server deletes at its start what looks like old temporary tables in its tmpdir: never share /tmp with
    // a server that is not ours.
    let folders = ["--datadir=\(folder)/data", "--tmpdir=\(folder)/tmp"]
    guard mkdir("\(folder)/tmp", 0o700) == 0 else {
      throw ControlError(.configuration, "'\(folder)' can't be written", hint: "check TMPDIR")
    }
    try await Self.install(
      programs,
      ["--no-defaults", "--skip-test-db", "--auth-root-authentication-method=normal"] + folders + account)
    try Self.write(statements, to: "\(folder)/init.sql")
    serverArguments =
      [
        "--no-defaults", "--socket=\(socket)", "--pid-file=\(folder)/mariadb.pid",
        "--innodb-buffer-pool-size=16M", "--innodb-log-file-size=8M", "--innodb-flush-log-at-trx-commit=0",
        "--skip-name-resolve",
      ] + folders + account + options
    try await startServer(["--init-file=\(folder)/init.sql"])
  }

  /// Starts the server, once more when it has ended, and returns when it answers.
  package func startServer(_ options: [String] = []) async throws {
    let log = "\(supervisor.folder)/mariadb.log"
    supervisor.start(programs.server, serverArguments + options, log: "mariadb.log")
    try await Readiness.wait(for: "MariaDB", log: log) {
      let backend = MySQLBackend(
        target: "throwaway MariaDB",
        address: MySQLAddress(endpoint: .socket(path: socket), tls: .disabled),
        credentials: Credentials(user: "root"), limits: TimeLimits(connect: .seconds(2)), trace: nil)
      try await backend.sessions(matching: ListingFilter()) { _ in }
      await backend.close()
    }
  }

  /// Starts a client that runs a statement, in the background.
  package func startClient(user: String, database: String? = nil, _ sql: String, log: String = "clients.log")
  {
    supervisor.start(
      programs.client,
      ["--no-defaults", "--socket=\(socket)", "--user=\(user)", "--execute=\(sql)"]
        + (database.map { ["--database=\($0)"] } ?? []),
      log: log)
  }

  private static func install(_ programs: Programs, _ arguments: [String]) async throws {
    let result = try await Subprocess.run(
      .name("sh"), arguments: Arguments(["-c", "exec \"$0\" \"$@\" 2>&1", programs.installer] + arguments),
      output: .string(limit: 1 << 20))
    guard result.terminationStatus.isSuccess else {
      throw ControlError(
        .internalError, "mariadb-install-db failed",
        detail: result.standardOutput.split(separator: "\n").first { $0.contains("ERROR") }.map(String.init),
        hint: "is \(Programs.packages) installed whole?")
    }
  }

  private static func write(_ lines: [String], to path: String) throws {
    guard let file = fopen(path, "w") else {
      throw ControlError(.configuration, "'\(path)' can't be written", hint: "check TMPDIR")
    }
    fputs(lines.map { $0 + "\n" }.joined(), file)
    fclose(file)
  }
}
