import Synchronization

@testable import XMLASandbox

/// A clock that goes on when a test says so.
final class ManualClock: Sendable {
  private let time = Mutex(ModelFixture.epoch)

  var now: Timestamp { time.withLock { $0 } }

  func advance(milliseconds count: Int64) {
    time.withLock { $0 = $0.adding(milliseconds: count) }
  }
}
