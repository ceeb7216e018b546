import Foundation
import TestSupport
import Testing

/// Transactions, locks and commands of the sandbox, by the built binary.
@Suite(.startsServers) struct TransactionTests {
  private func run(_ url: String, _ words: String...) async throws -> ProgramResult {
    try await Program.run([Program.path("xmlactl")] + words + ["-t", url])
  }

  private func open(_ url: String) async throws -> String {
    try await run(url, "session", "open", "--database", "HR").output.trimmingCharacters(in: .newlines)
  }

  @Test("Each step says whose session it is and what looks told of it: the reference count no server tells")
  func steps() async throws {
    try await TestServers.withSandbox { url in
      let session = try await open(url)
      let again = "begin accepted; a transaction was open before, and it takes as many commits as begins"
      let expected = [
        ("begin", "begun; the transaction is open"), ("begin", again),
        ("commit", "commit accepted; the transaction is still open, and takes further commits"),
        ("commit", "committed; no transaction is open any more"), ("begin", "begun; the transaction is open"),
        ("begin", again), ("rollback", "rolled back; no transaction is open any more"),
      ]
      for (verb, words) in expected {
        let result = try await run(url, verb, "--session", session)
        #expect(result.status == 0, "\(result.errors)")
        #expect(result.output == "session \(session) (SANDBOX\\anonymous on HR): \(words)\n")
      }
    }
  }

