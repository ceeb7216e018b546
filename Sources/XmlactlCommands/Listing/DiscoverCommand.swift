internal import ArgumentParser
internal import SessionControl

struct DiscoverCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "discover", abstract: "List the rows of any rowset of an XMLA server.")

  @Argument(help: ArgumentHelp("The rowset, such as DISCOVER_JOBS.", valueName: "rowset"))
  var rowset: String

  @Option(
    help: ArgumentHelp(
      "Only rows with this value in a column that the server lets restrict; again for more values or columns.",
      valueName: "name=value"))
  var restrict: [String] = []

  @Option(help: ArgumentHelp("A property of the request, such as Timeout=60.", valueName: "name=value"))
  var property: [String] = []

  @Option(help: ArgumentHelp("The database to ask about (the Catalog property).", valueName: "name"))
  var database: String?

  @OptionGroup var target: TargetOptions
  @OptionGroup var listing: ListingOptions

  func run() async throws {
    let request = try RowsetRequest(
      rowset: rowset, restrictions: restrict.map { try RowsetRequest.Pair(text: $0, what: "restriction") },
      properties: property.map { try RowsetRequest.Pair(text: $0, what: "property") }, database: database)
    try await ListingRun<RowsetRow>(targets: target, options: listing) { backend, receive in
      try await backend.discover(request, receive: receive)
    }.run()
  }
}
