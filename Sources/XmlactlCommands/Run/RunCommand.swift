internal import ArgumentParser
internal import Rendering
internal import SessionControl
internal import Terminal

struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Run statements, with soft and hard cancellation.",
    discussion: """
      Ctrl-C asks the server to stop the statement (soft), a second one closes the connection (hard), a third ends \
      xmlactl. A command timeout does the first, and the second when the cancellation timeout has elapsed too.
      """)

  @Argument(
    help: ArgumentHelp("The statements; '-' reads them from stdin.", valueName: "statement"))
  var statement: String?

  @Option(
    name: .shortAndLong, help: ArgumentHelp("Read the statements from a file.", valueName: "file"),
    completion: .file())
  var file: String?

  @Option(help: ArgumentHelp("The database to run them in.", valueName: "name"))
  var database: String?

  @OptionGroup var timeouts: RunTimeouts
  @OptionGroup var target: TargetOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if statement != nil, file != nil { throw ValidationError("a statement and a --file are both given") }
    if statement == nil, file == nil, TextInput.isTerminal {
      throw ValidationError("name a statement, a --file, or '-' for stdin")
    }
  }

  func run() async throws {
    let script = try await ScriptSource(argument: statement, file: file).statements()
    let target = try target.resolvedOne()
    let session = try self.target.session(for: target)
    try await session.open()
    if let database { try await session.use(database: database) }
    let context = CommandContext.required
    let renderer = ResultRenderer(format: output.output, layout: context.layout) {
      try context.output.write($0)
    }
    try await StatementRun(session: session, limits: timeouts.limits(of: target), renderer: renderer).run(
      script)
    await session.close()
  }
}
