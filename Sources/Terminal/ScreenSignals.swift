internal import CLineEdit
internal import Dispatch
internal import Synchronization

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Signals that concern a screen: the window's size changed, and those from the keyboard whose default action would
/// leave the terminal as it is. While there is no screen that is what they do.
///
/// Set up once and never taken down, as ``SignalMonitor`` is.
final class ScreenSignals: Sendable {
  static let shared = ScreenSignals()

  private let screen = Mutex<AlternateScreen?>(nil)
  /// Kept alive, and never touched again.
  nonisolated(unsafe) private let source: (any DispatchSourceRead)?

  private init() {
    let numbers = [SIGWINCH, SIGCONT, SIGTSTP, SIGQUIT]
    let pipe = le_observe(numbers, Int32(numbers.count))
    guard pipe >= 0 else {
      source = nil
      return
    }
    source = DispatchSource.makeReadSource(
      fileDescriptor: pipe, queue: DispatchQueue(label: "screen signals"))
    source?.setEventHandler { [weak self] in
      var number: UInt8 = 0
      while read(pipe, &number, 1) == 1 { self?.receive(Int32(number)) }
    }
    source?.resume()
  }

  func add(_ screen: AlternateScreen) { self.screen.withLock { $0 = screen } }

  func remove(_ screen: AlternateScreen) {
    self.screen.withLock { if $0 === screen { $0 = nil } }
  }

  private func receive(_ number: Int32) {
    let screen = screen.withLock { $0 }
    switch number {
    case SIGWINCH: screen?.resized()
    case SIGCONT: screen?.takeBack()
    default:
      screen?.giveBack()
      Self.actByDefault(number)
      // Stopped and continued; or not stopped at all, where nobody would continue it.
      screen?.takeBack()
    }
  }

  private static func actByDefault(_ number: Int32) {
    let handler = signal(number, SIG_DFL)
    var set = sigset_t()
    sigemptyset(&set)
    sigaddset(&set, number)
    pthread_sigmask(SIG_UNBLOCK, &set, nil)
    raise(number)
    signal(number, handler)
  }
}
