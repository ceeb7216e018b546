internal import Rendering
internal import SessionControl
internal import Synchronization

/// Looks at one target again and again, over one connection as long as that holds.
struct TargetWatch<Item: TableListable & Watchable>: Sendable {
  let index: Int
  /// Or why there can be none.
  let backends: Result<BackendSource, ControlError>
  let interval: Duration
  let list: ListingRun<Item>.Source
  let desk: WatchDesk<Item>

  /// - Throws: what ends the watch of all targets; or `CancellationError`.
  func run() async throws {
    let source: BackendSource
    switch backends {
    case .success(let backends): source = backends
    case .failure(let error):
      _ = try await desk.receive(Look(at: .now(), .failure(error)), from: index)
      return
    }
    var client = Client(backend: source.next())
    do {
      while true {
        let start = Moment.now()
        await desk.expect(from: index, since: start)
        let look = Look(at: start, try await look(&client, source))
        try Task.checkCancellation()
        guard try await desk.receive(look, from: index) else { break }
        try await Task.sleep(until: Self.next(after: start.instant, interval, now: .now), clock: .continuous)
      }
    } catch {
      await client.backend.close()
      throw error
    }
    await client.backend.close()
  }

  private struct Client {
    var backend: any SessionBackend
    /// Whether a look by it came to something.
    var isProven = false
  }

  /// A connection that held until the look before may just be old: closed by the server for its silence, or its token
  /// has expired, and there may be a new one. Then another one is tried at once; a password that was refused is not.
  private func look(
    _ client: inout Client, _ source: BackendSource
  ) async throws -> Result<Look<Item>.Findings, ControlError> {
    let wasProven = client.isProven
    let first = try await attempt(&client, source)
    guard wasProven, case .failure(let error) = first else { return first }
    let isBroken = [.unreachable, .sessionLost].contains(error.code)
    guard isBroken || error.code == .loginRefused && source.fetchesTokens else { return first }
    return try await attempt(&client, source).map { findings in
      var findings = findings
      if isBroken { findings.notes.append("connected again, since \(error.message)") }
      return findings
    }
  }

  /// One look. After one that fails the next is by another client.
  private func attempt(
    _ client: inout Client, _ source: BackendSource
  ) async throws -> Result<Look<Item>.Findings, ControlError> {
    let found = Mutex(Look<Item>.Findings())
    do {
      try await list(client.backend) { event in
        found.withLock {
          switch event {
          case .columns(let shape): $0.shape = shape
          case .item(let item): $0.items.append(item)
          case .note(let text): $0.notes.append(text)
          }
        }
      }
      client.isProven = true
      return .success(found.withLock(\.self))
    } catch let error as ControlError {
      await client.backend.close()
      client = Client(backend: source.next())
      return .failure(error)
    }
  }

  /// Looks begin at whole intervals after the first: one that takes longer leaves some out, and none overlap.
  static func next(
    after start: ContinuousClock.Instant, _ interval: Duration, now: ContinuousClock.Instant
  ) -> ContinuousClock.Instant {
    start + interval * max(1, Int(((now - start) / interval).rounded(.up)))
  }
}
