import Foundation
import TestSupport
import Testing

/// The command tree as the built binary dumps it; only what the tests look at.
struct CommandTree: Decodable {
  struct Command: Decodable {
    struct Argument: Decodable {
      struct Name: Decodable {
        var kind: String
        var name: String
      }
      var abstract: String?
      var names: [Name]?
      var kind: String
    }
    var commandName: String
    var abstract: String?
    var arguments: [Argument]?
    var subcommands: [Command]?
  }
  var command: Command

  static func dumped() async throws -> CommandTree {
    let result = try await Program.xmlactl("--experimental-dump-help")
    return try JSONDecoder().decode(CommandTree.self, from: Data(result.output.utf8))
  }

  /// Every command with its path, such as `cancel spid`; the root has none. The help command aside, which
  /// ArgumentParser adds.
  var commands: [(path: String, command: Command)] {
    func walk(_ command: Command, _ path: [String]) -> [(String, Command)] {
      [(path.joined(separator: " "), command)]
        + (command.subcommands ?? []).filter { $0.commandName != "help" }
        .flatMap { walk($0, path + [$0.commandName]) }
    }
    return walk(command, [])
  }

  /// Options as typed: `--wait`, `-n`.
  var options: Set<String> {
    Set(
      commands.flatMap { $0.command.arguments ?? [] }.flatMap { $0.names ?? [] }
        .map { ($0.kind == "short" ? "-" : "--") + $0.name })
  }

  /// The top of the package.
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
}
