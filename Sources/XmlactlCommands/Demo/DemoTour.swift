internal import Configuration
internal import SessionControl
internal import Terminal

/// The steps of `demo`. Each is a command line as a person would type it, run through the same command tree.
struct DemoTour {
  let context: CommandContext
  let supervisor: Supervisor

  func run() async throws {
    let executables = Executables(environment: context.environment)
    try say("An XMLA endpoint: a model of Analysis Services with users, connections and running commands.")
    let sandbox = try await ThrowawaySandbox(supervisor: supervisor, executables: executables)
    try await showXMLA(sandbox.url)

    guard let programs = ThrowawayMariaDB.Programs(executables) else {
      try say("MariaDB is not installed here, so its half is left out.")
      try say("apt-get install \(ThrowawayMariaDB.Programs.packages) brings it.")
      return
    }
    try say("A real MariaDB server on a Unix socket, with a few clients at work.")
    try await showMariaDB(programs)
  }

  // MARK: XMLA

  private func showXMLA(_ url: String) async throws {
    try await step("connections", "-t", url)
    try await step("sessions", "-t", url)
    try await step("locks", "--tree", "-t", url)
    let sessions = try await self.sessions(of: url)
    let companions = Dictionary(grouping: sessions, by: \.connectionID)
    guard
      let victim = sessions.first(where: {
        !$0.status.isIdle && $0.spid != nil && (companions[$0.connectionID]?.count ?? 0) > 1
      }), let spid = victim.spid
    else {
      throw ControlError(.internalError, "the sandbox has no busy connection with several sessions")
    }
    try say(
      "SPID \(spid) runs too long. What would be sent, with all that goes with it on connection "
        + "\(victim.connectionID.map(String.init) ?? ""):")
    try await step("cancel", "spid", String(spid), "--associated", "--dry-run", "-t", url)
    try say("Send it, and look until its connection and its sessions are gone:")
    try await step("cancel", "spid", String(spid), "--associated", "--yes", "--wait", "10s", "-t", url)
    try await step("sessions", "-t", url)
    let left = try await self.sessions(of: url).filter { $0.connectionID == victim.connectionID }
    guard left.isEmpty else { throw ControlError(.internalError, "sessions of the connection are left") }
  }

  // MARK: MariaDB

  private func showMariaDB(_ programs: ThrowawayMariaDB.Programs) async throws {
    let server = try await ThrowawayMariaDB(
      supervisor: supervisor, programs: programs,
      statements: ["CREATE DATABASE shop;", "CREATE DATABASE reports;"]
        + ["anna", "etl", "web"].flatMap {
          ["CREATE USER \($0)@localhost;", "GRANT ALL ON *.* TO \($0)@localhost;"]
        })
    // A join that takes years, and cannot finish as if nothing had happened when it is killed.
    let tables = ["a", "b", "c", "d"].map { "information_schema.collations \($0)" }
    server.startClient(
      user: "anna", database: "reports", "SELECT COUNT(*) FROM \(tables.joined(separator: ", "))")
    server.startClient(user: "etl", database: "shop", "SELECT SLEEP(600)")
    server.startClient(user: "web", database: "shop", "SELECT SLEEP(900)")
    let query = try await Readiness.wait(for: "the clients", log: "\(supervisor.folder)/clients.log") {
      let sessions = try await self.sessions(of: server.url)
      let busy = sessions.filter { $0.statement != nil && $0.database != nil }
      return busy.count == 3 ? busy.first { $0.user == "anna" } : nil
    }
    // Long enough for the list to show that it runs.
    try await Task.sleep(for: .seconds(1))

    // Without the option files of this machine, which are for its own servers.
    let target = ["--no-defaults", "-t", server.url]
    try await step(["connections"] + target)
    try await step(["sessions"] + target)
    try say("Anna's join would take years. Kill that statement, and no other; her connection may stay:")
    try await step(["kill", "query", query.id, "--user", "anna", "--dry-run"] + target)
    try await step(["kill", "query", query.id, "--user", "anna", "--wait", "10s"] + target)
    try await step(["sessions"] + target)
    let left = try await self.sessions(of: server.url).filter { $0.id == query.id && !$0.status.isIdle }
    guard left.isEmpty else { throw ControlError(.internalError, "the statement is still there") }
    try say("A statement of our own, which may run for a second; then the server is asked to stop it:")
    try await step(["run", "--command-timeout", "1s", "SELECT SLEEP(60)"] + target, ending: .commandTimeout)
  }

  // MARK: Steps

  private func sessions(of url: String) async throws -> [Session] {
    let target = try TargetURL.parse(url)
    let backend = context.makeBackend(target, Credentials(user: target.user), TimeLimits(), false, nil)
    let list = Collected<Session>()
    try await backend.sessions(matching: ListingFilter(), receive: list.receive)
    await backend.close()
    return list.items
  }

  private func say(_ text: String) throws {
    try context.output.write("\n# \(text)\n")
    try context.output.flush()
  }

  /// Prints a command so that it can be copied, and runs it.
  private func step(_ arguments: String...) async throws { try await step(arguments) }

  /// - Parameter status: how it is meant to end.
  private func step(_ arguments: [String], ending status: ExitStatus = .success) async throws {
    let words = arguments.map { word in word.contains { "?& ()".contains($0) } ? "'\(word)'" : word }
    try context.output.write("\n$ xmlactl \(words.joined(separator: " "))\n")
    try context.output.flush()
    do {
      try await XmlactlCommand.perform(arguments)
    } catch let failure as ReportedFailure where failure.status == status && status != .success {
      try context.output.write("(exit status \(status.rawValue))\n")
    }
    try context.output.flush()
  }
}
