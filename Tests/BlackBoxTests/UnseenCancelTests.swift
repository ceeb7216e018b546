import TestSupport
import Testing

/// `--unseen`: a cancel where nobody can look, and names that mean the same in listings and in cancels.
@Suite(.startsServers) struct UnseenCancelTests {
  private func run(_ url: String, _ words: String...) async throws -> ProgramResult {
    try await Program.run([Program.path("xmlactl")] + words + ["-t", url])
  }

  @Test("Where a listing hangs, as at a lock of the whole server, the hint names the way, and it works")
  func hanging() async throws {
    try await TestServers.withSandbox("--fault", "slow-first-byte=1h:discover") { url in
      let looked = try await run(url, "cancel", "spid", "1001", "--timeout", "1s")
      #expect(looked.status == 69)
      #expect(looked.errors.contains("nothing was cancelled"))
      #expect(looked.errors.contains("--unseen cancels without a look"))
      let unseen = try await run(url, "cancel", "spid", "1001", "--unseen", "--timeout", "5s")
      #expect(unseen.status == 4, "\(unseen.errors)")
      #expect(unseen.output == "")
      #expect(unseen.errors.contains("SPID 1001: cancel accepted, and nobody could look"))
      let view = try await run(url, "sessions", "--via-dmv", "-o", "csv", "--database", "Sales DW")
      #expect(view.output.split(separator: "\n").contains { $0.contains(",1001,") && $0.contains(",idle,") })
    }
  }

  @Test("Where Discover is refused it works too; nothing that needs a look is advised")
  func refused() async throws {
    try await TestServers.withSandbox("--refuse-discover") { url in
      let unseen = try await run(url, "cancel", "spid", "1001", "--unseen")
      #expect(unseen.status == 4, "\(unseen.errors)")
      let again = try await run(url, "cancel", "spid", "1001", "--unseen")
      #expect(again.status == 3, "\(again.errors)")
      #expect(again.errors.contains("nothing was cancelled"))
      #expect(!again.errors.contains("lists what there is"))
    }
  }

  @Test(
    "What only a look can check is refused before anything is sent",
    arguments: [
      ["1001", "1002"], ["1001", "--user", "anna"], ["1001", "--database", "HR"],
      ["1001/b3zgmi-4wtwcpl22xs-52"],
      ["1001", "--wait", "1s"], ["1001", "--escalate"],
    ])
  func usage(_ words: [String]) async throws {
    let result = try await Program.run(
      [Program.path("xmlactl"), "cancel", "spid", "--unseen", "-t", "http://127.0.0.1:1/xmla"] + words)
    #expect(result.status == 64, "\(words): \(result.errors)")
  }

  @Test("A dry run shows the document, and MySQL has no use for it")
  func dryRun() async throws {
    let planned = try await run("http://127.0.0.1:1/xmla", "cancel", "spid", "7", "--unseen", "-n")
    #expect(planned.status == 0, "\(planned.errors)")
    #expect(planned.output.contains("<SPID>7</SPID>"))
    let mysql = try await run("mysql://root@127.0.0.1:1/", "kill", "query", "7", "--unseen")
    #expect(mysql.status == 64, "\(mysql.errors)")
  }

  @Test("--user and --database mean in a cancel what they mean in a listing, without regard to case")
  func names() async throws {
    try await TestServers.withSandbox { url in
      let filter = ["--user", "contoso\\ANNA", "--database", "sales dw"]
      let listed = try await Program.run(
        [Program.path("xmlactl"), "sessions", "-o", "name", "-t", url] + filter)
      #expect(!listed.plainIDs.isEmpty)
      let cancelled = try await Program.run(
        [Program.path("xmlactl"), "cancel", "spid", "1001", "--wait", "10s", "-t", url] + filter)
      #expect(cancelled.status == 0, "\(cancelled.errors)")
      let other = try await run(url, "cancel", "spid", "1006", "--user", "contoso\\ANNA")
      #expect(other.status == 5)
    }
  }
}
