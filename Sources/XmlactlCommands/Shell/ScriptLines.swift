internal import SessionControl
internal import Synchronization
internal import Terminal

/// The lines of a script on stdin.
final class ScriptLines: LineSource {
  private let lines = InputLines()
  private let isStopped = Atomic(false)

  func read(_ prompt: ShellPrompt?) async throws -> LineEditor.Line {
    let bytes: [UInt8]?
    do {
      bytes = try await lines.next()
    } catch let failure as TextInput.Failure {
      stop()
      throw ControlError(.badInput, "the script can't be read: \(failure.reason)")
    }
    if isStopped.load(ordering: .relaxed) { return .stopped }
    guard let bytes else { return .end }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw ControlError(
        .badInput, "a line is not UTF-8", hint: "it was not run; convert the script with iconv")
    }
    return .text(text)
  }

  func remember(_ text: String) {}

  func stop() {
    isStopped.store(true, ordering: .relaxed)
    lines.stop()
  }
}
