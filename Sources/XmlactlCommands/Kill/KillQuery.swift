internal import ArgumentParser
internal import SessionControl

struct KillQuery: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "query", abstract: "Stop the statement that threads run; their connections stay.")

  @OptionGroup var identifiers: IdentifierArguments
  @OptionGroup var target: TargetOptions
  @OptionGroup var filter: FilterOptions
  @OptionGroup var options: CancelOptions

  func run() async throws {
    try await CancelRun(identifiers, target: target, filter: filter, options: options, onlyOn: .mysql) { id in
      CancelRequest(.spid(try IdentifierParsing.number(id, what: "thread id")), noun: "thread")
    }.run()
  }
}
