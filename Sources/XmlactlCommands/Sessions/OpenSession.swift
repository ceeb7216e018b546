internal import ArgumentParser
internal import SessionControl
internal import Terminal

struct OpenSession: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "open", abstract: "Open a session and print its id.")

  @OptionGroup var target: TargetOptions

  @Option(help: ArgumentHelp("The session's database.", valueName: "name"))
  var database: String?

  func validate() throws {
    if let database, !XMLCharacters.areAllowed(database) {
      throw ValidationError("'\(database.printable)' has characters that no name has")
    }
  }

  func run() async throws {
    let database = database
    if let own = try target.ownSession() {
      guard !own.isOpen else {
        throw ControlError(
          .refused, "a session is open already", target: own.target,
          hint: "'session close' ends it; nothing was sent")
      }
      // Told where the target has no such sessions.
      if CommandContext.required.shell?.access?.target.kind == .xmla {
        if let database { own.choose(database) }
        try await own.open()
        return try CommandContext.required.output.write((own.connectionName ?? "") + "\n")
      }
    }
    try await ExplicitSessionRun(target: target).run { backend in
      let id = try await backend.openSession(database: database).description
      let context = CommandContext.required
      do {
        try context.output.write(id + "\n")
        try context.output.flush()
      } catch let failure as OutputFailure {
        // It is open, and nobody else knows its id.
        context.report("\(backend.target): session \(id) is open")
        throw failure
      }
    }
  }
}
