internal import SessionControl

/// Waiting for a throwaway server to come up.
enum Readiness {
  /// Tries until it works.
  ///
  /// - Throws: ``ControlError`` after 30 seconds, naming the log; or `CancellationError`.
  static func wait<Result>(
    for what: String, log: String, _ attempt: () async throws -> Result?
  ) async throws -> Result {
    let started = ContinuousClock.now
    while ContinuousClock.now - started < .seconds(30) {
      do {
        if let result = try await attempt() { return result }
      } catch is ControlError {}
      try await Task.sleep(for: .milliseconds(50))
    }
    throw ControlError(.unreachable, "\(what) did not come up within 30 seconds", hint: "see \(log)")
  }
}
