import Foundation
import TestSupport
import Testing

/// `--watch` by the built binary, on the sandbox.
@Suite(.startsServers) struct WatchTests {
  private static let enter = "\u{1B}[?1049h\u{1B}[?25l"
  private static let leave = "\u{1B}[?25h\u{1B}[?1049l"

  private func pieces(_ text: String, _ separator: String) -> Int {
    text.components(separatedBy: separator).count - 1
  }

  @Test("On a terminal the list is drawn over in place, and Ctrl-C restores the terminal; status 0")
  func screen() async throws {
    try await TestServers.withSandbox { url in
      let line = "stty -a >before; xmlactl commands -t \(url) --watch 200ms; echo status $?; stty -a >after"
      try await ScratchFolder.with { scratch in
        let status = try await PseudoTerminal.run("cd \(scratch.path); trap : INT; \(line)") { terminal in
          try await terminal.expect("SPID")
          #expect(terminal.screen.hasPrefix(Self.enter + "\u{1B}[H\(url)  every 0.2s  "))
          #expect(!terminal.screen.contains("\u{1B}[2J"))
          try await Eventually.holds("three looks") {
            try await terminal.expect("SPID")
            return pieces(terminal.screen, "\u{1B}[H") >= 3
          }
          #expect(pieces(terminal.screen, Self.enter) == 1)
          #expect(!terminal.screen.contains(Self.leave))
          // Nothing that is typed is shown.
          terminal.type("xyz")
          terminal.type("\u{3}")
          try await terminal.expect("status 0")
          #expect(terminal.screen.hasSuffix(Self.leave + "status 0\r\n"))
          #expect(!terminal.screen.contains("xyz"))
        }
        #expect(status == 0)
        let modes = try ["before", "after"].map {
          try String(contentsOfFile: "\(scratch.path)/\($0)", encoding: .utf8)
        }
        #expect(modes[0] == modes[1])
      }
    }
  }

