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
  private let signals = ObservedSignals([SIGWINCH, SIGCONT, SIGTSTP, SIGQUIT], label: "screen signals") {
    shared.receive($0)
  }

  private init() {}

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
      ObservedSignals.actByDefault(number)
      // Stopped and continued; or not stopped at all, where nobody would continue it.
      screen?.takeBack()
    }
  }
}
