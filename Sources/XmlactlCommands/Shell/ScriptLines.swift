internal import SessionControl
internal import Synchronization
internal import Terminal

/// The lines of a script on stdin.
final class ScriptLines: LineSource {
  private let lines = InputLines()
  private let isStopped = Atomic(false)
  private let isFirst = Atomic(true)

  func read(_ prompt: ShellPrompt?) async throws -> LineEditor.Line {
    if isStopped.load(ordering: .relaxed) { return .stopped }
    var bytes: [UInt8]?
    do {
      bytes = try await lines.next()
    } catch let failure as TextInput.Failure {
      throw ControlError(.badInput, "the script can't be read: \(failure.reason)")
    }
    if isStopped.load(ordering: .relaxed) { return .stopped }
    // A byte order mark, which editors leave.
    if isFirst.exchange(false, ordering: .relaxed), bytes?.starts(with: [0xEF, 0xBB, 0xBF]) == true {
      bytes?.removeFirst(3)
    }
    guard let bytes else { return .end }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw ControlError(
        .badInput, "a line is not UTF-8",
        hint: "neither it nor what follows was run; convert the script with iconv")
    }
    return .text(text)
  }

  func remember(_ text: String) {}

  func stop() {
    isStopped.store(true, ordering: .relaxed)
    lines.stop()
  }
}
