internal import SessionControl
internal import Synchronization
internal import Terminal

/// The signals that came, and what they are about. Of a statement the first asks for a soft cancel, the second for a
/// hard one, the third ends the process; a step of a transaction is told of each.
final class Interruptions: Sendable {
  private struct State {
    var all: [Interruption] = []
    var command: (any ExecutableCommand)?
    var task: Task<Void, any Error>?
    var step: (@Sendable (Interruption) -> Void)?
  }

  private let state = Mutex(State())

  var first: Interruption? { state.withLock(\.all.first) }
  /// Whether somebody ends this program who does not wait for long.
  var isTermination: Bool { state.withLock { $0.all.contains(where: \.isTermination) } }

  func begin(_ command: any ExecutableCommand, _ task: Task<Void, any Error>) {
    let isLate = state.withLock {
      $0.command = command
      $0.task = task
      return !$0.all.isEmpty
    }
    if isLate { task.cancel() }
  }

  /// - Parameter step: called at each signal until ``end()``.
  func begin(step: @escaping @Sendable (Interruption) -> Void) { state.withLock { $0.step = step } }

  func end() {
    state.withLock {
      $0.command = nil
      $0.task = nil
      $0.step = nil
    }
  }

  /// - Parameter soft: called when a soft cancel was asked for.
  func receive(_ interruption: Interruption, soft: (any ExecutableCommand) -> Void) -> Interruption.Next {
    let (count, command, task, step) = state.withLock {
      $0.all.append(interruption)
      return ($0.all.count, $0.command, $0.task, $0.step)
    }
    step?(interruption)
    guard let command else { return .more }
    guard count == 1 else {
      command.abort()
      return .last
    }
    task?.cancel()
    soft(command)
    return .more
  }
}
