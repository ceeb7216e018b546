import Foundation

/// A run of a program in the background, to which signals can be sent while it runs.
public struct BackgroundRun: Sendable {
  /// Its end; what it says on stderr is in the folder.
  public let task: Task<ProgramResult, any Error>
  private let folder: String

  /// - Parameter folder: where it leaves its number and what it says; one run at a time.
  public init(_ words: [String], in folder: String) {
    let line = words.map { "'\($0.replacing("'", with: "'\\''"))'" }.joined(separator: " ")
    try? Data().write(to: URL(fileURLWithPath: "\(folder)/errors"))
    task = Task { try await Program.shell("echo $$ >'\(folder)/pid'; exec \(line) 2>'\(folder)/errors'") }
    self.folder = folder
  }

  /// The signals that end a program, and the exit statuses that tell them. Under `nohup` one of them is ignored.
  public static let endings: [(signal: String, status: Int32)] = {
    var action = sigaction()
    sigaction(SIGHUP, nil, &action)
    let isIgnored =
      action.__sigaction_handler.sa_handler.map { unsafeBitCast($0, to: Int.self) == 1 } ?? false
    return [("INT", 130), ("TERM", 143)] + (isIgnored ? [] : [("HUP", 143)])
  }()

  public func signal(_ name: String) async throws {
    let pid = try String(contentsOfFile: "\(folder)/pid", encoding: .utf8)
    _ = try await Program.shell("kill -\(name) \(pid)")
  }

  /// Waits until it has said something.
  public func says(_ text: String) async throws {
    try await Eventually.holds("'\(text)'") {
      (try? String(contentsOfFile: "\(folder)/errors", encoding: .utf8))?.contains(text) == true
    }
  }

  /// Its end, with all that it said.
  public func end() async throws -> ProgramResult {
    var result = try await task.value
    result.errors = try String(contentsOfFile: "\(folder)/errors", encoding: .utf8)
    return result
  }
}
