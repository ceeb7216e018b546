internal import ArgumentParser
internal import SessionControl

/// The root of the command tree. Every subcommand is in the folder of its noun or verb.
struct XmlactlCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: Product.name,
    abstract: "Show who runs what on an XMLA endpoint or a MySQL server, and cancel exactly that.",
    version: "\(Product.name) \(Product.version)",
    subcommands: [
      SessionsCommand.self, ConnectionsCommand.self, CancelCommand.self, KillCommand.self, DemoCommand.self,
    ])

  func run() throws { throw ValidationError("name a subcommand; 'xmlactl --help' lists them") }
}
