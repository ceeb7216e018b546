internal import ArgumentParser

struct KillCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "kill", abstract: "Kill what a MySQL or MariaDB thread runs, or its connection.",
    discussion: """
      The server's identity is checked inside the KILL itself, so that a balancer can't send it to another \
      server; on MariaDB the statement is killed by its own id, so that a later one can't be hit.
      """,
    subcommands: [KillQuery.self, KillConnection.self, KillUser.self])

  func run() throws { throw ValidationError("name what to kill: query, connection or user") }
}
