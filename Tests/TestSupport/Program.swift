import Subprocess

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What a run of a program came to.
public struct ProgramResult: Sendable {
  /// The exit status; 128 and the signal's number when a signal ended it, as shells tell it.
  public var status: Int32
  public var output: String
  public var errors: String

  /// The lines on stderr.
  public var errorLines: [Substring] { errors.split(separator: "\n") }
}

/// The built programs, run as a person runs them.
public enum Program {
  /// The folder of the built programs: beside the test bundle, or where `XMLACTL_BINARY_FOLDER` says.
  public static let folder: String = {
    if let given = getenv("XMLACTL_BINARY_FOLDER") { return String(cString: given) }
    let bundle = CommandLine.arguments[0]
    return bundle.lastIndex(of: "/").map { String(bundle[..<$0]) } ?? "."
  }()

  public static func path(_ name: String) -> String { "\(folder)/\(name)" }

  /// Runs `xmlactl` with nothing in its environment but what is given and a search path.
  public static func xmlactl(
    _ arguments: String..., environment: [String: String] = [:], input: String = "",
    within limit: Duration = .seconds(60)
  ) async throws -> ProgramResult {
    try await run([path("xmlactl")] + arguments, environment: environment, input: input, within: limit)
  }

  /// Runs a line of shell in which `xmlactl` can be named.
  public static func shell(
    _ line: String, environment: [String: String] = [:], within limit: Duration = .seconds(60)
  ) async throws -> ProgramResult {
    try await run(["/bin/sh", "-c", line], environment: environment, within: limit)
  }

  /// Runs a program to its end.
  ///
  /// - Throws: ``TooSlow`` after the limit; the program is killed then.
  public static func run(
    _ words: [String], environment: [String: String] = [:], input: String = "",
    within limit: Duration = .seconds(60)
  ) async throws -> ProgramResult {
    var variables: [Environment.Key: String] = ["PATH": "\(folder):/usr/bin:/bin:/usr/sbin:/sbin"]
    for (key, value) in environment { variables[Environment.Key(stringLiteral: key)] = value }
    let custom = variables
    return try await withThrowingTaskGroup(of: ProgramResult.self) { group in
      group.addTask {
        let result = try await Subprocess.run(
          .name("sh"), arguments: Arguments(["-c", "exec \"$0\" \"$@\""] + words),
          environment: .custom(custom), input: .string(input), output: .string(limit: 256 << 20),
          error: .string(limit: 16 << 20))
        let status: Int32 =
          switch result.terminationStatus {
          case .exited(let code): code
          case .signaled(let signal): 128 + signal
          }
        return ProgramResult(status: status, output: result.standardOutput, errors: result.standardError)
      }
      group.addTask {
        try await Task.sleep(for: limit)
        throw TooSlow(words: words)
      }
      defer { group.cancelAll() }
      guard let first = try await group.next() else { preconditionFailure("the group has two tasks") }
      return first
    }
  }

  /// A program that had not ended when its time was up.
  public struct TooSlow: Error, CustomStringConvertible {
    let words: [String]
    public var description: String { "did not end in time: \(words.joined(separator: " "))" }
  }
}

extension ProgramResult {
  /// The ids of a listing by `-o name`, without what they say beside.
  public var plainIDs: [String] {
    output.split(separator: "\n").map { line in String(line.prefix { $0 != "/" && $0 != "@" }) }
  }
}
