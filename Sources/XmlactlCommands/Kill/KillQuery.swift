internal import ArgumentParser
internal import SessionControl

struct KillQuery: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "query", abstract: "Stop the statement that threads run; their connections stay.")

  @Flag(help: "The ids are those of statements (MariaDB's QUERY_ID), and not of threads.")
  var queryID = false

  @OptionGroup var identifiers: IdentifierArguments
  @OptionGroup var target: TargetOptions
  @OptionGroup var filter: FilterOptions
  @OptionGroup var force: ForceOption
  @OptionGroup var options: CancelOptions

  func run() async throws {
    let (force, isQueryID) = (force.force, queryID)
    try await CancelRun(identifiers, target: target, filter: filter, options: options, onlyOn: .mysql) {
      id, kind in
      guard !isQueryID else {
        return CancelRequest(.statement(try IdentifierParsing.number(id, what: "query id")), force: force)
      }
      let thread = try IdentifierParsing.thread(id, what: "thread id", on: kind)
      return CancelRequest(.spid(thread.id), origin: thread.origin, force: force, noun: "thread")
    }.run()
  }
}
