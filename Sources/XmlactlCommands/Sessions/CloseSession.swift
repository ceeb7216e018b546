internal import ArgumentParser
internal import SessionControl
internal import Terminal

struct CloseSession: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "close", abstract: "End a session; its open transaction is rolled back.")

  @Argument(help: ArgumentHelp("The session's id.", valueName: "id"))
  var session: String

  @OptionGroup var target: TargetOptions

  func run() async throws {
    let session = try IdentifierParsing.session(session)
    try await ExplicitSessionRun(target: target).run { backend in
      let context = CommandContext.required
      switch try await backend.closeSession(session) {
      case .gone:
        try context.output.write("session \(session): closed, and the server no longer knows it\n")
      case .stillKnown:
        context.report(
          "\(backend.target): session \(session): the server said that it ended, and still answers in it; "
            + "'xmlactl cancel session' needs an administrator and ends it")
        throw ReportedFailure(status: .stillThere)
      case .noSuchSession(let detail):
        context.report("\(backend.target): there is no session \(session) (\(detail)); nothing was closed")
        throw ReportedFailure(status: .nothingToCancel)
      }
    }
  }
}
