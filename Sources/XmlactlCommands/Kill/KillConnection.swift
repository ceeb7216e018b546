internal import ArgumentParser
internal import SessionControl

struct KillConnection: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "connection", abstract: "End threads and their connections.")

  @OptionGroup var identifiers: IdentifierArguments
  @OptionGroup var target: TargetOptions
  @OptionGroup var filter: FilterOptions
  @OptionGroup var options: CancelOptions

  func run() async throws {
    try await CancelRun(identifiers, target: target, filter: filter, options: options, onlyOn: .mysql) { id in
      CancelRequest(.connection(try IdentifierParsing.number(id, what: "connection id")))
    }.run()
  }
}
