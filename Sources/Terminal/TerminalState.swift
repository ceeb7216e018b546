internal import CLineEdit

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// The settings of the terminal, which a line editor changes while a line is typed, and a screen while it is shown.
public enum TerminalState {
  /// Remembers what they are, for ``restore()``. A signal that ends the process brings them back too.
  static func save(_ descriptor: Int32) -> Bool {
    _ = SignalMonitor.shared
    return le_terminal_save(descriptor) == 0
  }

  /// Brings back what they were, for an end of the process that takes nobody down. Does nothing when nobody changed
  /// them. May be called from any thread, at any time.
  public static func restore() { le_terminal_restore() }

  /// Remembers those of stdout's terminal for ``restore()``, and for crashes.
  ///
  /// - Parameter farewell: written to it before they are brought back.
  static func save(farewell: StaticString) {
    le_guard_crashes()
    guard le_terminal_save(STDOUT_FILENO) == 0 else { return }
    // A literal: it ends with a zero, and stays.
    farewell.withUTF8Buffer { bytes in
      bytes.withMemoryRebound(to: CChar.self) { le_terminal_set_farewell($0.baseAddress) }
    }
  }

  /// Whether this process is in the foreground of a terminal, as far as that has jobs at all.
  static func isOurs(_ descriptor: Int32) -> Bool { le_terminal_is_ours(descriptor) != 0 }
}
