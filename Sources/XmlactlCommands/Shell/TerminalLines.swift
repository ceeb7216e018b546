internal import Configuration
internal import Rendering
internal import SessionControl
internal import Terminal

/// The lines that a person enters on a terminal, with history and completion.
struct TerminalLines: LineSource {
  private let editor: LineEditor
  private let usesColor: Bool

  /// - Throws: ``ControlError``.
  init(shell: Shell, _ context: CommandContext) throws {
    let history = Self.historyPath(context.environment).map { path in
      HistoryFile(
        path: path, isSecret: SecretWords.areIn, notice: { context.report("\($0); lines are not kept") })
    }
    do {
      editor = try LineEditor(program: Product.name, history: history) { line, cursor in
        ShellCompletion.completion(of: line, at: cursor, shell, context.environment)
      }
    } catch let failure as LineEditor.Failure {
      throw ControlError(
        .internalError, "the line editor can't be had: \(failure.reason)",
        hint: "a script on standard input needs none")
    }
    usesColor = context.layout.usesColor
  }

  func read(_ prompt: ShellPrompt?) async throws -> LineEditor.Line {
    guard let prompt else { return try await editor.read(LineEditor.Prompt(ShellPrompt.continuation)) }
    let style: LineEditor.Prompt.Style = prompt.transactionCount > 0 ? .yellow : .bold
    return try await editor.read(LineEditor.Prompt(prompt.text, usesColor ? style : .plain))
  }

  func remember(_ text: String) { editor.remember(text) }

  func stop() { editor.stop() }

  /// By the XDG base directory specification; nil where not even the home folder is known.
  static func historyPath(_ environment: Environment) -> String? {
    if let folder = environment[.stateFolder], folder.hasPrefix("/") { return "\(folder)/xmlactl/history" }
    return environment[.home].map { "\($0)/.local/state/xmlactl/history" }
  }
}
