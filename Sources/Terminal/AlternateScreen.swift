internal import Synchronization

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// The terminal's second screen, drawn over in place; the first one is as it was when it is left. Typed keys are not
/// shown meanwhile.
///
/// Ctrl-Z gives the terminal back, and `fg` draws again. Safe to use from any thread; drawing may block.
public final class AlternateScreen: Sendable {
  private struct State {
    var isShown = false
    /// Somebody else has the terminal.
    var isAway = false
    var isOver = false
    /// What is on it; nil when that is not sure.
    var lines: [String]?
    var modes: termios?
    var keys: KeyReader?
  }

  /// Alternate screen (with the cursor saved), cursor hidden; and back, with plain text.
  private static let entering = "\u{1B}[?1049h\u{1B}[?25l"
  private static let leaving = "\u{1B}[0m\u{1B}[?25h\u{1B}[?1049l"

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
      guard !state.isAway, !state.isOver, lines != state.lines else { return }
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
    state.withLock {
      $0.isAway = false
      $0.lines = nil
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
    ScreenSignals.shared.add(self)
    state.isShown = true
    var modes = termios()
    if tcgetattr(STDOUT_FILENO, &modes) == 0 {
      state.modes = modes
      modes.c_lflag &= ~tcflag_t(ECHO | ICANON)
      // A key is read when there is one, and never waited for.
      withUnsafeMutableBytes(of: &modes.c_cc) {
        $0[Int(VMIN)] = 0
        $0[Int(VTIME)] = 0
      }
      tcsetattr(STDOUT_FILENO, TCSADRAIN, &modes)
      state.keys = KeyReader { [quit] key in if key == UInt8(ascii: "q") { quit() } }
    }
    try output.write(Self.entering)
  }

  private func leave(_ state: inout State) {
    guard state.isShown else { return }
    state.isShown = false
    state.lines = nil
    state.keys = nil
    // A terminal that is gone needs no restoring.
    try? output.write(Self.leaving)
    try? output.flush()
    // What was typed into the screen is not meant for what comes next.
    if var modes = state.modes { tcsetattr(STDOUT_FILENO, TCSAFLUSH, &modes) }
    state.modes = nil
  }
}
