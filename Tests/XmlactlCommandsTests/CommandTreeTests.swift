import TestSupport
import Testing

/// The names that users' scripts hold on to.
@Suite struct CommandTreeTests {
  @Test("The commands are those of the contract")
  func commands() async throws {
    let paths = try await CommandTree.dumped().commands.map(\.path)
    #expect(
      Set(paths) == [
        "", "sessions", "connections", "commands", "transactions", "locks", "discover", "cancel",
        "cancel session", "cancel connection", "cancel spid", "cancel command", "kill", "kill query",
        "kill connection", "kill user", "run", "session", "session open", "session close", "begin", "commit",
        "rollback", "shell",
        "demo",
      ])
  }

  @Test("Every command and every option says what it is for")
  func abstracts() async throws {
    for (path, command) in try await CommandTree.dumped().commands {
      #expect(command.abstract?.isEmpty == false, "\(path)")
      for argument in command.arguments ?? [] {
        #expect(
          argument.abstract?.isEmpty == false, "\(path): \(argument.names?.first?.name ?? argument.kind)")
      }
    }
  }

  @Test("-h is help and nothing else, and no option takes a password")
  func reserved() async throws {
    for (path, command) in try await CommandTree.dumped().commands {
      for argument in command.arguments ?? [] {
        let names = (argument.names ?? []).map(\.name)
        #expect(!names.contains("h") || names.contains("help"), "\(path)")
        #expect(!names.contains("password"), "\(path)")
      }
    }
  }

  @Test("Every command shows its help")
  func help() async throws {
    for (path, _) in try await CommandTree.dumped().commands {
      let words = path.split(separator: " ").map(String.init) + ["--help"]
      let result = try await Program.run([Program.path("xmlactl")] + words)
      #expect(result.status == 0, "\(path)")
      #expect(result.output.contains("USAGE: xmlactl"), "\(path)")
    }
  }
}
