internal import Synchronization

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// A signal that asked the program to end.
public struct Interruption: Error, Sendable, Equatable {
  /// SIGINT or SIGTERM.
  public var number: Int32

  public var isTermination: Bool { number == SIGTERM }

  public init(number: Int32) { self.number = number }

  /// Runs `body`, and cancels its task when SIGINT or SIGTERM comes, so that it can say what it has done and
  /// clean up. A second signal ends the process the default way.
  ///
  /// - Throws: ``Interruption`` when a signal came, whatever `body` made of it; else what `body` throws.
  public static func handled<Result: Sendable>(
    _ body: @escaping @Sendable () async throws -> Result
  ) async throws -> Result {
    let received = Mutex<Interruption?>(nil)
    let task = Task { try await body() }
    let outcome = await observed { interruption in
      received.withLock { $0 = $0 ?? interruption }
      task.cancel()
      return .last
    } while: {
      await withTaskCancellationHandler {
        await task.result
      } onCancel: {
        task.cancel()
      }
    }
    if let interruption = received.withLock({ $0 }) { throw interruption }
    return try outcome.get()
  }

  /// What becomes of the signals after one.
  public enum Next: Sendable {
    /// They are observed too.
    case more
    /// The next one ends the process the default way.
    case last
  }

  /// Runs `body`, and hands over each SIGINT and SIGTERM that comes meanwhile, on a thread of its own.
  public static func observed<Result>(
    _ receive: @escaping @Sendable (Interruption) -> Next, while body: () async throws -> Result
  ) async rethrows -> Result {
    let observer = SignalMonitor.shared.add { number in receive(Interruption(number: number)) }
    defer { SignalMonitor.shared.remove(observer) }
    return try await body()
  }
}
