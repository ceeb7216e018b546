internal import ArgumentParser
internal import SessionControl

/// What may be entered in a shell: the subcommands of xmlactl, and what only makes sense here.
struct ShellTree: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: Product.name, abstract: "Commands of the shell.",
    discussion: """
      Statements go to the current target by 'run', and end with a semicolon; they may have several lines. Tab \
      completes, Ctrl-R searches the history. Ctrl-C drops the line, or asks the server to stop the statement that \
      runs; Ctrl-D leaves.
      """,
    subcommands: XmlactlCommand.configuration.subcommands.filter {
      $0 != ShellCommand.self && $0 != DemoCommand.self
    }
      + [UseCommand.self, TimingCommand.self, ExitCommand.self])

  /// What is wrong when the first word is no command: most often it begins a statement.
  static func refusal(of words: [String]) -> ControlError? {
    var names = ["help"]
    for command in configuration.subcommands {
      names += command.configuration.aliases
      if let name = command.configuration.commandName { names.append(name) }
    }
    guard let first = words.first, !first.hasPrefix("-"), !names.contains(first) else { return nil }
    return ControlError(
      .usage, "'\(first.printable)' is no command",
      hint: "'help' lists them; statements are run by 'run', as in: run SELECT 1;")
  }

  func run() throws { throw ValidationError("name a command; 'help' lists them") }
}
