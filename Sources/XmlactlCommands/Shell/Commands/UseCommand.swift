internal import ArgumentParser
internal import SessionControl

struct UseCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "use", abstract: "Make a target the one that commands are for.",
    discussion:
      "Its options for login, TLS and the network hold for all commands that name no target of their own.")

  @Argument(help: ArgumentHelp("A name in the configuration, or a URL.", valueName: "target"))
  var name: String

  @OptionGroup var options: TargetOptions

  func run() async throws {
    guard let shell = CommandContext.required.shell else {
      preconditionFailure("only a shell has this command")
    }
    guard options.targets.isEmpty else {
      throw ControlError(.usage, "'use' takes the target without -t", hint: "use TARGET OPTIONS")
    }
    var options = options
    options.targets = [name]
    do {
      try await shell.use(options.access(to: options.resolvedOne()))
    } catch var error as ControlError where error.code == .usage && shell.access?.target.kind == .mysql {
      error.hint = [error.hint, "a database is chosen by: run USE \(name.printable);"].compactMap(\.self)
        .joined(separator: "; ")
      throw error
    }
  }
}
