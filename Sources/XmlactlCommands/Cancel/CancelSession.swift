internal import ArgumentParser
internal import SessionControl

struct CancelSession: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "session", abstract: "End sessions and what they run (MySQL: KILL CONNECTION).")

  @OptionGroup var identifiers: IdentifierArguments
  @OptionGroup var target: TargetOptions
  @OptionGroup var filter: FilterOptions
  @OptionGroup var associated: AssociatedOption
  @OptionGroup var options: CancelOptions

  func run() async throws {
    let associated = associated.associated
    try await CancelRun(identifiers, target: target, filter: filter, options: options) { id, kind in
      try .session(id, on: kind, associated: associated)
    }.run()
  }
}
