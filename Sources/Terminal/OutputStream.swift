internal import Synchronization

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// A file descriptor to write to, buffered, every write checked.
///
/// libmariadb makes the whole process ignore SIGPIPE, so a closed pipe shows as an error here and nowhere else
/// (facts/c-libraries.md). Safe to use from any thread.
public final class OutputStream: Sendable {
  private static let bufferBytes = 64 << 10

  private let descriptor: Int32
  /// The most to write at once without a look whether there is room.
  private let chunkBytes: Int
  private let buffer = Mutex<[UInt8]>([])
  private let isAbandoned = Atomic(false)

  public init(descriptor: Int32) {
    self.descriptor = descriptor
    var status = stat()
    let type = fstat(descriptor, &status) == 0 ? status.st_mode & S_IFMT : S_IFREG
    let mayBlock = type == S_IFIFO || type == S_IFSOCK || isatty(descriptor) == 1
    // Where there is room at all a pipe has room for this much.
    chunkBytes = mayBlock ? Int(PIPE_BUF) : .max
    // Without libmariadb in the process the signal would still kill it; the error says the same more quietly.
    signal(SIGPIPE, SIG_IGN)
  }

  /// Whether it is a terminal.
  public var isTerminal: Bool { isatty(descriptor) == 1 }

  /// - Throws: ``OutputFailure``.
  public func write(_ bytes: [UInt8]) throws {
    try buffer.withLock { buffer in
      buffer += bytes
      if buffer.count >= Self.bufferBytes { try drain(&buffer) }
    }
  }

  /// - Throws: ``OutputFailure``.
  public func write(_ text: String) throws { try write(Array(text.utf8)) }

  /// Hands everything written so far to the system.
  ///
  /// - Throws: ``OutputFailure``.
  public func flush() throws {
    guard !isAbandoned.load(ordering: .relaxed) else { return }
    try buffer.withLock { try drain(&$0) }
  }

  /// Gives up on a reader that does not read: a write that blocks ends soon as if the reader had gone, and nothing is
  /// written any more.
  public func abandon() { isAbandoned.store(true, ordering: .relaxed) }

  /// Gives the reader one more second, unless the task is cancelled before.
  public func abandonLater() -> Task<Void, any Error> {
    Task {
      try await Task.sleep(for: .seconds(1))
      abandon()
    }
  }

  private func drain(_ buffer: inout [UInt8]) throws {
    defer { buffer.removeAll(keepingCapacity: true) }
    var rest = buffer[...]
    while !rest.isEmpty {
      if chunkBytes < .max {
        var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        while poll(&waiting, 1, 100) == 0 || isAbandoned.load(ordering: .relaxed) {
          if isAbandoned.load(ordering: .relaxed) { throw OutputFailure.closed }
        }
      }
      let count = rest.prefix(chunkBytes).withUnsafeBytes { writeBytes(descriptor, $0.baseAddress, $0.count) }
      if count >= 0 {
        rest = rest.dropFirst(count)
      } else if errno == EPIPE {
        throw OutputFailure.closed
      } else if errno == EAGAIN {
        var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        _ = poll(&waiting, 1, -1)
      } else if errno != EINTR {
        throw OutputFailure.failed(reason: String(cString: strerror(errno)))
      }
    }
  }
}

/// `write(2)`, which the method of the same name hides.
private func writeBytes(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
  write(descriptor, bytes, count)
}
