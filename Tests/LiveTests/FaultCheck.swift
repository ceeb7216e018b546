import Foundation
import TestSupport
import Testing

/// Runs xmlactl where something is wrong, and checks what every such run owes: it ends in time, with its status and
/// one line that names the target and says what to do next; the password is nowhere, and no file is left.
struct FaultCheck: Sendable {
  static let password = "hush-hush"

  /// Certificates may be put here; not where xmlactl runs.
  let folder: ScratchFolder
  /// The only folder that xmlactl knows.
  private let home: ScratchFolder
  /// Names the password file.
  private let login: [String]

  /// - Parameter hasPassword: whether xmlactl is given one.
  static func with<Result>(password hasPassword: Bool = true, _ body: (FaultCheck) async throws -> Result)
    async throws -> Result
  {
    try await ScratchFolder.with { folder in
      try await ScratchFolder.with { home in
        let file = try folder.write("\(password)\n", to: "password")
        return try await body(
          FaultCheck(folder: folder, home: home, login: hasPassword ? ["--password-file", file] : []))
      }
    }
  }

  /// - Parameters:
  ///   - limit: how long it may take.
  ///   - isAlone: whether the line that tells the failure is the only one on stderr.
  ///   - hasOutput: whether something may have been printed before it failed.
  @discardableResult
  func fails(
    _ words: [String], on target: String, timeout: String = "1s", within limit: Duration = .seconds(20),
    status: Int32, says texts: String..., isAlone: Bool = true, hasOutput: Bool = false,
    sourceLocation: SourceLocation = #_sourceLocation
  ) async throws -> ProgramResult {
    let result = try await run(words, on: target, timeout: timeout, within: limit)
    #expect(result.status == status, "\(words): \(result.errors)", sourceLocation: sourceLocation)
    if isAlone {
      #expect(result.errorLines.count == 1, "\(words): \(result.errors)", sourceLocation: sourceLocation)
    }
    let line = String(result.errorLines.last ?? "")
    #expect(line.contains("\(target): "), "\(words): \(line)", sourceLocation: sourceLocation)
    #expect(line.contains("; "), "it says what to do next: \(line)", sourceLocation: sourceLocation)
    for text in texts {
      #expect(line.contains(text), "\(words): \(line)", sourceLocation: sourceLocation)
    }
    if !hasOutput { #expect(result.output == "", sourceLocation: sourceLocation) }
    keepsSecrets(result, sourceLocation: sourceLocation)
    return result
  }

  /// Runs it where nothing but its home is its own.
  func run(
    _ words: [String], on target: String, timeout: String = "1s", within limit: Duration = .seconds(20)
  ) async throws -> ProgramResult {
    let result = try await Program.run(
      [Program.path("xmlactl")] + words + ["-t", target, "--timeout", timeout] + login,
      environment: ["HOME": home.path, "TMPDIR": home.path], within: limit)
    #expect(try home.entries == [], "no file is left")
    return result
  }

  func keepsSecrets(_ result: ProgramResult, sourceLocation: SourceLocation = #_sourceLocation) {
    for text in [result.output, result.errors] {
      #expect(!text.contains(Self.password), "\(text)", sourceLocation: sourceLocation)
      #expect(!text.contains("\u{1B}"), "no escape reaches the terminal", sourceLocation: sourceLocation)
    }
  }
}
