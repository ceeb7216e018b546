internal import CLineEdit
internal import Dispatch

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Signals of this process that are handed over on a queue instead of what they do by default. For good: there is no
/// way to take it back.
///
/// Not libdispatch's signal sources: on Linux one is set up some time after it was resumed, so that a signal before
/// that acts by default, and one that is taken down leaves the signal ignored (both observed).
final class ObservedSignals: Sendable {
  /// Kept alive, and never touched again.
  nonisolated(unsafe) private let source: (any DispatchSourceRead)?

  /// - Parameters:
  ///   - numbers: what is ignored stays ignored, but for SIGINT and SIGTERM.
  ///   - receive: called for one after the other.
  init(_ numbers: [Int32], label: String, receive: @escaping @Sendable (Int32) -> Void) {
    let pipe = le_observe(numbers, Int32(numbers.count))
    guard pipe >= 0 else {
      source = nil
      return
    }
    source = DispatchSource.makeReadSource(fileDescriptor: pipe, queue: DispatchQueue(label: label))
    source?.setEventHandler {
      var number: UInt8 = 0
      while SystemCall.read(pipe, &number) == 1 { receive(Int32(number)) }
    }
    source?.resume()
  }

  /// Does what a signal does by default. Returns where the process goes on, and observes it again then.
  static func actByDefault(_ number: Int32) {
    let handler = signal(number, SIG_DFL)
    var set = sigset_t()
    sigemptyset(&set)
    sigaddset(&set, number)
    pthread_sigmask(SIG_UNBLOCK, &set, nil)
    raise(number)
    signal(number, handler)
  }
}
