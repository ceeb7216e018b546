internal import ArgumentParser
internal import SessionControl

struct TransactionsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "transactions", abstract: "List open transactions, and whose they are.")

  @OptionGroup var target: TargetOptions
  @OptionGroup var filter: FilterOptions
  @OptionGroup var listing: ListingOptions

  func run() async throws {
    let filter = filter.filter(for: listing.format)
    try await ListingRun<Transaction>(targets: target, options: listing) { backend, receive in
      try await backend.transactions(matching: filter, receive: receive)
    }.run()
  }
}
