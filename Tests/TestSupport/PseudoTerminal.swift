import Foundation
import Subprocess
import Synchronization

/// A program on a terminal of its own, driven by what it shows.
public final class PseudoTerminal: Sendable {
  private let master: Int32
  /// Held open, so that what was shown last can still be read when the program has ended.
  private let slave: Int32
  private let name: String
  private let shown = Mutex<String>("")

  /// Everything that the terminal showed so far.
  public var screen: String { shown.withLock { $0 } }

  /// Runs a line of shell on a new terminal while `body` types and reads.
  ///
  /// - Returns: the exit status.
  public static func run(
    _ line: String, columns: UInt16 = 100, within limit: Duration = .seconds(60),
    _ body: @escaping @Sendable (PseudoTerminal) async throws -> Void
  ) async throws -> Int32 {
    let terminal = try PseudoTerminal(columns: columns)
    defer {
      close(terminal.master)
      close(terminal.slave)
    }
    let name = terminal.name
    return try await withThrowingTaskGroup(of: Int32?.self) { group in
      group.addTask {
        var options = PlatformOptions()
        // A session leader without a terminal gets the one that it opens first.
        options.createSession = true
        let path = "\(Program.folder):/usr/bin:/bin:/usr/sbin:/sbin"
        let result = try await Subprocess.run(
          .name("sh"), arguments: ["-c", "exec <\(name) >\(name) 2>&1; \(line)"],
          environment: .custom(["PATH": path, "TERM": "xterm"]), platformOptions: options, output: .discarded)
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
  }

  /// Waits until the terminal shows a text.
  public func expect(_ text: String, within limit: Duration = .seconds(20)) async throws {
    let started = ContinuousClock.now
    while ContinuousClock.now - started < limit {
      drain()
      if screen.contains(text) { return }
      try await Task.sleep(for: .milliseconds(10))
    }
    throw NotShown(text: text, screen: screen)
  }

  /// Types keys; a line ends with "\r".
  public func type(_ keys: String) {
    let bytes = Array(keys.utf8)
    _ = write(master, bytes, bytes.count)
  }

  private func drain() {
    var buffer = [UInt8](repeating: 0, count: 4_096)
    while true {
      let count = read(master, &buffer, buffer.count)
      guard count > 0 else { return }
      shown.withLock { $0 += String(decoding: buffer[..<count], as: UTF8.self) }
    }
  }

  /// The terminal did not show what was expected.
  public struct NotShown: Error, CustomStringConvertible {
    let text: String
    let screen: String
    public var description: String { "'\(text)' was not shown; the screen has:\n\(screen)" }
  }
}