  @Test(
    """
    "If there is no active transaction […] a CommitTransaction command results in an error", "a RollbackTransaction \
    command results in an error": where a look tells that there is none, nothing is sent
    """, arguments: ["commit", "rollback"])
  func none(_ verb: String) async throws {
    try await TestServers.withSandbox { url in
      let session = try await open(url)
      let result = try await run(url, verb, "--session", session, "--trace")
      #expect(result.status == 3)
      #expect(result.output == "")
      #expect(!result.errors.contains("Transaction xmlns"))
      #expect(
        result.errors.contains(
          "session \(session) (SANDBOX\\anonymous on HR) has no open transaction; the \(verb) was not sent"))
      let gone = try await run(url, verb, "--session", "0B0C7C4E-5E1B-4C6B-9C55-7B1C2F4A9D10")
      #expect(gone.status == 3)
      #expect(gone.errorLines.count == 1)
      #expect(gone.errors.contains("nor is such a session; the \(verb) was not sent"))
    }
  }

  @Test("Where this user may not look, it is sent, and the server's own error comes back")
  func noneUnseen() async throws {
    try await ScratchFolder.with { scratch in
      let file = try scratch.write("pw\n", to: "password")
      try await TestServers.withSandbox("--user", "rita:reader", "--password-file", file) { url in
        let rita = url.replacing("http://", with: "http://rita@")
        let opened = try await run(rita, "session", "open", "--password-file", file)
        let session = opened.output.trimmingCharacters(in: .newlines)
        let result = try await run(
          rita, "commit", "--session", session, "--password-file", file, "--trace")
        #expect(result.status == 69)
        #expect(result.errors.contains("<CommitTransaction xmlns"))
        #expect(result.errors.contains("needs a begin"))
      }
    }
  }

  @Test(
    "On MySQL a step alone is a usage error that names what does it",
    arguments: ["begin", "commit", "rollback"])
  func mysql(_ verb: String) async throws {
    let result = try await run("mysql://root@127.0.0.1:1/", verb, "--session", "5")
    #expect(result.status == 64)
    #expect(result.errors.contains("run --transaction") && result.errors.contains("xmlactl shell"))
  }

  @Test("What a transaction did is there after its commit, and gone with its session")
  func effects() async throws {
    try await TestServers.withSandbox("--sessions", "0") { url in
      for (last, isKept) in [(["commit", "--session"], true), (["session", "close"], false)] {
        let session = try await open(url)
        #expect(try await run(url, "begin", "--session", session).status == 0)
        let key = last[0]
        _ = try await RawXMLA.execute(statement: "PUT \(key) 1", in: session, at: url)
        let other = try await RawXMLA.execute("<Statement>GET \(key)</Statement>", catalog: "HR", at: url)
        #expect(!other.contains("<value>"))
        let result = try await Program.run([Program.path("xmlactl")] + last + [session, "-t", url])
        #expect(result.status == 0, "\(result.errors)")
        let after = try await RawXMLA.execute("<Statement>GET \(key)</Statement>", catalog: "HR", at: url)
        #expect(after.contains("<value>1</value>") == isKept)
      }
    }
  }

  @Test("A user who may not list transactions is told that no look was had")
  func reader() async throws {
    try await ScratchFolder.with { scratch in
      let file = try scratch.write("pw\n", to: "password")
      try await TestServers.withSandbox("--user", "rita:reader", "--password-file", file) { url in
        let rita = url.replacing("http://", with: "http://rita@")
        let opened = try await run(rita, "session", "open", "--password-file", file)
        let session = opened.output.trimmingCharacters(in: .newlines)
        let result = try await run(rita, "begin", "--session", session, "--password-file", file)
        #expect(result.status == 0)
        #expect(result.output.contains("begin accepted; this user may not list transactions"))
      }
    }
  }

  @Test("The tree names who is in the way of a commit; with that cancelled the commit goes on")
  func tree() async throws {
    try await TestServers.withSandbox("--sessions", "0") { url in
      let reader = try await open(url)
      let writer = try await open(url)
      async let reading = RawXMLA.execute(statement: "WAIT", in: reader, at: url)
      try await Eventually.holds("the work") {
        try await run(url, "commands", "-o", "tsv").output.contains("WAIT")
      }
      async let writing = RawXMLA.execute(statement: "PUT a 1", in: writer, at: url)
      try await Eventually.holds("the work") {
        try await run(url, "sessions", "-o", "tsv").output.contains("blocked")
      }

      let tree = try await run(url, "locks", "--tree")
      let lines = tree.output.split(separator: "\n")
      try #require(lines.count == 3, "\(tree.output)")
      #expect(lines[1].contains("WAIT") && lines[1].contains("commit-read"))
      #expect(lines[2].hasPrefix("└─ ") && lines[2].contains("PUT a 1") && lines[2].contains("commit-write"))
      let transactions = try await run(url, "transactions", "-o", "name")
      #expect(transactions.output.contains(writer))

      let root = try await run(url, "locks", "--tree", "-o", "name").output.trimmingCharacters(in: .newlines)
      #expect(try await run(url, "cancel", "spid", root, "--wait", "10s").status == 0)
      #expect(try await reading.contains("3239837698"))
      #expect(try await writing.contains("xml-analysis:empty"))
      #expect(try await run(url, "locks", "-o", "name").output == "")
    }
  }

  @Test("A waiting command can be cancelled, and what it waited for stays as it was")
  func cancelWaiting() async throws {
    try await TestServers.withSandbox("--sessions", "0") { url in
      let reader = try await open(url)
      let writer = try await open(url)
      async let reading = RawXMLA.execute(statement: "WAIT", in: reader, at: url)
      try await Eventually.holds("the work") {
        try await run(url, "commands", "-o", "tsv").output.contains("WAIT")
      }
      async let writing = RawXMLA.execute(statement: "PUT a 1", in: writer, at: url)
      try await Eventually.holds("the work") {
        try await run(url, "sessions", "-o", "tsv").output.contains("blocked")
      }
      let result = try await run(url, "cancel", "command", "--session", writer, "--wait", "10s")
      #expect(result.status == 0, "\(result.errors)")
      #expect(try await writing.contains("3239837698"))
      _ = try await run(url, "cancel", "session", reader, "--wait", "10s")
      _ = try await reading
      let after = try await RawXMLA.execute("<Statement>GET</Statement>", catalog: "HR", at: url)
      #expect(!after.contains("<value>"))
    }
  }

  @Test(
    "By view the sandbox tells the same",
    arguments: ["sessions", "connections", "commands", "transactions", "locks"])
  func views(_ noun: String) async throws {
    try await TestServers.withSandbox { url in
      let plain = try await run(url, noun, "-o", "name")
      let view = try await run(url, noun, "-o", "name", "--via-dmv")
      #expect(view.status == 0, "\(view.errors)")
      #expect(!plain.output.isEmpty)
      // Each request lists a connection of its own, last.
      let own = noun == "connections" ? 1 : 0
      func others(_ result: ProgramResult) -> [Substring] {
        Array(result.output.split(separator: "\n").dropLast(own))
      }
      let both = (others(plain), others(view))
      #expect(both.0 == both.1)
    }
  }

  @Test("Where Discover is refused, views list and a cancel looks by them")
  func refused() async throws {
    try await TestServers.withSandbox("--refuse-discover") { url in
      let denied = try await run(url, "sessions")
      #expect(denied.status == 77)
      #expect(denied.errors.contains("--via-dmv"))
      let list = try await run(url, "sessions", "--via-dmv", "--database", "HR", "-o", "tsv")
      #expect(list.output.contains("\t1011\t"))
      let result = try await run(url, "cancel", "spid", "1011", "--via-dmv", "--wait", "10s")
      #expect(result.status == 0, "\(result.errors)")
    }
  }

  @Test("An expired session has a message of its own, and nothing opens another in its place")
  func expired() async throws {
    try await TestServers.withSandbox("--session-timeout", "1s") { url in
      let session = try await open(url)
      try await Eventually.holds("the session's end") {
        try await !run(url, "sessions", "-o", "name").output.contains(session)
      }
      let result = try await run(url, "begin", "--session", session)
      #expect(result.status == 69)
      #expect(result.errors.contains("the session has expired"))
      #expect(result.errors.contains("xmlactl session open"))
    }
  }

  @Test(
    "Servers that look for mustUnderstand in one form only are understood",
    arguments: ["any", "prefixed", "bare"])
  func headers(_ form: String) async throws {
    try await TestServers.withSandbox("--begin-session", form) { url in
      let session = try await open(url)
      #expect(!session.isEmpty)
      #expect(try await run(url, "begin", "--session", session).output.contains("the transaction is open"))
      #expect(try await run(url, "session", "close", session).status == 0)
    }
  }

  @Test("An accepted cancel that is ignored, and one that needs its time", arguments: ["ignored", "slow=1s"])
  func slowCancels(_ fault: String) async throws {
    try await TestServers.withSandbox("--fault", "cancel-\(fault)") { url in
      let result = try await run(
        url, "cancel", "spid", "1006", "--wait", fault == "ignored" ? "300ms" : "20s")
      #expect(result.status == (fault == "ignored" ? 4 : 0), "\(result.errors)")
    }
  }

  @Test("--escalate ends with the connection, and says at the end that nothing helped")
  func escalation() async throws {
    try await TestServers.withSandbox("--fault", "cancel-ignored") { url in
      let result = try await run(
        url, "cancel", "spid", "1006", "--escalate", "--wait", "100ms", "--yes", "--trace")
      #expect(result.status == 4)
      #expect(result.errors.contains("escalating to session "))
      #expect(result.errors.contains("escalating to connection 103"))
      for element in ["<SPID>1006</SPID>", "<SessionID>", "<ConnectionID>103</ConnectionID>"] {
        #expect(result.errors.contains(element), "\(element)")
      }
    }
    try await TestServers.withSandbox("--fault", "cancel-ignored:cancel:1") { url in
      let result = try await run(
        url, "cancel", "spid", "1006", "--escalate", "--wait", "100ms", "--yes")
      #expect(result.status == 0, "\(result.errors)")
      #expect(result.output.contains("after the cancel was escalated to session "))
    }
  }
}
