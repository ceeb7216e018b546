internal import ArgumentParser

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// The command tree as ArgumentParser tells it, for who completes a line: there is no second list of commands and
/// options.
struct CommandOutline: Decodable, Sendable {
  struct Command: Decodable, Sendable {
    var commandName: String
    var abstract: String?
    var arguments: [Argument]?
    var subcommands: [Command]?

    func subcommand(_ name: String) -> Command? { subcommands?.first { $0.commandName == name } }

    func option(_ word: String) -> Argument? {
      arguments?.first { $0.spellings.contains(word) }
    }
  }

  struct Argument: Decodable, Sendable {
    struct Name: Decodable, Sendable {
      var kind: String
      var name: String
    }
    var kind: String
    var names: [Name]?
    var valueName: String?
    var allValues: [String]?
    var shouldDisplay: Bool

    var spellings: [String] { names?.map { ($0.kind == "short" ? "-" : "--") + $0.name } ?? [] }
    var takesValue: Bool { kind == "option" }
  }

  var command: Command

  /// - Returns: an empty tree where it can't be read.
  static func of(_ root: (some ParsableCommand).Type) -> Command {
    // What `--experimental-dump-help` prints, and shells' completions are made of.
    let text = root._dumpHelp()
    let tree = try? JSONDecoder().decode(CommandOutline.self, from: Data(text.utf8))
    return tree?.command ?? Command(commandName: "")
  }
}
