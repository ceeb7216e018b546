import Foundation
import TestSupport
import Testing

/// Explicit sessions of the sandbox, and cancels inside them, by the built binary.
@Suite(.startsServers) struct ExplicitSessionTests {
  private func open(_ url: String, _ arguments: [String] = []) async throws -> String {
    let result = try await Program.run([Program.path("xmlactl"), "session", "open", "-t", url] + arguments)
    #expect(result.status == 0, "\(result.errors)")
    return result.output.trimmingCharacters(in: .whitespacesAndNewlines)
  }

  private func isRunning(_ statement: String, in session: String, _ url: String) async throws -> Bool {
    let list = try await Program.xmlactl("sessions", "-t", url, "-o", "ndjson")
    return list.output.split(separator: "\n").contains {
      $0.contains(session) && $0.contains(statement) && $0.contains("\"status\":\"active\"")
    }
  }

  @Test("A session is opened, listed with its database, closed, and then not known")
  func openAndClose() async throws {
    try await TestServers.withSandbox { url in
      let session = try await open(url, ["--database", "HR"])
      let list = try await Program.xmlactl("sessions", "-t", url, "-o", "tsv")
      let row = try #require(list.output.split(separator: "\n").first { $0.contains(session) })
      #expect(row.contains("\tHR\t"))

      let closed = try await Program.xmlactl("session", "close", session, "-t", url)
      #expect(closed.status == 0)
      #expect(closed.output == "session \(session): closed, and the server no longer knows it\n")
      let again = try await Program.xmlactl("session", "close", session, "-t", url)
      #expect(again.status == 3)
      #expect(again.errors.contains("0xC10C000A"))
      #expect(again.errorLines.count == 1)
    }
  }

  @Test("MySQL has no explicit sessions: usage")
  func mysql() async throws {
    let result = try await Program.xmlactl("session", "open", "-t", "mysql://root@127.0.0.1:1/")
    #expect(result.status == 64)
  }

  @Test(
    """
    "A user can cancel the currently executing command within the context of the current explicit session by \
    sending a Cancel command with no specified properties."
    """)
  func ownCommand() async throws {
    try await TestServers.withSandbox { url in
      let session = try await open(url)
      async let reply = RawXMLA.execute(statement: "WAIT", in: session, at: url)
      try await Eventually.holds("the statement") { try await isRunning("WAIT", in: session, url) }

      let planned = try await Program.xmlactl("cancel", "command", "--session", session, "-t", url, "-n")
      #expect(planned.output.contains("SessionId=\"\(session)\""))
      #expect(
        planned.output.contains(
          "<Cancel xmlns=\"http://schemas.microsoft.com/analysisservices/2003/engine\"/>"))

      let result = try await Program.xmlactl(
        "cancel", "command", "--session", session, "--wait", "10s", "-t", url)
      #expect(result.status == 0, "\(result.errors)")
      #expect(result.output.hasPrefix("command of session \(session): seen to have stopped"))
      #expect(try await reply.contains("ErrorCode=\"3239837698\""))
      // The session stays and works.
      #expect(try await RawXMLA.execute(statement: "ROWS 1", in: session, at: url).contains("<row>"))

      let idle = try await Program.xmlactl("cancel", "command", "--session", session, "-t", url)
      #expect(idle.status == 3)
    }
  }

  @Test("An ordinary user cancels the own command and is told that nobody looked")
  func reader() async throws {
    try await ScratchFolder.with { scratch in
      let file = try scratch.write("pw\n", to: "password")
      try await TestServers.withSandbox(
        "--user", "rita:reader", "--user", "ops:server-admin", "--password-file", file
      ) { url in
        let rita = url.replacing("http://", with: "http://rita@")
        let ops = url.replacing("http://", with: "http://ops@")
        let session = try await open(rita, ["--password-file", file])
        async let reply = RawXMLA.execute(statement: "WAIT", in: session, login: "rita:pw", at: url)
        try await Eventually.holds("the statement") {
          try await Program.xmlactl("sessions", "-t", ops, "-o", "tsv", "--password-file", file).output
            .contains("WAIT")
        }
        let guarded = try await Program.xmlactl(
          "cancel", "command", "--session", session, "--user", "rita", "-t", rita, "--password-file", file)
        #expect(guarded.status == 5, "what can't be checked is refused")

        let result = try await Program.xmlactl(
          "cancel", "command", "--session", session, "-t", rita, "--password-file", file)
        #expect(result.status == 0, "\(result.errors)")
        #expect(result.output.contains("cancel accepted; whether it stopped was not checked"))
        #expect(try await reply.contains("ErrorCode=\"3239837698\""))

        let watched = try await Program.xmlactl(
          "cancel", "command", "--session", session, "--wait", "1s", "-t", rita, "--password-file", file)
        #expect(watched.status == 3)
        #expect(watched.errors.contains("0x41140003"))
      }
    }
  }

  @Test("An id that is no session of this server is nothing to cancel")
  func unknown() async throws {
    try await TestServers.withSandbox { url in
      let result = try await Program.xmlactl(
        "cancel", "command", "--session", "0B0C7C4E-5E1B-4C6B-9C55-7B1C2F4A9D10", "-t", url)
      #expect(result.status == 3)
    }
  }
}
