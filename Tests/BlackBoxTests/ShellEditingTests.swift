import Foundation
import TestSupport
import Testing

/// Lines typed into the shell on a real terminal.
@Suite(.startsServers) struct ShellEditingTests {
  /// No command: the message shows what arrived.
  private static func unknown(_ word: String) -> String { "'\(word)' is no command" }

  @Test("Ctrl-D leaves with 0, and the terminal is as it was")
  func end() async throws {
    try await ScratchFolder.with { home in
      let status = try await ShellTerminal.run(home: home) { terminal in
        let before = terminal.settings
        try await terminal.expectPrompt()
        #expect(terminal.settings.isRaw)
        terminal.leave()
        try await Eventually.holds("the terminal as it was") { terminal.settings == before }
      }
      #expect(status == 0)
    }
  }

  @Test("The prompt shows on the terminal, whatever stdout is")
  func redirected() async throws {
    try await ScratchFolder.with { home in
      let status = try await ShellTerminal.run("xmlactl shell >\(home.path)/out 2>/dev/null", home: home) {
        terminal in
        try await terminal.expectPrompt()
        terminal.type("help\r")
        try await terminal.expectPrompt()
        terminal.leave()
      }
      #expect(status == 0)
      #expect(try String(contentsOfFile: "\(home.path)/out", encoding: .utf8).contains("USAGE"))
    }
  }

  @Test(
    "UTF-8 arrives as it was typed, in any locale",
    arguments: [["LANG": "C.UTF-8"], ["LC_ALL": "C"], ["LC_ALL": "nonsense"]])
  func utf8(_ locale: [String: String]) async throws {
    try await ScratchFolder.with { home in
      _ = try await ShellTerminal.run(home: home, environment: locale) { terminal in
        try await terminal.expectPrompt()
        terminal.type("é日本😀\r")
        try await terminal.expectNext(Self.unknown("é日本😀"))
        // What is not UTF-8 is dropped, and harms nothing.
        try await terminal.expectPrompt()
        terminal.type(Array("é".utf8) + [0xFF, 0xC3, 0x61, 0xE6, 0x97, 0x62, 0x0D])
        try await terminal.expectNext(Self.unknown("éab"))
        try await terminal.expectPrompt()
        terminal.leave()
      }
    }
  }

  @Test("Wide characters are edited and wrapped where the terminal has them")
  func wide() async throws {
    try await ScratchFolder.with { home in
      _ = try await ShellTerminal.run(home: home, columns: 20) { terminal in
        try await terminal.expectPrompt()
        terminal.type("日本語")
        try await terminal.expectTyped("日本語")
        // Over one of them, and another in its place.
        terminal.type("\u{2}\u{8}x")
        try await terminal.expectTyped("日x語")
        #expect(terminal.picture.cursor.column == ShellTerminal.prompt.count + 3)
        // The fifth does not fit in the last cell: it goes to the next row whole.
        terminal.type("\u{5}本日y本")
        try await terminal.expectPicture("two rows") { $0.rows.suffix(2) == ["xmlactl> 日x語本日y", "本"] }
        terminal.type("\r")
        try await terminal.expectNext(Self.unknown("日x語本日y本"))
        try await terminal.expectPrompt()
        terminal.leave()
      }
    }
  }

  @Test("Lines that are pasted together run one after the other, with their tabs as white space")
  func pasted() async throws {
    try await ScratchFolder.with { home in
      _ = try await ShellTerminal.run(home: home) { terminal in
        try await terminal.expectPrompt()
        terminal.type("one\rtwo\r\tthree\t\r")
        for word in ["one", "two", "three"] { try await terminal.expectNext(Self.unknown(word)) }
        try await terminal.expectPrompt()
        terminal.leave()
      }
    }
  }

  @Test("A very long line arrives whole")
  func long() async throws {
    try await ScratchFolder.with { home in
      _ = try await ShellTerminal.run(home: home) { terminal in
        try await terminal.expectPrompt()
        let word = String(repeating: "abcdefghij", count: 300)
        terminal.type(word + "\r")
        try await terminal.expectNext(Self.unknown(word))
        terminal.leave()
      }
    }
  }

