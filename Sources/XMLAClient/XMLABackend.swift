public import SessionControl
internal import Synchronization

/// Lists and cancels on an XMLA endpoint.
///
/// Listings and cancels run in implicit sessions of their own, so this run holds no session that a cancel could
/// hit.
public final class XMLABackend: SessionBackend {
  public let target: String
  public var kind: TargetKind { .xmla }
  let connection: XMLAConnection
  /// The form of session headers that this server was seen to understand.
  let headerStyle = Mutex(SessionHeader.MustUnderstand.both)
  /// Whether rowsets are asked for by a statement on the view of that name, and not by Discover.
  let viaView: Bool

  /// - Parameters:
  ///   - target: the name for messages, without credentials.
  ///   - viaView: ask for rowsets by a statement, where Discover is refused.
  ///   - trace: receives requests and the heads of replies.
  public init(
    target: String, address: XMLAAddress, credentials: Credentials, limits: TimeLimits, viaView: Bool = false,
    trace: Trace?
  ) {
    self.target = target
    self.viaView = viaView
    connection = XMLAConnection(address: address, credentials: credentials, limits: limits, trace: trace)
  }

  public func close() async { await connection.close() }

  /// Posts what changes something. A failure tells nothing of what the server did with it.
  ///
  /// - Parameters:
  ///   - what: the change, for messages.
  ///   - hint: what to do when no answer came; nil leaves that to the failure.
  func send(_ what: String, _ envelope: Envelope, hint: String? = nil) async throws -> Reply {
    do {
      return try await post(envelope)
    } catch var error as ControlError {
      if !error.wasUnheard {
        error.message = "the \(what) may have been sent, and no answer to it was read: \(error.message)"
        error.hint = hint ?? error.hint
      }
      throw error
    }
  }

  func post(
    _ envelope: Envelope, makeSink: @Sendable () -> (any RowsetSink)? = { nil }
  ) async throws -> Reply {
    do {
      return try await connection.post(envelope, makeSink: makeSink)
    } catch let error as ControlError {
      throw error.of(target: target)
    }
  }
}
