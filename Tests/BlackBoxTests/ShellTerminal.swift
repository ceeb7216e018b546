import TestSupport

/// `xmlactl shell` as a person has it: on a terminal, with a home folder.
enum ShellTerminal {
  /// What stands before a line while no target is chosen.
  static let prompt = "xmlactl> "

  /// - Parameter line: how the shell is started; it is the job that has the terminal.
  /// - Returns: the exit status.
  static func run(
    _ line: String = "exec xmlactl shell", home: ScratchFolder, columns: UInt16 = 100,
    environment: [String: String] = [:], _ body: @escaping @Sendable (PseudoTerminal) async throws -> Void
  ) async throws -> Int32 {
    var variables = ["HOME": home.path, "NO_COLOR": "1", "LANG": "C.UTF-8"]
    variables.merge(environment) { $1 }
    return try await PseudoTerminal.run(line, columns: columns, environment: variables, body)
  }

  static func history(_ home: ScratchFolder) -> String { "\(home.path)/.local/state/xmlactl/history" }
}

extension PseudoTerminal {
  /// Waits for the next prompt of a shell without a target. From then on keys reach the editor.
  ///
  /// - Returns: what was shown before it.
  @discardableResult func expectPrompt() async throws -> String { try await expectNext(ShellTerminal.prompt) }

  /// Waits until the cursor's row is a prompt and this.
  func expectTyped(_ text: String) async throws { try await expectLine(ShellTerminal.prompt + text) }

  /// Ctrl-D.
  func leave() { type("\u{4}") }
}
