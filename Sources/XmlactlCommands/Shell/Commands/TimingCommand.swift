internal import ArgumentParser

struct TimingCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "\\timing", abstract: "Tell how long each command took, or stop telling.")

  func run() async throws {
    let context = CommandContext.required
    guard let shell = context.shell else { preconditionFailure("only a shell has this command") }
    shell.isTiming.toggle()
    context.reportText("timing is \(shell.isTiming ? "on" : "off")")
  }
}
