internal import CLineEdit
internal import Synchronization

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// How other threads and signal handlers reach the thread that waits for a key: by a pipe that it polls too, so that
/// no signal needs to come to it.
final class EditorWake: Sendable {
  /// What came through the pipe.
  enum News: UInt8 {
    /// ``isInterrupted`` or ``isStopped`` changed.
    case changed = 0x21
    case resized = 0x77
    case suspended = 0x7A
    case continued = 0x63
  }

  let readEnd: Int32
  let writeEnd: Int32
  private let interrupted = Atomic(false)
  private let stopped = Atomic(false)

  /// Nil when the process can have no more descriptors.
  init?() {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return nil }
    for end in ends {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
    readEnd = ends[0]
    writeEnd = ends[1]
  }

  deinit {
    close(readEnd)
    close(writeEnd)
  }

  /// Ctrl-C: the line that is typed now is dropped.
  var isInterrupted: Bool { interrupted.load(ordering: .acquiring) }
  /// For good.
  var isStopped: Bool { stopped.load(ordering: .acquiring) }

  /// A new line begins; what came too late for the last one is not for it.
  func begin() {
    interrupted.store(false, ordering: .releasing)
    while take() != nil {}
  }

  func interrupt() {
    interrupted.store(true, ordering: .releasing)
    wake()
  }

  func stop() {
    stopped.store(true, ordering: .releasing)
    wake()
  }

  private func wake() {
    var byte = News.changed.rawValue
    _ = write(writeEnd, &byte, 1)
  }

  /// The oldest news not taken yet.
  func take() -> News? {
    var byte: UInt8 = 0
    while read(readEnd, &byte, 1) == 1 {
      if let news = News(rawValue: byte) { return news }
    }
    return nil
  }
}
