import Foundation
import TestSupport
import Testing

/// However a shell ends or stops while somebody types, the terminal is left as it was.
@Suite(.startsServers) struct ShellSignalTests {
  /// - Returns: the exit status.
  private func end(with signal: Int32, whileTyped keys: String, shows text: String) async throws -> Int32 {
    try await ScratchFolder.with { home in
      try await ShellTerminal.run(home: home) { terminal in
        let before = terminal.settings
        try await terminal.expectPrompt()
        terminal.type(keys)
        try await terminal.expectNext(text)
        #expect(terminal.settings.isRaw)
        terminal.send(signal)
        try await Eventually.holds("the terminal as it was") { terminal.settings == before }
      }
    }
  }

  @Test("A signal that asks it to end", arguments: [SIGTERM, SIGHUP])
  func terminated(_ signal: Int32) async throws {
    #expect(try await end(with: signal, whileTyped: "half", shows: "half") == 143)
  }

  @Test("In the middle of a search too")
  func terminatedSearch() async throws {
    #expect(try await end(with: SIGTERM, whileTyped: "\u{12}x", shows: "bck:x") == 143)
  }

  @Test(
    "A crash, which keeps its signal",
    arguments: [SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGTRAP, SIGQUIT])
  func crashed(_ signal: Int32) async throws {
    #expect(try await end(with: signal, whileTyped: "half", shows: "half") == 128 + signal)
  }

  @Test("A hangup that was to be ignored is ignored")
  func nohup() async throws {
    try await ScratchFolder.with { home in
      let status = try await ShellTerminal.run("trap '' HUP; exec xmlactl shell", home: home) { terminal in
        try await terminal.expectPrompt()
        terminal.type("ha")
        try await terminal.expectTyped("ha")
        terminal.send(SIGHUP)
        terminal.type("lf")
        try await terminal.expectTyped("half")
        terminal.type("\u{3}")
        try await terminal.expectPrompt()
        terminal.leave()
      }
      #expect(status == 0)
    }
  }

  /// A shell with job control around it, whose own prompt is `$ `.
  private func inShell(_ body: @escaping @Sendable (PseudoTerminal) async throws -> Void) async throws
    -> Int32
  {
    try await ScratchFolder.with { home in
      try await ShellTerminal.run("exec sh -i", home: home, environment: ["PS1": "sh$ "], body)
    }
  }

  @Test("Ctrl-Z gives the terminal back, and fg shows the line again")
  func suspended() async throws {
    _ = try await inShell { terminal in
      try await terminal.expectNext("sh$ ")
      let before = terminal.settings
      terminal.type("xmlactl shell\r")
      try await terminal.expectPrompt()
      terminal.type("half")
      try await terminal.expectTyped("half")
      terminal.type("\u{1A}")
      try await terminal.expectNext("sh$ ")
      #expect(terminal.picture.rows.contains("xmlactl> half^Z"))
      #expect(terminal.settings == before)
      // Wider meanwhile.
      terminal.resize(columns: 120)
      terminal.type("fg\r")
      try await terminal.expectPrompt()
      try await terminal.expectTyped("half")
      #expect(terminal.settings.isRaw)
      terminal.type("way\r")
      try await terminal.expectNext("'halfway' is no command")
      try await terminal.expectPrompt()
      terminal.leave()
      try await terminal.expectNext("sh$ ")
      #expect(terminal.settings == before)
      terminal.type("exit\r")
    }
  }

  @Test("In the background it leaves the terminal to others, and a signal still ends it")
  func background() async throws {
    _ = try await inShell { terminal in
      try await terminal.expectNext("sh$ ")
      let before = terminal.settings
      terminal.type("xmlactl shell\r")
      try await terminal.expectPrompt()
      terminal.type("\u{1A}")
      try await terminal.expectNext("sh$ ")
      terminal.type("bg\r")
      try await terminal.expectNext("sh$ ")
      terminal.type("echo between\r")
      try await terminal.expectNext("\nbetween")
      try await terminal.expectNext("sh$ ")
      #expect(terminal.settings == before)
      terminal.type("fg\r")
      try await terminal.expectPrompt()
      terminal.type("word\r")
      try await terminal.expectNext("'word' is no command")
      try await terminal.expectPrompt()
      terminal.type("\u{1A}")
      try await terminal.expectNext("sh$ ")
      // Stopped, it gets the signal when it goes on.
      terminal.type("kill %1; bg; wait %1; echo end:$?\r")
      let shown = try await terminal.expectNext("\nend:143")
      #expect(!shown.contains("\u{1B}"), "it wrote to the terminal of others")
      #expect(terminal.settings == before)
      terminal.type("exit\r")
    }
  }

  @Test("A SIGSTOP that nobody sees come is survived")
  func stopped() async throws {
    _ = try await inShell { terminal in
      try await terminal.expectNext("sh$ ")
      terminal.type("xmlactl shell\r")
      try await terminal.expectPrompt()
      terminal.type("half")
      try await terminal.expectTyped("half")
      terminal.send(SIGSTOP)
      try await terminal.expectNext("sh$ ")
      terminal.type("fg\r")
      try await terminal.expectPrompt()
      try await terminal.expectTyped("half")
      terminal.type("\u{3}")
      try await terminal.expectPrompt()
      terminal.leave()
      try await terminal.expectNext("sh$ ")
      terminal.type("exit\r")
    }
  }
}
