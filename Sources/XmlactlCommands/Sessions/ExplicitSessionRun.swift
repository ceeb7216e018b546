internal import SessionControl

/// Does something with the explicit sessions of one target.
struct ExplicitSessionRun {
  let target: TargetOptions
  /// What to do instead on a MySQL target.
  var mysqlHint = "explicit sessions are XMLA's"

  func run(_ body: (any ExplicitSessions) async throws -> Void) async throws {
    let resolved = try target.resolvedOne()
    do {
      guard let backend = try target.backend(for: resolved) as? any ExplicitSessions else {
        throw ControlError(
          .usage, "a MySQL session is its connection, and ends with this program",
          hint: mysqlHint)
      }
      do {
        try await body(backend)
      } catch {
        await backend.close()
        throw error
      }
      await backend.close()
    } catch let error as ControlError {
      throw error.of(target: resolved.name)
    }
  }
}
