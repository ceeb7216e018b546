internal import Synchronization

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// A signal that asked the program to end.
public struct Interruption: Error, Sendable, Equatable {
  /// SIGINT, SIGTERM or SIGHUP.
  public var number: Int32

  /// Whether somebody wants the program to end, rather than what it does now.
  public var isTermination: Bool { number != SIGINT }

  public init(number: Int32) { self.number = number }

  /// Runs `body`, and cancels its task when a signal comes, so that it can say what it has done and clean up. A second
  /// signal ends the process the default way.
  ///
  /// - Throws: ``Interruption`` when a signal came, whatever `body` made of it; else what `body` throws.
  public static func handled<Result: Sendable>(
    _ body: @escaping @Sendable () async throws -> Result
  ) async throws -> Result {
    let received = Mutex<Interruption?>(nil)
    let outcome = await cancelling { interruption in
      received.withLock { $0 = $0 ?? interruption }
      return .last
    } while: { () async -> Swift.Result<Result, any Error> in
      do { return .success(try await body()) } catch { return .failure(error) }
    }
    if let interruption = received.withLock({ $0 }) { throw interruption }
    return try outcome.get()
  }

  /// Runs `body` in a task that is cancelled at each signal, which is then handed over; or with the task that waits.
  ///
  /// - Parameter isTermination: as for ``observed(isTermination:_:while:)``.
  public static func cancelling<Result: Sendable>(
    isTermination: Bool? = nil, _ receive: @escaping @Sendable (Interruption) -> Next,
    while body: @escaping @Sendable () async -> Result
  ) async -> Result {
    let running = Mutex<(task: Task<Result, Never>?, isCancelled: Bool)>((nil, false))
    @Sendable func cancel() {
      running.withLock {
        $0.isCancelled = true
        return $0.task
      }?.cancel()
    }
    return await observed(isTermination: isTermination) { interruption in
      cancel()
      return receive(interruption)
    } while: {
      // Begun only now: what it observes itself is further inside.
      let task = Task { await body() }
      let isCancelled = running.withLock {
        $0.task = task
        return $0.isCancelled
      }
      if isCancelled { task.cancel() }
      return await withTaskCancellationHandler {
        await task.value
      } onCancel: {
        cancel()
      }
    }
  }

  /// What becomes of the signals after one.
  public enum Next: Sendable {
    /// They are observed too.
    case more
    /// The next one ends the process the default way.
    case last
  }

  /// Runs `body`, and hands over each signal that comes meanwhile, on a thread of its own. Of several that observe the
  /// same signal the innermost gets it.
  ///
  /// - Parameter isTermination: nil for all; else only those that are, or are not (Ctrl-C), a termination.
  public static func observed<Result>(
    isTermination: Bool? = nil,
    _ receive: @escaping @Sendable (Interruption) -> Next, while body: () async throws -> Result
  ) async rethrows -> Result {
    let numbers = SignalMonitor.all.filter {
      isTermination == nil || Interruption(number: $0).isTermination == isTermination
    }
    let observer = SignalMonitor.shared.add(numbers) { number in receive(Interruption(number: number)) }
    defer { SignalMonitor.shared.remove(observer) }
    return try await body()
  }
}