  @Test(
    "A window that is resized while somebody types shows the line anew, and takes more", arguments: [30, 60])
  func resized(_ columns: UInt16) async throws {
    try await ScratchFolder.with { home in
      _ = try await ShellTerminal.run(home: home, columns: 45) { terminal in
        try await terminal.expectPrompt()
        let words = "Zwölf_Boxkämpfer_jagen_Viktor_quer_über_日本"
        terminal.type(words)
        try await terminal.expectPicture("all of it") { $0.line.hasSuffix("日本") }
        terminal.resize(columns: columns)
        let line = ShellTerminal.prompt + words
        let rows = [String(line.prefix(Int(columns))), String(line.dropFirst(Int(columns)))].filter {
          !$0.isEmpty
        }
        try await terminal.expectPicture("\(rows)") { $0.rows == rows }
        terminal.type("!\r")
        try await terminal.expectNext(Self.unknown(words + "!"))
        try await terminal.expectPrompt()
        terminal.leave()
      }
    }
  }

  @Test("Ctrl-C drops the line, wherever the cursor is, and the shell goes on")
  func interrupted() async throws {
    try await ScratchFolder.with { home in
      let status = try await ShellTerminal.run(home: home, columns: 20) { terminal in
        try await terminal.expectPrompt()
        terminal.type("a_line_of_two_rows")
        try await terminal.expectPicture("two rows") {
          $0.rows.suffix(2) == ["xmlactl> a_line_of_t", "wo_rows"]
        }
        // Home: what is typed next must not run into the rest of it.
        terminal.type("\u{1}")
        try await terminal.expectPicture("the cursor at the beginning") { $0.line.hasPrefix("xmlactl>") }
        terminal.type("\u{3}")
        try await terminal.expectPrompt()
        #expect(terminal.picture.rows.suffix(3) == ["xmlactl> a_line_of_t", "wo_rows^C", "xmlactl>"])
        terminal.type("more\r")
        try await terminal.expectNext(Self.unknown("more"))
        try await terminal.expectPrompt()
        // From outside, as by a service that means well.
        terminal.type("rest")
        try await terminal.expectTyped("rest")
        terminal.send(SIGINT)
        try await terminal.expectPrompt()
        #expect(terminal.settings.isRaw)
        terminal.leave()
      }
      #expect(status == 0)
    }
  }

  // MARK: Completion

  @Test("Tab completes, and shows what there is to choose from below the line")
  func completed() async throws {
    try await ScratchFolder.with { home in
      _ = try await ShellTerminal.run(home: home) { terminal in
        try await terminal.expectPrompt()
        terminal.type("conn\t")
        try await terminal.expectTyped("connections")
        terminal.type("--us\t")
        try await terminal.expectTyped("connections --user")
        terminal.type("\u{15}sess")
        try await terminal.expectTyped("sess")
        terminal.type("\t")
        try await terminal.expectTyped("session")
        terminal.type("\t")
        try await terminal.expectNext("session   sessions")
        try await terminal.expectTyped("session")
        // In the middle of a line, and with nothing to add.
        terminal.type("\u{15}conn -o json\u{1}\u{1B}[C\u{1B}[C\u{1B}[C\u{1B}[C")
        try await terminal.expectTyped("conn -o json")
        terminal.type("\t")
        try await terminal.expectTyped("connections -o json")
        terminal.type("\u{5}x")
        try await terminal.expectTyped("connections -o jsonx")
        terminal.type("\t")
        try await terminal.expectNext("\u{7}")
        terminal.type("\u{15}")
        terminal.leave()
      }
    }
  }

  @Test("Tab knows the ids of the last listing")
  func completedIDs() async throws {
    try await TestServers.withSandbox { url in
      try await ScratchFolder.with { home in
        let listing = try await Program.xmlactl("sessions", "-t", url, "-o", "name")
        let name = try #require(listing.output.split(separator: "\n").first)
        let id = name.prefix { $0 != "/" }
        let status = try await ShellTerminal.run("exec xmlactl shell -t \(url)", home: home) { terminal in
          try await terminal.expectNext("> ")
          terminal.type("sessions -o name\r")
          try await terminal.expectNext(name + "\r\n")
          try await terminal.expectNext("> ")
          terminal.type("cancel session \(id.prefix(9))\t")
          try await terminal.expectPicture("the whole id") { $0.line.hasSuffix("> cancel session \(id)") }
          terminal.type("\u{3}")
          try await terminal.expectNext("> ")
          terminal.leave()
        }
        #expect(status == 0)
      }
    }
  }

