internal import Dispatch

/// Waits for a person or a pipe, off Swift's cooperative threads.
public enum Blocking {
  /// Runs `body` on a thread that may block.
  public static func run<Result: Sendable>(
    _ body: @escaping @Sendable () throws -> Result
  ) async throws -> Result {
    try await withCheckedThrowingContinuation { continuation in
      DispatchQueue(label: "blocking").async { continuation.resume(with: Swift.Result(catching: body)) }
    }
  }
}
