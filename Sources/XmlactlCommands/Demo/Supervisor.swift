internal import SessionControl
internal import Subprocess

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Throwaway server processes and the folder that they live in; both go when the supervisor ends, however it
/// ends.
///
/// A shell in a session of its own starts the processes that it reads from a pipe. When the pipe closes, by
/// ``end()`` or because this program died (even by SIGKILL), the shell kills what it started and removes the
/// folder.
package final class Supervisor: Sendable {
  /// The folder, for this user only.
  package let folder: String
  private let commands: AsyncStream<String>.Continuation
  private let shell: Task<Void, any Error>

  /// - Parameter parent: where the folder is made; a Unix socket in it must have a path of at most 107 bytes.
  /// - Throws: ``ControlError`` when the folder can't be made.
  init(parent: String, prefix: String) throws {
    var template = Array("\(parent)/\(prefix).XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else {
      throw ControlError(
        .configuration, "no temporary folder can be made in '\(parent)'",
        detail: String(cString: strerror(errno)), hint: "set TMPDIR to a folder that you may write to")
    }
    folder = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    let (stream, continuation) = AsyncStream<String>.makeStream()
    commands = continuation
    // What a killed program started itself may write for a moment longer.
    let prologue = """
      trap 'kill -KILL $pids 2>/dev/null; wait 2>/dev/null; tries=0
        while rm -rf \(Self.quoted(folder)); [ -e \(Self.quoted(folder)) ] && [ $tries -lt 50 ]; do
          tries=$((tries + 1)); sleep 0.1; done' EXIT
      trap 'exit 1' INT TERM HUP
      cd / && pids=

      """
    // Detached: cancelling whoever waits must not kill the shell, which would leave its children behind.
    shell = Task.detached { try await Self.run(prologue, stream) }
  }

  private static func run(_ prologue: String, _ stream: AsyncStream<String>) async throws {
    var options = PlatformOptions()
    options.createSession = true
    _ = try await Subprocess.run(
      .name("sh"), arguments: ["-s"], platformOptions: options, input: .inputWriter, output: .discarded,
      error: .discarded
    ) { execution in
      let writer = execution.standardInputWriter
      _ = try await writer.write(prologue)
      for await command in stream { _ = try await writer.write(command) }
      try await writer.finish()
    }
  }

  /// Starts a program in the background; what it prints goes to a file in the folder.
  package func start(_ program: String, _ arguments: [String], log: String) {
    let words = ([program] + arguments).map(Self.quoted).joined(separator: " ")
    commands.yield("\(words) >>\(Self.quoted("\(folder)/\(log)")) 2>&1 </dev/null &\npids=\"$pids $!\"\n")
  }

  /// Ends the processes and removes the folder; returns when both are gone.
  func end() async {
    commands.finish()
    _ = await shell.result
  }

  /// Runs `body` with a supervisor that has ended when this returns, whatever `body` does.
  package static func with<Result: Sendable>(
    parent: String, prefix: String, _ body: (Supervisor) async throws -> Result
  ) async throws -> Result {
    let supervisor = try Supervisor(parent: parent, prefix: prefix)
    do {
      let result = try await body(supervisor)
      await supervisor.end()
      return result
    } catch {
      await supervisor.end()
      throw error
    }
  }

  /// A word for the shell.
  private static func quoted(_ word: String) -> String {
    "'" + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
  }
}
