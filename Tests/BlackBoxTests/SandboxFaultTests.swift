import Foundation
import TestSupport
import Testing

/// What `xmlactl` makes of each fault of the sandbox: the exit status, and one clear line.
@Suite(.startsServers) struct SandboxFaultTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var fault: String
    var status: Int32
    var says: String
    var testDescription: String { fault }
  }

  /// Checks that a run failed with one line that names the target and what to do next.
  private func check(
    _ result: ProgramResult, status: Int32, target: String, says text: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let errors = result.errors
    #expect(result.status == status, "\(errors)", sourceLocation: sourceLocation)
    #expect(result.errorLines.count == 1, "\(errors)", sourceLocation: sourceLocation)
    #expect(errors.hasPrefix("xmlactl: \(target): "), "\(errors)", sourceLocation: sourceLocation)
    #expect(errors.contains(text), "\(errors)", sourceLocation: sourceLocation)
    #expect(errors.contains("; "), "it says what to do next: \(errors)", sourceLocation: sourceLocation)
    #expect(result.output == "", sourceLocation: sourceLocation)
  }

  /// What a look at the sandbox shows of SPID 1001, which is busy from the start.
  private func status(_ url: String, _ option: String...) async throws -> String {
    let list = try await Program.run(
      [Program.path("xmlactl"), "sessions", "-t", url, "-o", "ndjson"] + option)
    let row = list.output.split(separator: "\n").first { $0.contains("\"spid\":1001,") }
    let match = row?.firstMatch(of: /"status":"([a-z]+)"/)
    return try String(#require(match).1)
  }

  // MARK: Replies

  static let replies = [
    Case(fault: "slow-first-byte=1h", status: 69, says: "no answer within 3.0s"),
    Case(fault: "stall-mid-body", status: 69, says: "no answer within 3.0s"),
    Case(fault: "truncate", status: 76, says: "the reply ended in the middle"),
    Case(fault: "html-page", status: 76, says: "the reply is an HTML page, not XMLA"),
    Case(fault: "fault-500", status: 69, says: "0xC1000007: The sandbox fails on purpose"),
    Case(fault: "json-error", status: 69, says: "HTTP 502: Internal error ApiException.Bad Request"),
    Case(fault: "empty-body", status: 76, says: "the reply is empty"),
  ]

  @Test(
    "Where a listing is spoilt it fails, and a cancel, which looks first, is never sent", arguments: replies)
  func discover(_ spoilt: Case) async throws {
    try await TestServers.withSandbox("--fault", "\(spoilt.fault):discover") { url in
      for words in [["sessions"], ["connections"], ["cancel", "spid", "1001", "--yes"]] {
        let result = try await run(words, url, spoilt)
        check(result, status: spoilt.status, target: url, says: spoilt.says)
      }
      #expect(try await status(url, "--via-dmv") == "active")
    }
  }

  @Test("A cancel whose answer is lost was perhaps carried out, and it says so", arguments: replies)
  func execute(_ spoilt: Case) async throws {
    try await TestServers.withSandbox("--fault", "\(spoilt.fault):cancel") { url in
      let cancel = try await run(["cancel", "spid", "1001", "--yes"], url, spoilt)
      check(cancel, status: spoilt.status, target: url, says: spoilt.says)
      // A SOAP fault is the server's own word: it refused.
      if spoilt.fault != "fault-500" {
        #expect(cancel.errors.contains("the cancel may have been sent"))
      }
      let isDone = !["html-page", "fault-500", "json-error"].contains(spoilt.fault)
      #expect(try await status(url) == (isDone ? "idle" : "active"))
    }
    try await TestServers.withSandbox("--fault", "\(spoilt.fault):execute") { url in
      let open = try await run(["session", "open"], url, spoilt)
      check(open, status: spoilt.status, target: url, says: spoilt.says)
    }
  }

  /// A run with a timeout that is short where it is what ends the run, and beyond any load otherwise.
  private func run(_ words: [String], _ url: String, _ spoilt: Case) async throws -> ProgramResult {
    let timeout = spoilt.says.contains("no answer") ? "3s" : "30s"
    return try await Program.run([Program.path("xmlactl")] + words + ["-t", url, "--timeout", timeout])
  }

  @Test("A zero byte after the XML does no harm")
  func trailingZero() async throws {
    try await TestServers.withSandbox("--fault", "trailing-zero") { url in
      let list = try await Program.xmlactl("sessions", "-t", url, "-o", "name")
      #expect(list.status == 0, "\(list.errors)")
      #expect(list.output.split(separator: "\n").count == 12)
      let cancel = try await Program.xmlactl("cancel", "spid", "1001", "--wait", "20s", "-t", url)
      #expect(cancel.status == 0, "\(cancel.errors)")
      #expect(try await status(url) == "idle")
    }
  }

  // MARK: Cancels

  @Test("The warning cancels nothing: status 3, and the work is still there")
  func warning() async throws {
    try await TestServers.withSandbox("--fault", "cancel-warning") { url in
      let result = try await Program.xmlactl("cancel", "spid", "1001", "-t", url)
      check(result, status: 3, target: url, says: "0x41140003")
      #expect(result.errors.contains("nothing was cancelled"))
      #expect(try await status(url) == "active")
    }
  }

  @Test("A cancel that is accepted and ignored: nothing is claimed, and --wait ends with status 4")
  func ignored() async throws {
    try await TestServers.withSandbox("--fault", "cancel-ignored") { url in
      let accepted = try await Program.xmlactl("cancel", "spid", "1001", "-t", url)
      #expect(accepted.status == 0)
      #expect(accepted.output.hasPrefix("SPID 1001: cancel accepted; whether it stopped was not checked"))
      let waited = try await Program.xmlactl("cancel", "spid", "1001", "--wait", "1s", "-t", url)
      check(waited, status: 4, target: url, says: "the cancel was accepted, and after 1.")
      #expect(waited.errors.contains("s it is active"))
      #expect(try await status(url) == "active")
    }
  }

  @Test("A cancel that takes its time is waited for")
  func slow() async throws {
    try await TestServers.withSandbox("--fault", "cancel-slow=1s") { url in
      let result = try await Program.xmlactl("cancel", "spid", "1001", "--wait", "30s", "-t", url)
      #expect(result.status == 0, "\(result.errors)")
      #expect(result.output.hasPrefix("SPID 1001: seen to have stopped"))
      #expect(try await status(url) == "idle")
    }
  }

  @Test("A cancel that takes longer than the wait: listed as cancelled, and no claim")
  func tooSlow() async throws {
    try await TestServers.withSandbox("--fault", "cancel-slow=1h") { url in
      let result = try await Program.xmlactl("cancel", "spid", "1001", "--wait", "1s", "-t", url)
      check(result, status: 4, target: url, says: "marked as cancelled, and the server is still ending it")
      #expect(try await status(url) == "cancelled")
    }
  }

  // MARK: Servers that differ

  @Test(
    """
    "If this case is encountered during the execution of a Cancel command, an error occurs." (the data pump): \
    the server's words, and the way out
    """)
  func pump() async throws {
    try await TestServers.withSandbox("--pump") { url in
      let opened = try await Program.xmlactl("session", "open", "-t", url)
      let session = opened.output.trimmingCharacters(in: .whitespacesAndNewlines)
      let refused = try await Program.xmlactl("cancel", "connection", "106", "--yes", "-t", url)
      check(refused, status: 69, target: url, says: "0xC114FFFA")
      #expect(refused.errors.contains("the server cannot cancel this connection"))
      #expect(refused.errors.contains("cancel its sessions: xmlactl cancel session"))
      #expect(refused.errors.contains(session))
      let way = try await Program.xmlactl("cancel", "session", session, "--wait", "20s", "-t", url)
      #expect(way.status == 0, "\(way.errors)")
      let left = try await Program.xmlactl("sessions", "-t", url, "-o", "name")
      #expect(!left.output.contains(session))
    }
  }

  @Test("A session that expired is told of with the server's code, and is not listed")
  func expired() async throws {
    try await TestServers.withSandbox("--session-timeout", "1ms") { url in
      let opened = try await Program.xmlactl("session", "open", "-t", url)
      #expect(opened.status == 0, "\(opened.errors)")
      let session = opened.output.trimmingCharacters(in: .whitespacesAndNewlines)
      let list = try await Program.xmlactl("sessions", "-t", url, "-o", "name")
      #expect(list.status == 0)
      #expect(!list.output.contains(session))
      let result = try await Program.xmlactl("session", "close", session, "-t", url)
      check(result, status: 3, target: url, says: "0xC10C000A")
    }
  }

  @Test(
    "A session is opened and closed whichever header the server honours", arguments: ["prefixed", "bare"])
  func headers(_ form: String) async throws {
    try await TestServers.withSandbox("--begin-session", form) { url in
      let opened = try await Program.xmlactl("session", "open", "-t", url)
      #expect(opened.status == 0, "\(opened.errors)")
      let session = opened.output.trimmingCharacters(in: .whitespacesAndNewlines)
      let list = try await Program.xmlactl("sessions", "-t", url, "-o", "name")
      #expect(list.output.contains(session))
      let closed = try await Program.xmlactl("session", "close", session, "-t", url)
      #expect(closed.status == 0, "\(closed.errors)")
      let after = try await Program.xmlactl("sessions", "-t", url, "-o", "name")
      #expect(!after.output.contains(session))
    }
  }

  @Test("A server without a rowset is told of, and the other listing works")
  func missingRowset() async throws {
    try await TestServers.withSandbox("--without", "DISCOVER_SESSIONS") { url in
      let result = try await Program.xmlactl("sessions", "-t", url)
      check(result, status: 69, target: url, says: "this server has no DISCOVER_SESSIONS")
      #expect(result.errors.contains("it offers DISCOVER_"))
      let connections = try await Program.xmlactl("connections", "-t", url, "-o", "name")
      #expect(connections.status == 0, "\(connections.errors)")
    }
  }

  @Test("Who may not call Discover is told so, with status 77, and of the way by views")
  func refusedDiscover() async throws {
    try await TestServers.withSandbox("--refuse-discover") { url in
      for listing in ["sessions", "connections"] {
        let result = try await Program.xmlactl(listing, "-t", url)
        check(result, status: 77, target: url, says: "0xC1180016")
        #expect(result.errors.contains("--via-dmv"))
      }
      let way = try await Program.xmlactl("sessions", "--via-dmv", "-t", url, "-o", "name")
      #expect(way.status == 0, "\(way.errors)")
      #expect(way.output.split(separator: "\n").count == 12)
    }
  }
}
