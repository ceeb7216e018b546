internal import CLineEdit
internal import Synchronization

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Lines that a person types on the terminal, by libedit: keys as in ~/.editrc, history, completion.
///
/// One for the process, since a process has one terminal. `read` is called again when it has returned. Between reads
/// the terminal is as it was, so that Ctrl-C, Ctrl-Z and questions work as ever. However the process ends, by a crash
/// too, the terminal is left as it was; only `_exit` needs ``TerminalState/restore()``.
public final class LineEditor: Sendable {
  public enum Line: Sendable, Equatable {
    case text(String)
    /// Ctrl-C: the line is dropped.
    case interrupted
    /// Ctrl-D on an empty line, or the terminal went away.
    case end
    /// ``LineEditor/stop()`` was called.
    case stopped
  }

  /// Why there is no editor.
  public struct Failure: Error {
    public var reason: String
  }

  private let wake: EditorWake
  private let history: HistoryFile?
  private let session: Mutex<EditSession?>
  private let last = Mutex("")

  /// Whether somebody is there to type: stdin is a terminal that can move its cursor, and there is one to draw on.
  public static var isUsable: Bool {
    guard isatty(STDIN_FILENO) == 1, let kind = getenv("TERM").map({ String(cString: $0) }),
      !kind.isEmpty, kind != "dumb"
    else { return false }
    let output = openOutput()
    guard output >= 0 else { return false }
    SystemCall.close(output)
    return true
  }

  /// - Parameters:
  ///   - program: the name that begins its lines in ~/.editrc (`xmlactl:bind -v`).
  ///   - history: lines of earlier runs; nil for none.
  ///   - complete: called on the editor's thread for the whole line and the cursor, an offset into its UTF-8. Must not
  ///     call the editor.
  /// - Throws: ``Failure``.
  public init(
    program: String, history: HistoryFile?,
    complete: @escaping @Sendable (_ line: String, _ cursor: Int) -> Completion
  ) throws {
    // Before libedit looks.
    guard CellWidth.isUTF8 else { throw Failure(reason: "the system has no UTF-8 locale") }
    guard let wake = EditorWake() else { throw Failure(reason: String(cString: strerror(errno))) }
    let (input, output) = (fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 3), Self.openOutput())
    guard input >= 0, output >= 0,
      let session = EditSession(
        program: program, input: input, output: output, wake: wake, complete: complete)
    else { throw Failure(reason: "the terminal can't be used") }
    le_guard_crashes()
    history?.load(most: EditSession.historySize) { session.remember($0) }
    self.wake = wake
    self.history = history
    self.session = Mutex(session)
  }

  /// Waits for a line. The prompt and what is typed go to the terminal, whatever stdout is.
  ///
  /// Ctrl-C, or a SIGINT from elsewhere, is observed for this time only: keep an ``Interruption`` observer around all
  /// reads and commands, or one that comes between two of them ends the process.
  public func read(_ prompt: Prompt) async throws -> Line {
    wake.begin()
    return try await Interruption.observed(isTermination: false) { [wake] _ in
      wake.interrupt()
      return .more
    } while: {
      try await withTaskCancellationHandler {
        try await Blocking.run { self.session.withLock { $0?.read(prompt) } ?? .stopped }
      } onCancel: {
        stop()
      }
    }
  }

  /// Adds a line, or several that belong together, to the history and its file. Not what is blank, begins with a space
  /// or repeats the last one. Not while a line is read.
  public func remember(_ line: String) {
    guard line.contains(where: { !$0.isWhitespace }), line.first != " " else { return }
    let isRepeat = last.withLock { last in
      defer { last = line }
      return last == line
    }
    guard !isRepeat else { return }
    session.withLock { $0?.remember(line) }
    history?.append(line)
  }

  /// Makes `read` return ``Line/stopped``, now and from now on. From any thread, such as a signal's observer.
  public func stop() { wake.stop() }

  /// Ends the editor, and a read with it.
  public func close() {
    stop()
    session.withLock { $0 = nil }
  }

  /// stdout is for data: with `> file` the prompt still shows.
  private static func openOutput() -> Int32 {
    for descriptor in [STDOUT_FILENO, STDERR_FILENO] where isatty(descriptor) == 1 {
      return fcntl(descriptor, F_DUPFD_CLOEXEC, 3)
    }
    return SystemCall.open("/dev/tty", O_WRONLY | O_CLOEXEC)
  }
}
