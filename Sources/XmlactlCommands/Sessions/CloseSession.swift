internal import ArgumentParser
internal import SessionControl
internal import Terminal

struct CloseSession: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "close", abstract: "End a session; its open transaction is rolled back.")

  @Argument(
    help: ArgumentHelp("The session's id; in the shell its own where none is named.", valueName: "id"))
  var session: String?

  @OptionGroup var target: TargetOptions

  func run() async throws {
    let own = try target.ownSession()
    guard let named = session ?? own?.connectionName else {
      throw ControlError(
        .usage, own == nil ? "no session is named" : "no session is open", hint: "nothing was closed")
    }
    let reference = try SessionReference(named)
    let session = reference.id
    try await ExplicitSessionRun(target: target).run { backend in
      let context = CommandContext.required
      await backend.follow(reference)
      switch try await backend.closeSession(session) {
      case .gone:
        if own?.isNamed(session) == true { own?.forget() }
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
