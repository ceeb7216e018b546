internal import Terminal

/// Where a shell's lines come from. Lines are read one at a time.
protocol LineSource: Sendable {
  /// - Throws: ``ControlError`` when no more can be read: what a line meant that can't be read nobody knows, nor where
  ///   its command would end.
  func read(_ prompt: ShellPrompt?) async throws -> LineEditor.Line
  /// Keeps a command for later.
  func remember(_ text: String)
  /// Ends the read that is under way, and all others. From any thread.
  func stop()
}
