internal import ArgumentParser
internal import SessionControl

/// The root of the command tree. Every subcommand is in the folder of its noun or verb.
struct XmlactlCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: Product.name,
    abstract: "Show who runs what on an XMLA endpoint or a MySQL server, and cancel exactly that.",
    version: "\(Product.name) \(Product.version)",
    subcommands: [
      SessionsCommand.self, ConnectionsCommand.self, CommandsCommand.self, TransactionsCommand.self,
      LocksCommand.self, DiscoverCommand.self, CancelCommand.self, KillCommand.self, RunCommand.self,
      SessionCommand.self,
      BeginCommand.self, CommitCommand.self, RollbackCommand.self, ShellCommand.self, DemoCommand.self,
    ])

  func run() throws { throw ValidationError("name a subcommand; 'xmlactl --help' lists them") }

  /// On a terminal a command line without subcommand is the shell's.
  static func completed(_ words: [String], isTerminal: Bool) -> [String] {
    let namesTarget = words.first.map { $0.hasPrefix("-t") || $0.hasPrefix("--target") }
    return isTerminal && namesTarget != false ? [ShellCommand.configuration.commandName ?? ""] + words : words
  }
}

extension ParsableCommand {
  /// Parses a command line and runs it; errors are the caller's to tell.
  static func perform(_ words: [String]) async throws {
    var command = try parseAsRoot(words)
    if var asynchronous = command as? any AsyncParsableCommand {
      try await asynchronous.run()
    } else {
      try command.run()
    }
  }
}
