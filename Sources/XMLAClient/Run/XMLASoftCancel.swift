internal import SessionControl
internal import Synchronization

/// Asks the server, over one more connection, to stop what a session runs: a Cancel "with no specified properties" in
/// "the context of the current explicit session" (seed "Canceling Commands").
struct XMLASoftCancel: Sendable {
  /// How long to wait before asking again.
  private static let pause: Duration = .milliseconds(250)

  let connect: @Sendable () -> XMLABackend
  /// The explicit session; nil for a statement in an implicit one.
  let session: String?

  /// - Parameter mayAsk: called right before each Cancel goes out; false ends it.
  func run(
    mayAsk: @escaping @Sendable () -> Bool, report: @escaping @Sendable (SoftCancelProgress) -> Void
  ) async {
    guard let session else {
      // "A command running in an implicit session cannot be canceled by a user."
      return report(
        .refused(
          ControlError(
            .refused, "it runs in an implicit session, and what runs in one can't be cancelled by a user",
            hint: "a second Ctrl-C or the cancellation timeout closes the connection")))
    }
    var backend = connect()
    let isForbidden = Atomic(false)
    while !Task.isCancelled {
      do {
        let reply = try await backend.cancelCommand(of: session) {
          let may = mayAsk()
          if !may { isForbidden.store(true, ordering: .relaxed) }
          return may
        }
        let progress = Self.progress(reply)
        report(progress)
        if case .refused = progress { return }
        // Behind a balancer another connection may reach the right server.
        if case .failed = progress { backend = connect() }
      } catch let error as ControlError where !isForbidden.load(ordering: .relaxed) {
        // A login that is refused will be refused again, and servers lock an account that is.
        if error.code.exitStatus == .denied { return report(.refused(error)) }
        report(.failed(error))
        backend = connect()
      } catch {
        return
      }
      try? await Task.sleep(for: Self.pause)
    }
  }

  static func progress(_ reply: Reply) -> SoftCancelProgress {
    switch reply.acknowledgement {
    case .accepted: .taken
    case .nothingRunning: .idle
    case .failed(let error) where reply.failure?.code == .sessionNotFound:
      .failed(
        ControlError(
          .serverRefused, "the server that answered does not know the session", detail: error.detail))
    case .failed(let error): .refused(reply.cancelError ?? error)
    case .warned(let words):
      .failed(ControlError(.serverRefused, "the server answered the cancel with a warning", detail: words))
    case .unclear(let what):
      .failed(ControlError(.protocolViolation, "the reply to the cancel \(what)"))
    }
  }
}

extension XMLABackend {
  /// Cancels what a session runs. A failure tells nothing of what the server did with it.
  func cancelCommand(
    of session: String, mayBegin: @escaping @Sendable () -> Bool = { true }
  ) async throws -> Reply {
    let request = CancelRequest(.command(session: session))
    return try await post(
      .cancel(request, style: headerStyle.withLock { $0 }), mayBegin: mayBegin)
  }
}
