internal import ArgumentParser
internal import SessionControl

struct KillConnection: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "connection", abstract: "End threads and their connections.")

  @OptionGroup var identifiers: IdentifierArguments
  @OptionGroup var target: TargetOptions
  @OptionGroup var filter: FilterOptions
  @OptionGroup var force: ForceOption
  @OptionGroup var options: CancelOptions

  func run() async throws {
    let force = force.force
    try await CancelRun(identifiers, target: target, filter: filter, options: options, onlyOn: .mysql) {
      id, kind in
      let thread = try IdentifierParsing.thread(id, what: "connection id", on: kind)
      return CancelRequest(.connection(thread.id), origin: thread.origin, force: force)
    }.run()
  }
}
