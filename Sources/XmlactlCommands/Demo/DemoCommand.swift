internal import ArgumentParser
internal import Configuration
internal import SessionControl
internal import Terminal

/// Shows the whole round on servers of its own: list, cancel, look that it is gone.
struct DemoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "Show all this on throwaway servers; needs no server and leaves nothing behind.",
    discussion: """
      Starts xmla-sandbox, a model of an XMLA endpoint, and where mariadbd is installed a MariaDB on a Unix \
      socket in a temporary folder; lists and cancels on both, and prints each command before it runs.
      """)

  func run() async throws {
    let context = CommandContext.required
    try await Interruption.handled {
      try await CommandContext.$current.withValue(context) {
        let parent = context.environment[.temporaryFolder] ?? "/tmp"
        try await Supervisor.with(parent: parent, prefix: "xmlactl-demo") { supervisor in
          try await DemoTour(context: context, supervisor: supervisor).run()
        }
      }
    }
    try context.output.write("\nThe servers are stopped and their files removed: nothing is left behind.\n")
  }
}
