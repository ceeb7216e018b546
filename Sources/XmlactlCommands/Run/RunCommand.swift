internal import ArgumentParser
internal import Rendering
internal import SessionControl
internal import Terminal
internal import XMLAClient

struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Run statements, with soft and hard cancellation.",
    discussion: """
      Ctrl-C asks the server to stop the statement (soft), a second one closes the connection (hard), a third ends \
      xmlactl. A command timeout does the first, and the second when the cancellation timeout has elapsed too.

      An XMLA server takes MDX, DAX and queries of views, and commands such as a Batch as whole XML documents; lines \
      with GO separate several. SQL is separated by semicolons.
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

  @Option(
    help: ArgumentHelp(
      "The explicit session of an XMLA server to run them in; it stays open (default: one of their own).",
      valueName: "id"))
  var session: String?

  @Option(
    help: ArgumentHelp(
      "A property of each request to an XMLA server, such as Roles=Readers or Format=Tabular.",
      valueName: "name=value"))
  var property: [String] = []

  @Option(
    name: .customLong("param"),
    help: ArgumentHelp(
      """
      What @NAME stands for in the statements of an XMLA server, such as Year=2026; NAME:TYPE=VALUE says its type, such \
      as Code:string=007.
      """, valueName: "name=value"))
  var parameter: [String] = []

  @Flag(
    help: """
      Run the statements in one transaction: commit when all have succeeded, roll back at the first failure, at a \
      cancel or timeout, and at a signal.
      """)
  var transaction = false

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
    let target = try target.resolvedOne()
    let settings = try settings(for: target)
    let script = try await ScriptSource(argument: statement, file: file).statements(for: target.kind)
    if let document = script.first(where: { XMLAScript.isDocument($0.text) }), !parameter.isEmpty {
      throw ControlError(
        .usage, "--param is for statements, and the command at line \(document.line) is an XML document",
        target: target.name, hint: "nothing was sent")
    }
    let session = try self.target.session(for: target, settings)
    let context = CommandContext.required
    let run = StatementRun(
      session: session, limits: timeouts.limits(of: target),
      renderer: ResultRenderer(
        format: output.output, layout: context.layout, note: { context.report($0) }
      ) {
        try context.output.write($0)
      },
      transaction: transaction ? try ScriptTransaction(session: session, script: script) : nil)
    // From the first request on: a session that nobody ends stays on the server.
    try await Interruption.observed { interruption in
      CommandContext.$current.withValue(context) { run.receive(interruption) }
    } while: {
      do {
        let opening = SessionOpening(
          session: session, database: database, grace: target.kind == .xmla ? .seconds(2) : .zero)
        try await opening.run(run.interruptions)
      } catch {
        // MySQL ends a session with its connection, and a thread that hangs in a connect can't close it.
        if target.kind == .xmla || run.interruptions.first == nil { await session.close() }
        throw error
      }
      do {
        try await run.run(script)
      } catch {
        await session.close()
        throw error
      }
      await session.close()
    }
    if let interruption = run.interruptions.first { throw interruption }
  }

  private func settings(for target: Target) throws -> SessionSettings {
    guard target.kind == .xmla || session == nil && property.isEmpty && parameter.isEmpty else {
      throw ControlError(
        .usage, "--session, --property and --param are for XMLA targets", target: target.name,
        hint: "nothing was sent")
    }
    let given = try RowsetRequest.Pair.distinct(property, database: database)
    return SessionSettings(
      session: try session.map { try SessionReference($0) }, database: database, properties: given,
      parameters: try StatementParameter.distinct(parameter),
      prefersCells: output.output == .table || output.output == .wide)
  }
}
