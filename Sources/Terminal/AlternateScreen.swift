internal import Dispatch
internal import Synchronization

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// The terminal's second screen, drawn over in place; the first one is as it was when it is left. Typed keys are not
/// shown meanwhile.
///
/// Ctrl-Z gives the terminal back, and `fg` draws again. In the background it stays away: there the terminal is the
/// shell's. Safe to use from any thread; drawing may block.
public final class AlternateScreen: Sendable {
  private struct State {
    var isShown = false
    /// Somebody else has the terminal.
    var isAway = false
    var isOver = false
    /// What is on it; nil when that is not sure.
    var lines: [String]?
    /// Whether ``TerminalState`` has the settings from before.
    var isSaved = false
    var keys: KeyReader?
    /// Whether a look is due whether the terminal has become ours.
    var isWaiting = false
  }

  /// Alternate screen (with the cursor saved), cursor hidden; and back, with plain text.
  private static let entering = "\u{1B}[?1049h\u{1B}[?25l"
  private static let leaving: StaticString = "\u{1B}[0m\u{1B}[?25h\u{1B}[?1049l"
  /// How long to wait in the background: not every shell tells a job that it has the terminal now.
  private static let pause: DispatchTimeInterval = .milliseconds(500)

  private let output: OutputStream
  private let redraw: @Sendable () -> Void
  private let quit: @Sendable () -> Void
  private let state = Mutex(State())

  /// - Parameters:
  ///   - output: stdout, a terminal.
  ///   - redraw: called when it has to be drawn again, at another size maybe.
  ///   - quit: called when `q` was typed.
  public init(
    output: OutputStream, redraw: @escaping @Sendable () -> Void, quit: @escaping @Sendable () -> Void
  ) {
    self.output = output
    self.redraw = redraw
    self.quit = quit
  }

  /// Draws over what is there, and switches to it before the first time. What is on it already is not drawn again.
  ///
  /// - Parameter lines: no more than its height, none wider than it less one, since at the edge terminals differ.
  /// - Throws: ``OutputFailure``.
  public func draw(_ lines: [String]) throws {
    try state.withLock { state in
      guard !state.isAway, !state.isOver else { return }
      ScreenSignals.shared.add(self)
      guard TerminalState.isOurs(STDOUT_FILENO) else { return wait(&state) }
      guard lines != state.lines else { return }
      if !state.isShown { try enter(&state) }
      // Never cleared first, or it would flicker: every line erases what is behind it, the last one all below.
      try output.write("\u{1B}[H" + lines.map { $0 + "\u{1B}[K" }.joined(separator: "\n") + "\u{1B}[J")
      try output.flush()
      state.lines = lines
    }
  }

  /// Back to the first screen, for good.
  public func close() {
    state.withLock { state in
      leave(&state)
      state.isOver = true
    }
    ScreenSignals.shared.remove(self)
  }

  /// Runs `body` on the first screen, a question to a person for one.
  public func away<Result>(_ body: () throws -> Result) rethrows -> Result {
    giveBack()
    defer { takeBack() }
    return try body()
  }

  /// Leaves until ``takeBack()``.
  func giveBack() {
    state.withLock { state in
      leave(&state)
      state.isAway = true
    }
  }

  func takeBack() {
    state.withLock { state in
      state.isAway = false
      state.lines = nil
      guard state.isShown else { return }
      // After a stop that nobody saw come (SIGSTOP) the shell may have set the terminal as it likes it.
      var modes = termios()
      let isRaw =
        tcgetattr(STDOUT_FILENO, &modes) == 0 && modes.c_lflag & tcflag_t(ICANON) == 0
        && TerminalState.isOurs(STDOUT_FILENO)
      if isRaw { state.keys = keyReader() } else { forget(&state) }
    }
    redraw()
  }

  /// The window has another size.
  func resized() {
    // Terminals move lines about then.
    state.withLock { $0.lines = nil }
    redraw()
  }

  // MARK: The terminal

  private func enter(_ state: inout State) throws {
    state.isShown = true
    if !state.isSaved {
      TerminalState.save(farewell: Self.leaving)
      state.isSaved = true
    }
    var modes = termios()
    if tcgetattr(STDOUT_FILENO, &modes) == 0 {
      modes.c_lflag &= ~tcflag_t(ECHO | ICANON)
      // A key is read when there is one, and never waited for.
      withUnsafeMutableBytes(of: &modes.c_cc) {
        $0[Int(VMIN)] = 0
        $0[Int(VTIME)] = 0
      }
      tcsetattr(STDOUT_FILENO, TCSANOW, &modes)
      state.keys = keyReader()
    }
    try output.write(Self.entering)
  }

  private func keyReader() -> KeyReader {
    KeyReader { [quit] key in if key == UInt8(ascii: "q") { quit() } }
  }

  private func leave(_ state: inout State) {
    let isShown = state.isShown
    forget(&state)
    guard isShown, TerminalState.isOurs(STDOUT_FILENO) else { return }
    // What was typed into the screen is not meant for what comes next.
    tcflush(STDOUT_FILENO, TCIFLUSH)
    TerminalState.restore()
    state.isSaved = false
  }

  /// What is on the terminal is not known any more.
  private func forget(_ state: inout State) {
    state.isShown = false
    state.lines = nil
    state.keys = nil
  }

  /// Until the terminal is ours.
  private func wait(_ state: inout State) {
    forget(&state)
    guard !state.isWaiting else { return }
    state.isWaiting = true
    DispatchQueue.global().asyncAfter(deadline: .now() + Self.pause) { [self] in
      self.state.withLock { $0.isWaiting = false }
      redraw()
    }
  }
}
