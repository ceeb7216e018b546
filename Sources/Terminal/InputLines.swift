internal import Synchronization

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// The lines of stdin, read as they come and not before they are asked for.
public final class InputLines: Sendable {
  private struct State {
    var bytes: [UInt8] = []
    var isAtEnd = false
  }

  private let state = Mutex(State())
  private let isStopped = Atomic(false)

  public init() {}

  /// Waits for a line, off Swift's cooperative threads.
  ///
  /// - Returns: its bytes without the line end; nil at the end, or when it was stopped.
  /// - Throws: ``TextInput/Failure``.
  public func next() async throws -> [UInt8]? {
    try await Blocking.run { try self.read() }
  }

  /// Ends the wait for a line. From any thread.
  public func stop() { isStopped.store(true, ordering: .relaxed) }

  private func read() throws -> [UInt8]? {
    try state.withLock { state in
      var searched = 0
      while true {
        if let end = state.bytes[searched...].firstIndex(of: 0x0A) {
          defer { state.bytes.removeFirst(end + 1) }
          let line = state.bytes[..<end]
          return Array(line.last == 0x0D ? line.dropLast() : line)
        }
        searched = state.bytes.count
        guard !state.isAtEnd else {
          defer { state.bytes = [] }
          return state.bytes.isEmpty ? nil : state.bytes
        }
        guard try receive(&state) else { return nil }
      }
    }
  }

  /// - Returns: false when it was stopped.
  private func receive(_ state: inout State) throws -> Bool {
    var waiting = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    while poll(&waiting, 1, 100) <= 0 {
      if isStopped.load(ordering: .relaxed) { return false }
    }
    var buffer = [UInt8](repeating: 0, count: 64 << 10)
    let count = SystemCall.read(STDIN_FILENO, into: &buffer)
    if count < 0, errno == EINTR { return true }
    guard count >= 0 else { throw TextInput.Failure(reason: String(cString: strerror(errno))) }
    state.bytes += buffer[..<count]
    state.isAtEnd = count == 0
    return true
  }
}
