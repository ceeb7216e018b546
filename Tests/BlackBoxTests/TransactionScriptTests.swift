import Foundation
import TestSupport
import Testing

/// `xmlactl run --transaction` on the sandbox, and the sentences of the seed "Managing Transactions" on the client's
/// side. What is committed another client looks at, by curl.
@Suite(.startsServers) struct TransactionScriptTests {
  private static let rolledBack = "rolled back; no transaction is open any more"
  private static let committed = "committed; no transaction is open any more"

  /// An empty sandbox, and a folder for scripts.
  private struct Bench: Sendable {
    let url: String
    let folder: String

    /// - Parameter commands: cut at `GO` lines.
    func run(_ commands: [String], _ options: String...) async throws -> ProgramResult {
      try await Program.run(words(options) + ["-"], input: commands.joined(separator: "\nGO\n"))
    }

    func start(_ commands: [String], _ options: String...) throws -> BackgroundRun {
      let file = "\(folder)/script.mdx"
      try Data(commands.joined(separator: "\nGO\n").utf8).write(to: URL(fileURLWithPath: file))
      return BackgroundRun(words(options) + ["-f", file], in: folder)
    }

    private func words(_ options: [String]) -> [String] {
      [Program.path("xmlactl"), "run", "--transaction", "-t", url]
        + (options.contains("--session") ? [] : ["--database", "HR"]) + options
    }

    /// The keys that other sessions see.
    func keys() async throws -> [String] {
      let reply = try await RawXMLA.execute("<Statement>GET</Statement>", catalog: "HR", at: url)
      return reply.matches(of: /<key>([^<]*)</).map { String($0.output.1) }
    }

    /// The ids of all sessions but those of listings.
    func sessions() async throws -> [Substring] {
      try await Program.xmlactl("sessions", "-o", "name", "-t", url).output.split(separator: "\n")
        .map { $0.prefix { $0 != "/" } }
    }

    func open() async throws -> String {
      try await Program.xmlactl("session", "open", "--database", "HR", "-t", url).output
        .trimmingCharacters(in: .newlines)
    }

