internal import ArgumentParser
internal import SessionControl

struct CommandsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "commands", abstract: "List what is executed now, and by whom.")

  @OptionGroup var target: TargetOptions
  @OptionGroup var filter: FilterOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    let filter = filter.filter(for: output.output)
    try await ListingRun<Command>(targets: target, format: output.output) { backend, receive in
      try await backend.commands(matching: filter, receive: receive)
    }.run()
  }
}
