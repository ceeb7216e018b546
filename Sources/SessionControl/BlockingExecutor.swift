internal import Dispatch

/// Runs an actor on a queue of its own, so that its blocking C calls never hold one of Swift's cooperative
/// threads. (`DispatchSerialQueue`, which could do this, does not exist on Linux.)
public final class BlockingExecutor: SerialExecutor {
  private let queue: DispatchQueue

  public init(label: String) { queue = DispatchQueue(label: label) }

  public func enqueue(_ job: consuming ExecutorJob) {
    let unowned = UnownedJob(job)
    queue.async { unowned.runSynchronously(on: self.asUnownedSerialExecutor()) }
  }
}
