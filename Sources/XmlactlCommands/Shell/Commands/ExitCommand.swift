internal import ArgumentParser

struct ExitCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "exit", abstract: "Leave the shell, as Ctrl-D does.", aliases: ["quit", "\\q"])

  func run() async throws { CommandContext.required.shell?.isLeaving = true }
}
