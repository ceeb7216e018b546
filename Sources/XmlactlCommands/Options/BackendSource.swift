internal import SessionControl
internal import Synchronization

/// Makes clients for one target, one after the other as connections break. A person is asked for the password once.
final class BackendSource: Sendable {
  private let credentials: Mutex<Credentials>
  private let make: @Sendable (Credentials) -> any SessionBackend

  init(_ credentials: Credentials, make: @escaping @Sendable (Credentials) -> any SessionBackend) {
    self.credentials = Mutex(credentials)
    self.make = make
  }

  /// Whether each client fetches a token of its own.
  var fetchesTokens: Bool { credentials.withLock { $0.token != nil } }

  /// A client that connects when first used.
  func next() -> any SessionBackend {
    make(
      credentials.withLock(\.self).telling { [self] secret in
        credentials.withLock {
          $0.password = secret
          $0.ask = nil
        }
      })
  }
}
