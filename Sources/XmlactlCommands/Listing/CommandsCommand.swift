internal import ArgumentParser
internal import SessionControl

struct CommandsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "commands", abstract: "List what is executed now, and by whom.")

  @OptionGroup var target: TargetOptions
  @OptionGroup var filter: FilterOptions
  @OptionGroup var listing: ListingOptions

  func run() async throws {
    let filter = filter.filter(for: listing.format)
    try await ListingRun<Command>(targets: target, options: listing) { backend, receive in
      try await backend.commands(matching: filter, receive: receive)
    }.run()
  }
}
