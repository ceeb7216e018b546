import Testing

@testable import XmlactlCommands

@Suite struct LineCompleterTests {
  private static let names = KnownNames(
    targets: ["cube", "db1"], rowsets: ["DISCOVER_SESSIONS", "DISCOVER_LOCKS", "MDSCHEMA_CUBES"],
    sessions: ["3F2A-1", "77B0-2"], connections: ["101"], spids: ["1001", "1002"])

  private func words(_ line: String) -> [String] {
    ShellCompletion.completer(Self.names).candidates(for: line).words
  }

  @Test("Subcommands, as the tree has them")
  func subcommands() {
    #expect(words("se") == ["session", "sessions"])
    #expect(words("cancel s") == ["session", "spid"])
    #expect(words("").contains("begin"))
    #expect(!words("").contains("shell"))
    #expect(words("\\t") == ["\\timing"])
  }

  @Test("Options, and the values that they may have")
  func options() {
    #expect(words("sessions --da") == ["--database"])
    #expect(words("sessions -o j") == ["json"])
    #expect(words("sessions --output ").contains("ndjson"))
    #expect(words("run --command-t") == ["--command-timeout"])
  }

  @Test("Targets, rowsets and the ids of the last listing")
  func names() {
    #expect(words("use ") == ["cube", "db1"])
    #expect(words("sessions -t c") == ["cube"])
    #expect(words("discover DISCOVER_S") == ["DISCOVER_SESSIONS"])
    #expect(words("cancel session 3") == ["3F2A-1"])
    #expect(words("cancel spid ") == ["1001", "1002"])
    #expect(words("cancel connection ") == ["101"])
    #expect(words("commit --session 7") == ["77B0-2"])
    #expect(words("session close ") == ["3F2A-1", "77B0-2"])
  }

  @Test("Nothing within a statement or after a word that fits nothing")
  func nothing() {
    #expect(words("run SELECT c") == [])
    #expect(words("bogus x") == [])
    #expect(words("sessions --user a") == [])
  }

  @Test("What is replaced begins with the last word")
  func start() {
    let line = "cancel  'session' 3F"
    let found = ShellCompletion.completer(Self.names).candidates(for: line)
    #expect(line[found.start...] == "3F")
    #expect(found.words == ["3F2A-1"])
  }
}
