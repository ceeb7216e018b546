internal import Dispatch

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Hands over keys as they are typed, where stdin is a terminal that waits for none; until it is dropped.
final class KeyReader: Sendable {
  nonisolated(unsafe) private let source: (any DispatchSourceRead)?

  init(_ receive: @escaping @Sendable (UInt8) -> Void) {
    guard isatty(STDIN_FILENO) == 1 else {
      source = nil
      return
    }
    let source = DispatchSource.makeReadSource(
      fileDescriptor: STDIN_FILENO, queue: DispatchQueue(label: "keys"))
    source.setEventHandler {
      // In the background a read would stop the process.
      guard TerminalState.isOurs(STDIN_FILENO) else { return source.cancel() }
      var byte: UInt8 = 0
      // Nothing to read although there should be: the terminal is gone.
      if read(STDIN_FILENO, &byte, 1) == 1 { receive(byte) } else { source.cancel() }
    }
    source.resume()
    self.source = source
  }

  deinit { source?.cancel() }
}
