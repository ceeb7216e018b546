import XmlactlCommands

/// Waiting for something that a server or a client is about to do.
public enum Eventually {
  /// Tries until there is a result.
  ///
  /// - Throws: after 30 seconds.
  public static func get<Result>(
    _ what: String, _ attempt: () async throws -> Result?
  ) async throws -> Result {
    try await Readiness.wait(for: what, log: "", attempt)
  }

  /// Tries until a condition holds.
  ///
  /// - Throws: after 30 seconds.
  public static func holds(_ what: String, _ condition: () async throws -> Bool) async throws {
    _ = try await get(what) { try await condition() ? true : nil }
  }
}