  // MARK: History

  @Test("Lines of earlier runs come back, with Ctrl-R too; passwords and what begins with a space do not")
  func history() async throws {
    try await ScratchFolder.with { home in
      let first = try await ShellTerminal.run(home: home) { terminal in
        try await terminal.expectPrompt()
        for line in [
          "first é日本", "second\\", "and more", "x IDENTIFIED BY 'hush'", " spaced", "third one", "third one",
          "Passw0rd",
        ] {
          terminal.type(line + "\r")
          try await terminal.expectNext(line.hasSuffix("\\") ? "-> " : ShellTerminal.prompt)
        }
        terminal.leave()
      }
      #expect(first == 0)
      let file = ShellTerminal.history(home)
      #expect(
        try String(contentsOfFile: file, encoding: .utf8) == "first é日本\nsecond\\\\\\nand more\nthird one\n")
      let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
      #expect(mode == 0o600)

      _ = try await ShellTerminal.run(home: home) { terminal in
        try await terminal.expectPrompt()
        terminal.type("\u{1B}[A")
        try await terminal.expectTyped("third one")
        terminal.type("\u{1B}[A")
        try await terminal.expectPicture("both rows") {
          $0.rows.suffix(2) == ["xmlactl> second\\", "and more"]
        }
        terminal.type("\u{3}")
        try await terminal.expectPrompt()
        terminal.type("\u{12}rst")
        try await terminal.expectPicture("the line found") { $0.rows.contains("xmlactl> first é日本") }
        terminal.type("\r")
        try await terminal.expectNext(Self.unknown("first"))
        try await terminal.expectPrompt()
        // In the middle of a search too.
        terminal.type("\u{12}")
        try await terminal.expectNext("bck:")
        terminal.type("\u{3}")
        try await terminal.expectPrompt()
        terminal.leave()
      }
    }
  }

  @Test("A history that can't be used is told once, and the shell works")
  func refusedHistory() async throws {
    try await ScratchFolder.with { home in
      try FileManager.default.createDirectory(
        atPath: "\(home.path)/.local/state/xmlactl", withIntermediateDirectories: true)
      try FileManager.default.createSymbolicLink(
        atPath: ShellTerminal.history(home), withDestinationPath: "\(home.path)/other")
      let status = try await ShellTerminal.run(home: home) { terminal in
        let before = try await terminal.expectPrompt()
        #expect(before.contains("can't be used: it is a symbolic link"))
        terminal.type("word\r")
        let after = try await terminal.expectPrompt()
        #expect(after.contains(Self.unknown("word")) && !after.contains("history"))
        terminal.leave()
      }
      #expect(status == 0)
      #expect(!FileManager.default.fileExists(atPath: "\(home.path)/other"))
    }
  }

  // MARK: ~/.editrc

  @Test("~/.editrc chooses vi's keys, and ours are there too")
  func vi() async throws {
    try await ScratchFolder.with { home in
      _ = try home.write("other:bind ^I ed-move-to-beg\nxmlactl:bind -v\n", to: ".editrc")
      _ = try await ShellTerminal.run(home: home) { terminal in
        try await terminal.expectPrompt()
        terminal.type("hello_wörlx\u{1B}xad\u{1B}0rH\r")
        try await terminal.expectNext(Self.unknown("Hello_wörld"))
        try await terminal.expectPrompt()
        terminal.type("conn\t")
        try await terminal.expectTyped("connections")
        terminal.type("\u{3}")
        try await terminal.expectPrompt()
        terminal.type("\u{12}wör")
        try await terminal.expectPicture("the line found") { $0.rows.contains("xmlactl> Hello_wörld") }
        terminal.type("\u{3}")
        try await terminal.expectPrompt()
        terminal.leave()
      }
    }
  }

  @Test("What ~/.editrc binds wins", arguments: ["-e", "-v"])
  func bound(_ mode: String) async throws {
    try await ScratchFolder.with { home in
      _ = try home.write("bind \(mode)\nbind ^R ed-move-to-beg\n", to: ".editrc")
      _ = try await ShellTerminal.run(home: home) { terminal in
        try await terminal.expectPrompt()
        terminal.type("bc\u{12}a\r")
        try await terminal.expectNext(Self.unknown("abc"))
        try await terminal.expectPrompt()
        terminal.leave()
      }
    }
  }
}
