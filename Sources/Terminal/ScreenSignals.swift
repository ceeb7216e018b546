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
  nonisolated(unsafe) private let sources: [any DispatchSourceSignal]

  private init() {
    let queue = DispatchQueue(label: "screen signals")
    // Who started us may want one of them ignored, and then it is.
    let numbers = [SIGWINCH, SIGCONT, SIGTSTP, SIGQUIT].filter { !Self.isIgnored($0) }
    sources = numbers.map { DispatchSource.makeSignalSource(signal: $0, queue: queue) }
    for (number, source) in zip(numbers, sources) {
      source.setEventHandler { [weak self] in self?.receive(number) }
      source.resume()
    }
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

  private static func isIgnored(_ number: Int32) -> Bool {
    let handler = signal(number, SIG_IGN)
    signal(number, handler)
    return unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
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
