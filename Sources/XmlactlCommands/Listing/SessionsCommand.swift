internal import ArgumentParser
internal import SessionControl

struct SessionsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sessions", abstract: "List sessions: who is there, and what runs.")

  @OptionGroup var target: TargetOptions
  @OptionGroup var filter: FilterOptions
  @OptionGroup var listing: ListingOptions

  func run() async throws {
    let filter = filter.filter(for: listing.format)
    try await ListingRun<Session>(targets: target, options: listing) { backend, receive in
      try await backend.sessions(matching: filter, receive: receive)
    }.run()
  }
}
