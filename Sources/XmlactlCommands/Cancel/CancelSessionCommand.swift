internal import ArgumentParser
internal import SessionControl

struct CancelSessionCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "command",
    abstract: "Stop what a session runs; the session stays (MySQL: KILL QUERY).",
    discussion: """
      On XMLA this is an empty Cancel in that session, on a connection of its own. A user may do that to an own \
      explicit session without being an administrator; a command in an implicit session can't be cancelled so.
      """)

  @OptionGroup var session: SessionOption
  @OptionGroup var target: TargetOptions
  @OptionGroup var filter: FilterOptions
  @OptionGroup var options: CancelOptions

  func run() async throws {
    let session = try session.named()
    try await CancelRun(target: target, filter: filter, options: options) { kind in
      .requests([try .session(session, on: kind, onlyCommand: true)])
    }.run()
  }
}
