internal import SessionControl

/// Which targets there is a point in looking at again. A login that is refused will be refused at each look, and servers
/// lock an account that is; a mistake on the command line will not go away while somebody waits. A server that is down
/// may come back. Pure.
struct WatchHope: Sendable {
  private let count: Int
  private var seen: Set<Int> = []
  private var failures: [Int: ExitStatus] = [:]

  init(count: Int) { self.count = count }

  /// Takes a look at a target.
  ///
  /// - Returns: whether it was the last one.
  mutating func take<Item>(_ look: Look<Item>, from index: Int) -> Bool {
    let isFirst = seen.insert(index).inserted
    guard case .failure(let error) = look.result else { return false }
    let status = error.code.exitStatus
    guard status == .denied || isFirst && [.usage, .badInput, .configuration].contains(status) else {
      return false
    }
    failures[index] = status
    return true
  }

  /// Whether one of them came to something, or may do so.
  var isLeft: Bool { failures.count < seen.count }

  /// How it ends when none of them ever will.
  var verdict: ExitStatus? {
    failures.count < count
      ? nil : CancelOutcome.exitStatus(of: failures.sorted { $0.key < $1.key }.map(\.value))
  }
}
