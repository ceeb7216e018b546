import Foundation
import SessionControl
import XmlactlCommands

/// What happens to a server's process. Each returns when it has happened, to every thread of it.
extension TestMariaDB {
  /// Runs `body` while the server is frozen; whatever it does, the server goes on afterwards.
  public func frozen<Result>(_ body: () async throws -> Result) async throws -> Result {
    try freeze()
    defer { try? thaw() }
    return try await body()
  }

  public func freeze() throws {
    let process = try processID
    kill(process, SIGSTOP)
    try wait(until: "T", process)
  }

  public func thaw() throws { kill(try processID, SIGCONT) }

  /// Starts the server again after it has ended, on the same data.
  public func start() async throws { try await server.startServer() }

  /// Ends the server at once, as if the machine had lost power.
  public func crash() throws {
    let process = try processID
    kill(process, SIGKILL)
    try wait(until: "ZX", process)
  }

  /// Waits until all threads are in one of these states, as /proc tells them (proc(5)), or are gone.
  private func wait(until states: String, _ process: Int32) throws {
    let tasks = "/proc/\(process)/task"
    let started = ContinuousClock.now
    while ContinuousClock.now - started < .seconds(30) {
      let threads = (try? FileManager.default.contentsOfDirectory(atPath: tasks)) ?? []
      let areAllThere = threads.allSatisfy { thread in
        guard let stat = try? String(contentsOfFile: "\(tasks)/\(thread)/stat", encoding: .utf8),
          // NUMBER (NAME) STATE ...
          let state = stat[stat.index(after: stat.lastIndex(of: ")") ?? stat.startIndex)...].dropFirst().first
        else { return true }
        return states.contains(state)
      }
      if areAllThere { return }
      usleep(1_000)
    }
    throw ControlError(.internalError, "process \(process) does not take its signal")
  }
}
