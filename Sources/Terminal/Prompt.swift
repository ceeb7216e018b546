#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Questions to a person. The question goes to stderr, since stdout is for data. All calls block.
public enum Prompt {
  /// Ctrl-C was pressed at a prompt.
  public struct Interrupted: Error {
    public init() {}
  }

  /// Whether somebody is there: stdin and stderr are terminals.
  public static var canAsk: Bool { isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1 }

  /// Asks a question that only `y` or `yes` answers with yes.
  ///
  /// - Parameter isCancelled: asked while nobody answers; true is a no.
  /// - Throws: ``Interrupted`` on Ctrl-C.
  public static func confirm(_ question: String, isCancelled: () -> Bool = { false }) throws -> Bool {
    let answer = try line("\(question) [y/N] ", on: STDIN_FILENO, isEchoed: true, isCancelled)
    return ["y", "yes"].contains(answer?.lowercased())
  }

  /// Asks for a secret without echo, on the terminal itself, so that stdin may be a pipe.
  ///
  /// - Returns: nil when there is no terminal, or nothing was typed.
  /// - Throws: ``Interrupted`` on Ctrl-C. The terminal is restored in every case: signals from the keyboard
  ///   are off while typing, so none can end the program with the echo off.
  ///
  /// - Parameter isCancelled: asked while nobody types; true is as if nothing was typed.
  public static func secret(_ question: String, isCancelled: () -> Bool = { false }) throws -> String? {
    let terminal = open("/dev/tty", O_RDWR | O_CLOEXEC)
    guard terminal >= 0 else { return nil }
    defer { close(terminal) }
    return try line(question, on: terminal, isEchoed: false, isCancelled)
  }

  /// Reads a line key by key.
  ///
  /// - Returns: nil where nothing was typed, or the settings of the terminal can't be changed.
  private static func line(
    _ question: String, on terminal: Int32, isEchoed: Bool, _ isCancelled: () -> Bool
  ) throws -> String? {
    var saved = termios()
    guard tcgetattr(terminal, &saved) == 0, TerminalState.save(terminal) else { return nil }
    defer { TerminalState.restore() }
    var silent = saved
    silent.c_lflag &= ~tcflag_t(ECHO | ISIG | ICANON)
    guard tcsetattr(terminal, isEchoed ? TCSANOW : TCSAFLUSH, &silent) == 0 else { return nil }
    // stdin may be open for reading only.
    let screen = isEchoed ? STDERR_FILENO : terminal
    emit(screen, question)
    defer { emit(screen, "\n") }
    var typed: [UInt8] = []
    while true {
      var waiting = pollfd(fd: terminal, events: Int16(POLLIN), revents: 0)
      while poll(&waiting, 1, 100) == 0 { if isCancelled() { return nil } }
      var byte: UInt8 = 0
      let count = read(terminal, &byte, 1)
      if count < 0, errno == EINTR { continue }
      guard count == 1 else { break }
      switch byte {
      case 0x0A, 0x0D: return typed.isEmpty ? nil : String(decoding: typed, as: UTF8.self)
      case 0x03, 0x1C: throw Interrupted()
      case 0x04 where typed.isEmpty: return nil
      // Backspace takes a whole character, with its continuation bytes.
      case 0x7F, 0x08:
        guard !typed.isEmpty else { continue }
        while let last = typed.popLast(), last & 0xC0 == 0x80 {}
        if isEchoed { emit(screen, "\u{8} \u{8}") }
      case 0x15:
        if isEchoed { emit(screen, String(repeating: "\u{8} \u{8}", count: typed.count)) }
        typed.removeAll()
      default:
        typed.append(byte)
        if isEchoed { write(screen, &byte, 1) }
      }
    }
    return nil
  }

  private static func emit(_ descriptor: Int32, _ text: String) {
    _ = text.withCString { write(descriptor, $0, strlen($0)) }
  }
}