  @Test("q ends it, SIGTERM too with status 143, and both restore the terminal")
  func otherEnds() async throws {
    try await TestServers.withSandbox { url in
      let quit = try await PseudoTerminal.run("xmlactl sessions -t \(url) --watch 1m; echo status $?") {
        terminal in
        try await terminal.expect("SPID")
        terminal.type("q")
        try await terminal.expect(Self.leave + "status 0")
      }
      #expect(quit == 0)
      try await ScratchFolder.with { scratch in
        let line = "cd \(scratch.path); echo $$ >pid; exec xmlactl sessions -t \(url) --watch 1m"
        let ended = try await PseudoTerminal.run(line) { terminal in
          try await terminal.expect("SPID")
          let text = try String(contentsOfFile: "\(scratch.path)/pid", encoding: .utf8)
          kill(try #require(Int32(text.trimmingCharacters(in: .whitespacesAndNewlines))), SIGTERM)
          try await terminal.expect(Self.leave)
        }
        #expect(ended == 143)
      }
    }
  }

  @Test("What changed is marked: in reverse, or by a mark where there is no colour")
  func marks() async throws {
    try await TestServers.withSandbox { url in
      for (setting, mark) in [("", "\u{1B}[7m"), ("NO_COLOR=1 ", "+  ")] {
        let line = "\(setting)xmlactl sessions -t \(url) --watch 200ms"
        _ = try await PseudoTerminal.run(line) { terminal in
          try await terminal.expect("12 rows")
          #expect(!terminal.screen.contains("\r\n" + mark))
          let opened = try await Program.xmlactl("session", "open", "-t", url)
          let id = opened.output.trimmingCharacters(in: .whitespacesAndNewlines)
          try await terminal.expect("13 rows")
          try await terminal.expect("\r\n" + mark)
          let closed = try await Program.xmlactl("session", "close", id, "-t", url)
          #expect(closed.status == 0)
          try await terminal.expect("12 rows, 1 ended")
          terminal.type("q")
        }
      }
    }
  }

  @Test("Another size of the window is drawn at once, and what does not fit is counted")
  func resize() async throws {
    try await TestServers.withSandbox { url in
      try await ScratchFolder.with { scratch in
        // Another program sets the size; stdin of what runs in the background is no terminal.
        let line = """
          mkfifo \(scratch.path)/go; { read go <\(scratch.path)/go; stty rows 8 columns 50 </dev/tty; } &
          exec xmlactl sessions -t \(url) --watch 10m
          """
        let status = try await PseudoTerminal.run(line) { terminal in
          try await terminal.expect("1012")
          #expect(!terminal.screen.contains(" more"))
          _ = try await Program.shell("echo >\(scratch.path)/go")
          try await terminal.expect("... 7 more")
          // It has been set in two steps.
          try await Eventually.holds("8 lines of less than 50 columns") {
            try await terminal.expect("more")
            let last = terminal.screen.components(separatedBy: "\u{1B}[H").last ?? ""
            let lines = last.replacing(/\u{1B}\[[0-9;?]*[A-Za-z]/, with: "").components(separatedBy: "\r\n")
            return lines.count == 8 && lines.allSatisfy { $0.count < 50 }
          }
          terminal.type("q")
        }
        #expect(status == 0)
      }
    }
  }

  @Test("Ctrl-Z gives the terminal back; fg draws again")
  func suspend() async throws {
    try await TestServers.withSandbox { url in
      let line = "exec bash --norc --noprofile -i"
      _ = try await PseudoTerminal.run(line) { terminal in
        try await terminal.expect("bash")
        terminal.type("xmlactl sessions -t \(url) --watch 10m\r")
        try await terminal.expect("1012")
        terminal.type("\u{1A}")
        try await terminal.expect("Stopped")
        #expect(terminal.screen.contains(Self.leave))
        #expect(pieces(terminal.screen, Self.enter) == 1)
        terminal.type("fg\r")
        try await Eventually.holds("the screen again") {
          try await terminal.expect(Self.enter)
          return pieces(terminal.screen, Self.enter) == 2 && pieces(terminal.screen, "1012") >= 2
        }
        terminal.type("q")
        try await Eventually.holds("the first screen again") {
          try await terminal.expect(Self.leave)
          return pieces(terminal.screen, Self.leave) == 2
        }
        terminal.type("exit\r")
      }
    }
  }

  @Test("Elsewhere looks are appended: rows with their time for scripts, tables below theirs for people")
  func appended() async throws {
    try await TestServers.withSandbox { url in
      func lines(_ format: String, _ count: Int) async throws -> [String] {
        let result = try await Program.shell(
          "xmlactl commands -t \(url) -o \(format) --watch 100ms | head -\(count)")
        #expect(result.errors == "")
        return result.output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      }
      let ndjson = try await lines("ndjson", 13)
      var times: Set<String> = []
      for line in ndjson.dropLast() {
        let object = try #require(
          try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        times.insert(try #require(object["seen_at"] as? String))
        #expect(object["target"] as? String == url)
        #expect(line.hasPrefix(#"{"seen_at":"20"#))
      }
      #expect(times.count == 3)

      let csv = try await lines("csv", 14)
      #expect(csv.filter { $0.hasPrefix("seen_at,target,spid,") }.count == 1)
      let table = try await lines("table", 20)
      #expect(table[0].wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/) != nil)
      #expect(table[1].hasPrefix("SPID"))
      #expect(table[8] == "")
      #expect(table[9] > table[0])
      #expect(table[10] == table[1])
      let names = try await lines("name", 8)
      #expect(names[0] == names[6])
      #expect(names[1] == names[7])
    }
  }

  @Test("A reader that goes away ends it quietly with status 0", arguments: ["ndjson", "table"])
  func head(format: String) async throws {
    try await TestServers.withSandbox { url in
      try await ScratchFolder.with { scratch in
        let line =
          "{ xmlactl sessions -t \(url) -o \(format) --watch 100ms; echo $? >\(scratch.path)/status; } | head -1"
        let result = try await Program.shell(line, within: .seconds(30))
        #expect(result.output.split(separator: "\n").count == 1)
        #expect(result.errors == "")
        #expect(try String(contentsOfFile: "\(scratch.path)/status", encoding: .utf8) == "0\n")
      }
    }
  }

  @Test("Ctrl-C ends it although nobody reads what it writes")
  func stalledReader() async throws {
    try await TestServers.withSandbox("--sessions", "2000") { url in
      try await ScratchFolder.with { scratch in
        let line = """
          cd \(scratch.path); mkfifo out; sleep 60 <out & reader=$!
          xmlactl sessions -t \(url) -o ndjson --watch 100ms >out 2>errors & echo $! >pid
          wait $!; echo $? >status; kill $reader
          """
        async let run = Program.shell(line, within: .seconds(40))
        let pid = try await Eventually.get("the program") {
          (try? String(contentsOfFile: "\(scratch.path)/pid", encoding: .utf8))
            .flatMap { Int32($0.trimmingCharacters(in: .whitespacesAndNewlines)) }
        }
        // As much as a pipe holds (pipe(7)): it waits for room.
        try await Eventually.holds("a full pipe") {
          let counts = try String(contentsOfFile: "/proc/\(pid)/io", encoding: .utf8).split(separator: "\n")
          let written = counts.first { $0.hasPrefix("wchar: ") }.flatMap { Int($0.dropFirst(7)) }
          return written ?? 0 >= 65_536
        }
        kill(pid, SIGINT)
        _ = try await run
        #expect(try String(contentsOfFile: "\(scratch.path)/status", encoding: .utf8) == "0\n")
      }
    }
  }

  @Test("What can't be watched is refused before anything is sent; status 64")
  func refused() async throws {
    for (words, says) in [
      (["-o", "json", "--watch"], "-o ndjson"), (["--watch", "50ms"], "100ms is the least"),
      (["--watch=often"], "is no interval"), (["--watch", "1.5"], "is no interval"),
      (["--watch", "-1"], "-1"),
    ] {
      let result = try await Program.run(
        [Program.path("xmlactl"), "sessions", "-t", "http://127.0.0.1:1/xmla"] + words)
      #expect(result.status == 64, "\(words)")
      #expect(result.output == "")
      #expect(result.errors.contains(says), "\(result.errors)")
    }
  }

  @Test("A first look that is denied, or makes no sense, ends it with its status")
  func hopeless() async throws {
    try await ScratchFolder.with { scratch in
      let file = try scratch.write("right\n", to: "password")
      let wrong = try scratch.write("wrong\n", to: "wrong")
      try await TestServers.withSandbox("--user", "ops:server-admin", "--password-file", file) { url in
        let named = url.replacing("http://", with: "http://ops@")
        let denied = try await Program.xmlactl(
          "sessions", "-t", named, "--password-file", wrong, "--watch", within: .seconds(20))
        #expect(denied.status == 77)
        #expect(denied.errorLines.count == 1, "\(denied.errors)")
        let line = "xmlactl sessions -t \(named) --password-file \(wrong) --watch; echo status $?"
        _ = try await PseudoTerminal.run(line) { terminal in
          try await terminal.expect("status 77")
          #expect(!terminal.screen.contains("\u{1B}["))
        }
      }
    }
    let usage = try await Program.xmlactl(
      "discover", "DISCOVER_JOBS", "-t", "mysql://root@127.0.0.1:1/", "--watch")
    #expect(usage.status == 64)
  }

  @Test("A password is asked for once, on the first screen")
  func password() async throws {
    try await ScratchFolder.with { scratch in
      let file = try scratch.write("right\n", to: "password")
      try await TestServers.withSandbox("--user", "ops:server-admin", "--password-file", file) { url in
        let named = url.replacing("http://", with: "http://ops@")
        let line = "xmlactl sessions -t \(named) -t \(url.replacing("/xmla", with: "/none")) --watch 100ms"
        _ = try await PseudoTerminal.run(line) { terminal in
          try await terminal.expect("Password for ops")
          terminal.type("right\r")
          try await Eventually.holds("five looks") {
            try await terminal.expect("SPID")
            return pieces(terminal.screen, "SPID") >= 5
          }
          #expect(pieces(terminal.screen, "Password for") == 1)
          terminal.type("q")
        }
      }
    }
  }

  @Test("Of two targets one that fails is told once, and the other goes on")
  func twoTargets() async throws {
    try await TestServers.withSandbox { url in
      let result = try await Program.shell(
        "xmlactl commands -t \(url) -t http://127.0.0.1:1/xmla -o ndjson --watch 100ms | head -60")
      #expect(result.output.split(separator: "\n").count == 60)
      #expect(result.errorLines.count == 1, "\(result.errors)")
      #expect(result.errors.hasPrefix("xmlactl: http://127.0.0.1:1/xmla: cannot connect"))
      #expect(result.errors.hasSuffix("; looking again\n"))
    }
  }

  // MARK: Refused logins

  /// Lets in once, and refuses the login from then on.
  private static let refusing: RogueServer.Manner = .converses([
    RogueServer.rowset("<row><A>seen</A></row>"),
    Array("HTTP/1.1 401 no\r\nWWW-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n".utf8),
  ])

  private func watchRefusing(
    _ body: (_ words: [String], _ requests: () -> Int) async throws -> Void
  ) async throws {
    try await ScratchFolder.with { scratch in
      let file = try scratch.write("right\n", to: "password")
      try await RogueServer.with(Self.refusing) { server in
        let url = "http://ops@127.0.0.1:\(server.port)/xmla"
        try await body(
          ["discover", "DISCOVER_LOCKS", "-t", url, "--password-file", file, "--watch", "100ms"]
        ) { pieces(server.receivedText, "POST ") }
      }
    }
  }

  @Test(
    "A login that is refused after a good look is not tried again, since servers lock accounts; status 77")
  func refusedLater() async throws {
    try await watchRefusing { words, requests in
      let result = try await Program.run(
        [Program.path("xmlactl")] + words + ["-o", "ndjson"], within: .seconds(20))
      #expect(result.status == 77)
      #expect(result.output.contains("seen"))
      #expect(result.errorLines.count == 1, "\(result.errors)")
      #expect(result.errors.contains("the server refused the user or the password"))
      #expect(result.errors.hasSuffix("; it is not asked again\n"))
      #expect(requests() == 2)
    }
    try await watchRefusing { words, requests in
      let line = "xmlactl \(words.joined(separator: " ")); echo status $?"
      _ = try await PseudoTerminal.run(line) { terminal in
        try await terminal.expect("status 77")
        let told = try #require(terminal.screen.components(separatedBy: Self.leave).last)
        #expect(told.contains("the server refused the user or the password"))
      }
      #expect(requests() == 2)
    }
  }

  @Test("A target that refused the login is left alone while another one is watched")
  func refusedBesideAnother() async throws {
    try await TestServers.withSandbox { url in
      try await watchRefusing { words, requests in
        let named = url.replacing("http://", with: "http://ops@")
        let line = "xmlactl \((words + ["-t", named]).joined(separator: " "))"
        _ = try await PseudoTerminal.run(line) { terminal in
          try await terminal.expect("it is not asked again")
          // The time of the last look at the other.
          func time() -> Substring? {
            terminal.screen.matches(of: /every 0.1s  (\d\d:\d\d:\d\d)/).last?.output.1
          }
          let before = time()
          try await Eventually.holds("more looks at the other") {
            try await terminal.expect("every")
            return time() != before
          }
          terminal.type("q")
        }
        #expect(requests() == 2)
      }
    }
  }

  // MARK: Whose terminal it is

  @Test("In the background it looks and leaves the terminal to the shell, and comes back with fg")
  func background() async throws {
    try await TestServers.withSandbox { url in
      try await ScratchFolder.with { scratch in
        /// Counted on the wire: a trace that goes to a file leaves the screen as it is.
        @Sendable func looks() throws -> Int {
          pieces(try String(contentsOfFile: "\(scratch.path)/trace", encoding: .utf8), "> POST")
        }
        @Sendable func looksAgain() async throws {
          let before = try looks()
          try await Eventually.holds("more looks") { try looks() > before + 9 }
        }
        _ = try await PseudoTerminal.run("exec bash --norc --noprofile -i") { terminal in
          try await terminal.expect("bash")
          terminal.type("xmlactl commands -t \(url) --watch 200ms --trace 2>\(scratch.path)/trace &\r")
          try await Eventually.holds("the trace") { (try? looks()) ?? 0 > 0 }
          try await looksAgain()
          terminal.type("echo mar''ker\r")
          try await terminal.expect("marker")
          #expect(pieces(terminal.screen, Self.enter) == 0)
          terminal.type("fg\r")
          try await terminal.expect(Self.enter)
          try await terminal.expect("SPID")
          terminal.type("\u{1A}")
          try await terminal.expect("Stopped")
          terminal.type("bg\r")
          try await looksAgain()
          terminal.type("echo mar''ker2\r")
          try await terminal.expect("marker2")
          #expect(pieces(terminal.screen, Self.enter) == 1)
          #expect(pieces(terminal.screen, Self.leave) == 1)
          terminal.type("fg\r")
          try await Eventually.holds("the screen again") {
            try await terminal.expect("SPID")
            return pieces(terminal.screen, Self.enter) == 2
          }
          // Keys are read again.
          terminal.type("q")
          try await Eventually.holds("the first screen again") {
            try await terminal.expect(Self.leave)
            return pieces(terminal.screen, Self.leave) == 2
          }
          terminal.type("exit\r")
        }
      }
    }
  }

  /// A watch on a terminal, and its number.
  private func watched(
    _ url: String, _ options: String = "--watch 1m",
    _ body: @escaping @Sendable (PseudoTerminal, _ pid: Int32, _ folder: String) async throws -> Void
  ) async throws {
    try await ScratchFolder.with { scratch in
      let folder = scratch.path
      let line = """
        cd \(folder); ulimit -c 0; export SWIFT_BACKTRACE=enable=no; stty -a >before
        sh -c 'echo $$ >pid; exec xmlactl commands -t \(url) \(options)'; echo status $? >status; stty -a >after
        """
      _ = try await PseudoTerminal.run(line) { terminal in
        try await terminal.expect("SPID")
        let text = try String(contentsOfFile: "\(folder)/pid", encoding: .utf8)
        try await body(
          terminal, try #require(Int32(text.trimmingCharacters(in: .whitespacesAndNewlines))), folder)
      }
      let modes = try ["before", "after"].map {
        try String(contentsOfFile: "\(folder)/\($0)", encoding: .utf8)
      }
      #expect(modes[0] == modes[1])
    }
  }

  @Test(
    "A crash, or a signal that nobody expects, gives the terminal back too",
    arguments: [SIGSEGV, SIGABRT, SIGALRM, SIGUSR1, SIGQUIT])
  func crash(_ signal: Int32) async throws {
    try await TestServers.withSandbox { url in
      try await watched(url) { terminal, pid, folder in
        kill(pid, signal)
        try await terminal.expect(Self.leave)
        try await Eventually.holds("its status") {
          (try? String(contentsOfFile: "\(folder)/status", encoding: .utf8)) == "status \(128 + signal)\n"
        }
      }
    }
  }

  @Test("SIGTERM ends it on a terminal that takes no output")
  func stoppedTerminal() async throws {
    try await TestServers.withSandbox { url in
      try await watched(url, "--watch 100ms --trace 2>trace") { terminal, pid, folder in
        @Sendable func looks() throws -> Int {
          pieces(try String(contentsOfFile: "\(folder)/trace", encoding: .utf8), "> POST")
        }
        // Ctrl-S
        terminal.type("\u{13}")
        // Something changes with each second, and then a look can't be drawn.
        var (count, since) = (try looks(), ContinuousClock.now)
        try await Eventually.holds("no more looks") {
          let now = try looks()
          if now != count { (count, since) = (now, .now) }
          return ContinuousClock.now - since > .seconds(2)
        }
        kill(pid, SIGTERM)
        try await Eventually.holds("its status") {
          (try? String(contentsOfFile: "\(folder)/status", encoding: .utf8)) == "status 143\n"
        }
      }
    }
  }
}