    /// The session that runs a statement, once it does.
    func session(running statement: String) async throws -> String {
      try await Eventually.get("a session that runs \(statement)") {
        let list = try await Program.xmlactl("sessions", "-o", "ndjson", "-t", url).output
        let row = list.split(separator: "\n").first {
          $0.contains("\"status\":\"active\"") && $0.contains("\"statement\":\"\(statement)\"")
        }
        return row?.firstMatch(of: /"id":"([^"]+)"/).map { String($0.output.1) }
      }
    }
  }

  private func with(_ arguments: String..., body: (Bench) async throws -> Void) async throws {
    try await ScratchFolder.with { scratch in
      try await TestServers.withSandbox(["--sessions", "0"] + arguments) { url in
        try await body(Bench(url: url, folder: scratch.path))
      }
    }
  }

  @Test(
    """
    "only commits an explicit transaction if a CommitTransaction command is sent", which it is when all have \
    succeeded; "All subsequent commands are considered to be within the active transaction"
    """)
  func commits() async throws {
    try await with { bench in
      let run = try bench.start(["PUT a 1", "GET", "SLEEP 2", "PUT b 2"], "-o", "csv")
      _ = try await bench.session(running: "SLEEP 2")
      #expect(try await bench.keys() == [], "nobody else sees it before the commit")
      let result = try await run.end()
      #expect(result.status == 0, "\(result.errors)")
      #expect(result.output.contains("a,1"), "the transaction itself sees it")
      #expect(result.errors.contains(Self.committed))
      #expect(try await bench.keys() == ["a", "b"])
      #expect(try await bench.sessions() == [])
    }
  }

  @Test(
    """
    "and rolls back an explicit transaction if a RollbackTransaction command is sent", which it is at the first \
    failure: its line is named, and nothing is left behind
    """)
  func rollsBack() async throws {
    try await with { bench in
      let result = try await bench.run(["PUT a 1", "PUT b 2", "FAIL on purpose", "PUT c 3"])
      #expect(result.status == 69)
      let lines = result.errorLines
      try #require(lines.count == 2, "\(result.errors)")
      #expect(lines[0].contains("line 5: ") && lines[0].contains("on purpose"))
      #expect(lines[0].contains("the statement after it was not run"))
      #expect(lines[1].hasSuffix(": \(Self.rolledBack)"))
      #expect(try await bench.keys() == [])
      #expect(try await bench.sessions() == [])
    }
  }

  @Test(
    """
    "creates an implicit transaction for an XMLA command if the BeginTransaction command does not specify the start of \
    a transaction", "always commits an implicit transaction if the command succeeds, and rolls back an implicit \
    transaction if the command fails": without --transaction each stands for itself
    """)
  func implicit() async throws {
    try await with { bench in
      let result = try await Program.run(
        [Program.path("xmlactl"), "run", "-t", bench.url, "--database", "HR", "-"],
        input: "PUT a 1\nGO\nFAIL x\nGO\nPUT b 2")
      #expect(result.status == 69)
      #expect(try await bench.keys() == ["a"])
    }
  }

  @Test(
    "Ended by a signal in the middle: cancelled, rolled back, and the status says which",
    arguments: BackgroundRun.endings)
  func signals(_ name: String, _ status: Int32) async throws {
    try await with { bench in
      let run = try bench.start(["PUT a 1", "WAIT", "PUT b 2"])
      _ = try await bench.session(running: "WAIT")
      try await run.signal(name)
      let result = try await run.end()
      #expect(result.status == status)
      #expect(
        result.errors.contains("line 3: interrupted; the server stopped the statement"), "\(result.errors)")
      #expect(result.errors.contains(Self.rolledBack))
      #expect(try await bench.keys() == [])
      #expect(try await bench.sessions() == [])
    }
  }

  @Test(
    """
    "rolls back both implicit and explicit transactions if the current session ends before the active transaction \
    completes": a session of our own is ended after a hard cancel, and somebody else may end it
    """)
  func sessionEnds() async throws {
    try await with { bench in
      let hard = try await bench.run(
        ["PUT a 1", "WAIT"], "--command-timeout", "300ms", "--cancellation-timeout", "-1")
      #expect(hard.status == 125)
      #expect(
        hard.errors.contains("the session has ended, and the server rolls its transaction back with it"),
        "\(hard.errors)")
      #expect(!hard.errors.contains("rolled back"))
      #expect(try await bench.keys() == [])

      let run = try bench.start(["PUT a 1", "WAIT"])
      let session = try await bench.session(running: "WAIT")
      #expect(
        try await Program.xmlactl("cancel", "session", session, "-t", bench.url, "--wait", "10s").status == 0)
      let ended = try await run.end()
      #expect(ended.status != 0)
      #expect(
        ended.errors.contains("the session has ended, and the server rolls its transaction back with it"),
        "\(ended.errors)")
      #expect(try await bench.keys() == [])
      #expect(try await bench.sessions() == [])
    }
  }

  @Test("Somebody else's cancel of the command rolls back")
  func cancelled() async throws {
    try await with { bench in
      let run = try bench.start(["PUT a 1", "WAIT"])
      let session = try await bench.session(running: "WAIT")
      let cancel = try await Program.xmlactl("cancel", "command", "--session", session, "-t", bench.url)
      #expect(cancel.status == 0, "\(cancel.errors)")
      let result = try await run.end()
      #expect(result.status == 6)
      #expect(result.errors.contains(Self.rolledBack), "\(result.errors)")
      #expect(try await bench.keys() == [])
    }
  }

  @Test("A session that was named is used, and stays")
  func namedSession() async throws {
    try await with { bench in
      let session = try await bench.open()
      let result = try await bench.run(["PUT a 1"], "--session", session)
      #expect(result.status == 0, "\(result.errors)")
      #expect(result.errors.contains(Self.committed))
      #expect(try await bench.keys() == ["a"])
      #expect(try await bench.sessions() == [Substring(session)])

      let failed = try await bench.run(["PUT b 1", "FAIL x"], "--session", session)
      #expect(failed.errors.contains(Self.rolledBack), "\(failed.errors)")
      #expect(try await bench.keys() == ["a"])
      #expect(try await bench.sessions() == [Substring(session)])
    }
  }

  @Test("After a hard cancel in a session that was named, the rollback is tried, and what is left is told")
  func hardInNamedSession() async throws {
    try await with { bench in
      let session = try await bench.open()
      let result = try await bench.run(
        ["PUT a 1", "WAIT"], "--session", session, "--command-timeout", "300ms", "--cancellation-timeout",
        "-1")
      #expect(result.status == 125)
      #expect(result.errors.contains("the rollback itself failed: the server refused"), "\(result.errors)")
      #expect(result.errors.contains("its session goes on, with the transaction as far as was seen"))
      #expect(try await bench.keys() == [])
      // What it says ends both does.
      #expect(result.errors.contains("'xmlactl cancel session \(session)'"))
      #expect(
        try await Program.xmlactl("cancel", "session", session, "-t", bench.url, "--wait", "10s").status == 0)
      #expect(try await Program.xmlactl("transactions", "-o", "name", "-t", bench.url).output == "")
      #expect(try await bench.keys() == [])
    }
  }

  @Test(
    """
    "each BeginTransaction command increments the reference count by one": in a session whose transaction is open \
    already our commit would not commit; that is refused
    """)
  func openAlready() async throws {
    try await with { bench in
      let session = try await bench.open()
      _ = try await Program.xmlactl("begin", "--session", session, "-t", bench.url)
      let result = try await bench.run(["PUT a 1"], "--session", session)
      #expect(result.status == 5)
      #expect(result.errorLines.count == 1)
      #expect(result.errors.contains("a transaction is open in the session already"))
      // The other one's transaction is as it was.
      let commit = try await Program.xmlactl("commit", "--session", session, "-t", bench.url)
      #expect(commit.output.contains(Self.committed))
      #expect(try await bench.keys() == [])
    }
  }

  private static let engine = "http://schemas.microsoft.com/analysisservices/2003/engine"

  @Test(
    "What begins or ends a transaction itself is refused before anything is sent",
    arguments: [
      "<CommitTransaction xmlns=\"\(engine)\"/>", "<BeginTransaction xmlns=\"\(engine)\"/>",
      "<!-- x --><RollbackTransaction xmlns=\"\(engine)\"/>",
      "<Batch xmlns=\"\(engine)\" Transaction=\"false\"><RollbackTransaction/></Batch>",
      "commit  TRANSACTION",
      "-- note\nROLLBACK TRAN",
    ])
  func refused(_ command: String) async throws {
    let result = try await Program.run(
      [Program.path("xmlactl"), "run", "--transaction", "-t", "http://127.0.0.1:1/xmla", "-"],
      input: "PUT a 1\nGO\n\(command)")
    #expect(result.status == 65)
    #expect(result.errors.contains("line 3: the"), "\(result.errors)")
    #expect(result.errors.contains("nothing was sent"))
  }

  @Test("A commit whose answer is lost is claimed neither way")
  func lostCommit() async throws {
    // The session, its database, the begin, the statement, and then the commit, which the server carries out.
    try await with("--fault", "truncate:execute:5") { bench in
      let result = try await bench.run(["PUT a 1"])
      #expect(result.status == 76)
      #expect(
        result.errors.contains("the commit may have been sent, and no answer to it was read"),
        "\(result.errors)")
      #expect(!result.errors.contains(Self.rolledBack) && !result.errors.contains(Self.committed))
      #expect(result.errors.contains("whether it was committed is not known: look at the data"))
      #expect(try await bench.keys() == ["a"])
    }
  }

  @Test("A server that refuses explicit sessions has no transactions, and nothing is run")
  func noSessions() async throws {
    try await with("--begin-session", "none") { bench in
      let result = try await bench.run(["PUT a 1"])
      #expect(result.status == 5)
      #expect(result.errors.contains("a transaction needs an explicit session"), "\(result.errors)")
      #expect(try await bench.keys() == [])
    }
  }

  @Test("Who may not list transactions is told that no look was had")
  func reader() async throws {
    try await ScratchFolder.with { scratch in
      let file = try scratch.write("pw\n", to: "password")
      try await TestServers.withSandbox("--user", "rita:reader", "--password-file", file) { url in
        let rita = url.replacing("http://", with: "http://rita@")
        let result = try await Program.xmlactl(
          "run", "--transaction", "-t", rita, "--password-file", file, "--database", "HR", "GET")
        #expect(result.status == 0, "\(result.errors)")
        #expect(
          result.errors.contains("commit accepted; this user may not list transactions, so no look was had"))
      }
    }
  }
}
