internal import ArgumentParser
internal import SessionControl

struct KillUser: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "user", abstract: "End all threads of users and their connections.",
    discussion: """
      The threads are listed, shown and agreed to, and then killed one by one, each only if it is still what was listed. \
      Who came in since is not hit, as MariaDB's own KILL USER would; with --wait their number is told.
      """)

  @Argument(
    help: ArgumentHelp("Users, or only their threads from one host: NAME@HOST.", valueName: "name"))
  var names: [String]
  @OptionGroup var target: TargetOptions
  @OptionGroup var force: ForceOption
  @OptionGroup var options: CancelOptions

  func run() async throws {
    let (names, force) = (names, force.force)
    try await CancelRun(target: target, filter: nil, options: options, onlyOn: .mysql) { _ in
      .users(try names.map(ThreadUser.init), force)
    }.run()
  }
}
