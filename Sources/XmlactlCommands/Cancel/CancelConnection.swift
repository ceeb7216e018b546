internal import ArgumentParser
internal import SessionControl

struct CancelConnection: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "connection",
    abstract: "End connections with all their sessions (MySQL: KILL CONNECTION).")

  @OptionGroup var identifiers: IdentifierArguments
  @OptionGroup var target: TargetOptions
  @OptionGroup var filter: FilterOptions
  @OptionGroup var associated: AssociatedOption
  @OptionGroup var options: CancelOptions

  func run() async throws {
    let associated = associated.associated
    try await CancelRun(identifiers, target: target, filter: filter, options: options) { id, kind in
      try .connection(id, on: kind, associated: associated)
    }.run()
  }
}
