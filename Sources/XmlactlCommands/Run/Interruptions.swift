internal import SessionControl
internal import Synchronization
internal import Terminal

/// The signals that came, and what they are about. Of a statement the first asks for a soft cancel, the second for a
/// hard one, the third ends the process; a step of a transaction is told of each. While neither is under way a
/// termination, or a second Ctrl-C, is the last that is asked for anything.
final class Interruptions: Sendable {
  private struct State {
    var all: [Interruption] = []
    var command: (any ExecutableCommand)?
    var task: Task<Void, any Error>?
    var step: (@Sendable (Interruption) -> Void)?
    var work: Work?
  }

  /// What is done of other work at a signal, with the number of signals so far.
  typealias Work = @Sendable (Interruption, _ count: Int) -> Interruption.Next

  private let state = Mutex(State())

  var first: Interruption? { state.withLock(\.all.first) }
  /// Whether somebody ends this program who does not wait for long.
  var isTermination: Bool { state.withLock { $0.all.contains(where: \.isTermination) } }

  /// Whether somebody wants an end, whatever is left to be done.
  static func isUrgent(_ interruption: Interruption, _ count: Int) -> Bool {
    interruption.isTermination || count > 1
  }

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

  /// - Parameter work: called at each signal until ``end()``; at once with the last that came before.
  func begin(work: @escaping Work) {
    let (last, count) = state.withLock {
      $0.work = work
      return ($0.all.last, $0.all.count)
    }
    if let last { _ = work(last, count) }
  }

  func end() {
    state.withLock {
      $0.work = nil
      $0.command = nil
      $0.task = nil
      $0.step = nil
    }
  }

  /// - Parameter soft: called when a soft cancel was asked for.
  func receive(_ interruption: Interruption, soft: (any ExecutableCommand) -> Void) -> Interruption.Next {
    let (count, command, task, step, work) = state.withLock {
      $0.all.append(interruption)
      return ($0.all.count, $0.command, $0.task, $0.step, $0.work)
    }
    step?(interruption)
    if let work { return work(interruption, count) }
    guard let command else {
      return step == nil && Self.isUrgent(interruption, count) ? .last : .more
    }
    guard count == 1 else {
      command.abort()
      return .last
    }
    task?.cancel()
    soft(command)
    return .more
  }
}
