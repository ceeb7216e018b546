internal import ArgumentParser

struct SessionCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "session", abstract: "Open or close an explicit session of an XMLA server.",
    discussion: """
      Transactions, locks and 'cancel command' need an explicit session. The server drops one that is idle for \
      too long, and rolls back its transaction.
      """,
    subcommands: [OpenSession.self, CloseSession.self])

  func run() throws { throw ValidationError("name what to do: open or close") }
}
