internal import ArgumentParser
internal import Configuration
internal import SessionControl
internal import Terminal

struct ShellCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "shell", abstract: "Enter commands one after the other, in one session.",
    discussion: """
      On a terminal with history, completion and a prompt; elsewhere stdin is a script, which ends at its first error. \
      A transaction that is open at the end is rolled back.
      """)

  @Flag(help: "In a script: go on after an error; the exit status is the first error's.")
  var keepGoing = false

  @OptionGroup var target: TargetOptions

  func run() async throws {
    let context = CommandContext.required
    guard context.shell == nil else {
      throw ControlError(.usage, "this is a shell already", hint: "'use TARGET' changes the target")
    }
    let isInteractive = LineEditor.isUsable
    let shell = Shell(isInteractive: isInteractive)
    if !target.targets.isEmpty || context.environment[.target] != nil {
      try await shell.use(target.access(to: target.resolvedOne()))
    }
    let source: any LineSource =
      isInteractive ? try TerminalLines(shell: shell, context) : ScriptLines()
    let loop = ShellLoop(
      shell: shell, source: source, keepsGoing: keepGoing || isInteractive)
    try ReportedFailure.check(await loop.run())
  }
}
