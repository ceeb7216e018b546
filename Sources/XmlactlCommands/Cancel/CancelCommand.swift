internal import ArgumentParser

struct CancelCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cancel", abstract: "Cancel a session, a connection, or what a SPID or a session runs.",
    discussion: """
      Before anything is sent the server is asked again who holds the id; when that is somebody else by now, \
      the cancel is refused (exit status 5). "Accepted" says only that the server took the cancel; with --wait \
      xmlactl looks until the work is gone.
      """,
    subcommands: [CancelSession.self, CancelConnection.self, CancelSPID.self, CancelSessionCommand.self])

  func run() throws { throw ValidationError("name what to cancel: session, connection, spid or command") }
}
