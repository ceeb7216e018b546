internal import SessionControl

/// Whether there is a point in looking again. A login that is refused at once, or a mistake on the command line, will
/// not go away while somebody waits; a server that is down may come back. Pure.
struct FirstLooks: Sendable {
  private let count: Int
  private var seen: Set<Int> = []
  private var failures: [Int: ExitStatus] = [:]

  init(count: Int) { self.count = count }

  /// Takes a look at a target; only the first of each counts.
  mutating func take<Item>(_ look: Look<Item>, from index: Int) {
    guard seen.insert(index).inserted, case .failure(let error) = look.result,
      [.usage, .configuration, .denied].contains(error.code.exitStatus)
    else { return }
    failures[index] = error.code.exitStatus
  }

  /// Whether one of them came to something, or may do so.
  var hasHope: Bool { failures.count < seen.count }

  /// How it ends when none of them ever will.
  var verdict: ExitStatus? {
    failures.count < count
      ? nil : CancelOutcome.exitStatus(of: failures.sorted { $0.key < $1.key }.map(\.value))
  }
}
