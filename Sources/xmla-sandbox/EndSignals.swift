import Dispatch
import Foundation

/// Turns SIGINT and SIGTERM into something to wait for, from when this is made.
struct EndSignals {
  private let sources: [any DispatchSourceSignal]
  private let stream: AsyncStream<Void>

  init() {
    // A client that closes early must not end the server.
    signal(SIGPIPE, SIG_IGN)
    let (stream, continuation) = AsyncStream.makeStream(of: Void.self)
    self.stream = stream
    sources = [SIGINT, SIGTERM].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler { continuation.yield() }
      source.activate()
      return source
    }
  }

  /// Waits for the first of them, or for the task to be cancelled.
  func first() async {
    for await _ in stream {
      return
    }
  }
}
