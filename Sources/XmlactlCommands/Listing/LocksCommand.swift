internal import ArgumentParser
internal import Rendering
internal import SessionControl

struct LocksCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "locks", abstract: "List locks: who holds what, and who waits for it.")

  @OptionGroup var target: TargetOptions
  @OptionGroup var filter: FilterOptions
  @OptionGroup var listing: ListingOptions

  @Flag(help: "Show who waits for whom: for people as a tree, else one row for each wait.")
  var tree = false

  func run() async throws {
    let filter = filter.filter(for: listing.format)
    switch listing.format {
    case _ where !tree:
      try await ListingRun<Lock>(targets: target, options: listing) { backend, receive in
        try await backend.locks(matching: filter, receive: receive)
      }.run()
    case .json, .ndjson, .csv, .tsv:
      try await ListingRun<LockWait>(targets: target, options: listing) { backend, receive in
        try await backend.lockWaits(matching: filter, receive: receive)
      }.run()
    case .table, .wide, .name:
      try await ListingRun<BlockingLine>(targets: target, options: listing) { backend, receive in
        let waits = Collected<LockWait>()
        try await backend.lockWaits(matching: filter) { event in
          if case .note(let text) = event { try receive(.note(text)) }
          try waits.receive(event)
        }
        try receive(.columns(.empty))
        for line in BlockingForest(waits.items).lines { try receive(.item(line)) }
      }.run()
    }
  }
}
