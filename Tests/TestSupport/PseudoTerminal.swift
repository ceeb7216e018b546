import Foundation
import Subprocess
import Synchronization

/// A program on a terminal of its own, driven by what it shows.
public final class PseudoTerminal: Sendable {
  private let master: Int32
  /// Held open, so that what was shown last can still be read when the program has ended.
  private let slave: Int32
  private let name: String
  private let shown = Mutex(Shown())

  private struct Shown {
    var bytes: [UInt8] = []
    /// What comes after the last text that was waited for.
    var next = 0
    var columns: Int
    /// Before them the terminal had another width.
    var beginning = 0

    init() { columns = 0 }
  }

  /// Everything that the terminal was sent so far.
  public var screen: String { shown.withLock { String(decoding: $0.bytes, as: UTF8.self) } }

  /// What it shows: everything since it got its width.
  public var picture: TerminalScreen {
    drain()
    return shown.withLock { shown in
      TerminalScreen(
        String(decoding: shown.bytes[shown.beginning...], as: UTF8.self), columns: shown.columns)
    }
  }

  /// Runs a line of shell on a new terminal while `body` types and reads.
  ///
  /// - Returns: the exit status.
  public static func run(
    _ line: String, columns: UInt16 = 100, environment: [String: String] = [:],
    within limit: Duration = .seconds(60),
    _ body: @escaping @Sendable (PseudoTerminal) async throws -> Void
  ) async throws -> Int32 {
    let terminal = try PseudoTerminal(columns: columns)
    defer {
      close(terminal.master)
      close(terminal.slave)
    }
    let name = terminal.name
    // Without the runtime's own debugger, which would wait for a key after a crash.
    var variables: [Environment.Key: String] = [
      "PATH": "\(Program.folder):/usr/bin:/bin:/usr/sbin:/sbin", "TERM": "xterm",
      "SWIFT_BACKTRACE": "enable=no",
    ]
    for (key, value) in environment { variables[Environment.Key(stringLiteral: key)] = value }
    let custom = variables
    return try await withThrowingTaskGroup(of: Int32?.self) { group in
      group.addTask {
        var options = PlatformOptions()
        // A session leader without a terminal gets the one that it opens first.
        options.createSession = true
        let result = try await Subprocess.run(
          .name("sh"), arguments: ["-c", "exec <\(name) >\(name) 2>&1; \(line)"],
          environment: .custom(custom), platformOptions: options, output: .discarded)
        return switch result.terminationStatus {
        case .exited(let code): code
        case .signaled(let signal): 128 + signal
        }
      }
      group.addTask {
        try await body(terminal)
        return nil
      }
      group.addTask {
        try await Task.sleep(for: limit)
        throw NotShown(text: "the end", screen: terminal.screen)
      }
      var status: Int32?
      var isBodyDone = false
      while status == nil || !isBodyDone, let next = try await group.next() {
        if let next { status = next } else { isBodyDone = true }
      }
      group.cancelAll()
      terminal.drain()
      return status ?? -1
    }
  }

  private init(columns: UInt16) throws {
    var (master, slave): (Int32, Int32) = (-1, -1)
    var name = [CChar](repeating: 0, count: 128)
    var size = winsize(ws_row: 40, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    guard openpty(&master, &slave, &name, nil, &size) == 0 else { throw POSIXError(.ENOTTY) }
    _ = fcntl(master, F_SETFL, O_NONBLOCK)
    for descriptor in [master, slave] { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
    self.master = master
    self.slave = slave
    self.name = String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    shown.withLock { $0.columns = Int(columns) }
  }

  // MARK: Reading

  /// Waits until the terminal was sent a text.
  public func expect(_ text: String, within limit: Duration = .seconds(20)) async throws {
    try await wait(for: text, within: limit) { self.screen.contains(text) }
  }

  /// Waits until the terminal is sent a text after the one that was waited for last.
  ///
  /// - Returns: what came before it.
  @discardableResult public func expectNext(
    _ text: String, within limit: Duration = .seconds(20)
  ) async throws -> String {
    var before = ""
    try await wait(for: text, within: limit) {
      self.shown.withLock { shown in
        guard let found = shown.bytes[shown.next...].firstRange(of: Array(text.utf8)) else { return false }
        before = String(decoding: shown.bytes[shown.next..<found.lowerBound], as: UTF8.self)
        shown.next = found.upperBound
        return true
      }
    }
    return before
  }

  /// Waits until what the terminal shows fulfils a condition.
  public func expectPicture(
    _ what: String, within limit: Duration = .seconds(20), _ condition: (TerminalScreen) -> Bool
  ) async throws {
    try await wait(for: what, within: limit) { condition(self.picture) }
  }

  /// Waits until the cursor stands in a row that shows exactly this.
  public func expectLine(_ line: String, within limit: Duration = .seconds(20)) async throws {
    try await expectPicture("the line \(line)", within: limit) { $0.line == line }
  }

  /// Waits until something holds of what was drained.
  private func wait(for what: String, within limit: Duration, _ condition: () -> Bool) async throws {
    let started = ContinuousClock.now
    repeat {
      drain()
      if condition() { return }
      try await Task.sleep(for: .milliseconds(10))
    } while ContinuousClock.now - started < limit
    throw NotShown(text: what, screen: screen)
  }

  private func drain() {
    shown.withLock { shown in
      var buffer = [UInt8](repeating: 0, count: 4_096)
      while true {
        let count = read(master, &buffer, buffer.count)
        guard count > 0 else { return }
        shown.bytes += buffer[..<count]
      }
    }
  }

  // MARK: Acting

  /// Types keys; a line ends with "\r".
  public func type(_ keys: String) { type(Array(keys.utf8)) }

  /// Types bytes, whatever they are.
  public func type(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(master, $0.baseAddress, $0.count) }
      guard count > 0 || errno == EAGAIN else { return }
      rest = rest.dropFirst(max(0, count))
      drain()
    }
  }

  /// Makes the window wider or narrower, and begins a new picture.
  public func resize(columns: UInt16) {
    drain()
    shown.withLock { shown in
      shown.columns = Int(columns)
      shown.beginning = shown.bytes.count
    }
    var size = winsize(ws_row: 40, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(master, UInt(TIOCSWINSZ), &size)
  }

  /// Sends a signal to the job that has the terminal.
  public func send(_ signal: Int32) {
    let group = tcgetpgrp(master)
    if group > 0 { kill(-group, signal) }
  }

  // MARK: Settings

  /// How the terminal treats what is typed.
  public struct Settings: Sendable, Equatable {
    private let flags: [UInt]
    private let characters: [UInt8]

    /// Whether keys reach the program one by one, unseen.
    public let isRaw: Bool

    fileprivate init(_ settings: termios) {
      flags = [settings.c_iflag, settings.c_oflag, settings.c_cflag, settings.c_lflag].map { UInt($0) }
      characters = withUnsafeBytes(of: settings.c_cc) { Array($0) }
      isRaw = settings.c_lflag & tcflag_t(ICANON | ECHO) == 0
    }
  }

  public var settings: Settings {
    var settings = termios()
    tcgetattr(slave, &settings)
    return Settings(settings)
  }

  /// The terminal did not show what was expected.
  public struct NotShown: Error, CustomStringConvertible {
    let text: String
    let screen: String
    public var description: String { "'\(text)' was not shown; the screen has:\n\(screen)" }
  }
}
