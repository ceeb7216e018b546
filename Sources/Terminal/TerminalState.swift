internal import CLineEdit

/// The settings of the terminal, which a line editor changes while a line is typed.
public enum TerminalState {
  /// Remembers what they are, for ``restore()``. A signal that ends the process brings them back too.
  static func save(_ descriptor: Int32) -> Bool {
    _ = SignalMonitor.shared
    return le_terminal_save(descriptor) == 0
  }

  /// Brings back what they were, for an end of the process that takes nobody down. Does nothing when nobody changed
  /// them. May be called from any thread, at any time.
  public static func restore() { le_terminal_restore() }
}
