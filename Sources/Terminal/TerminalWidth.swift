#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// The size of a terminal.
public enum TerminalWidth {
  /// Columns of the terminal behind stdout; nil when there is none or it does not say.
  public static func ofStandardOutput() -> Int? {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }
}
