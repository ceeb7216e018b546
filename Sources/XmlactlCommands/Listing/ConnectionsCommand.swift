internal import ArgumentParser
internal import SessionControl

struct ConnectionsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "connections", abstract: "List connections: from where, and for how long.")

  @OptionGroup var target: TargetOptions
  @OptionGroup var filter: FilterOptions
  @OptionGroup var listing: ListingOptions

  func run() async throws {
    let filter = filter.filter(for: listing.format)
    try await ListingRun<Connection>(targets: target, options: listing) { backend, receive in
      try await backend.connections(matching: filter, receive: receive)
    }.run()
  }
}
