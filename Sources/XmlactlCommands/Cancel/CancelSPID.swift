internal import ArgumentParser
internal import SessionControl

struct CancelSPID: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "spid", abstract: "Stop what SPIDs run; their sessions stay (MySQL: KILL QUERY).")

  @OptionGroup var identifiers: IdentifierArguments
  @OptionGroup var target: TargetOptions
  @OptionGroup var filter: FilterOptions
  @OptionGroup var associated: AssociatedOption
  @OptionGroup var options: CancelOptions

  func run() async throws {
    let associated = associated.associated
    try await CancelRun(identifiers, target: target, filter: filter, options: options) { id, kind in
      try .spid(id, on: kind, associated: associated)
    }.run()
  }
}
