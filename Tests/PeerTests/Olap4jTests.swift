import Foundation
import TestSupport
import Testing

extension PeerTests {
  /// The sandbox, and what is cancelled on it, as a stranger's client sees them.
  @Suite(
    .enabled(
      if: Olap4jClient.isInstalled,
      "olap4j or a Java compiler is not installed (Debian: libolap4j-java, default-jdk-headless)"))
  struct Olap4jTests {
    private func with(_ body: @Sendable (Olap4jClient, _ url: String) async throws -> Void) async throws {
      try await ScratchFolder.with { scratch in
        let client = try await Olap4jClient(in: scratch)
        try await TestServers.withSandbox { url in try await body(client, url) }
      }
    }

    @Test("It connects, and walks the metadata down to the members, whose numbers agree")
    func walk() async throws {
      try await with { client, url in
        let result = try await client.run("walk", url)
        #expect(result.status == 0, "\(result.errors)")
        let hierarchies = [
          "[Measures] MeasuresLevel 2=2, Net Sales has 0", "[Date].[Year] (All) 1=1 Year 6=6, All has 6",
          "[Geography].[Places] (All) 1=1 Country 8=8 City 24=24, All has 8",
          "[Product].[Category] (All) 1=1 Category 4=4, All has 4",
        ]
        let cubes = ["Sales DW: Sales", "HR: Staff", "Finance: Finance"].flatMap {
          ["\($0), 2 measures, 1 set"] + hierarchies
        }
        #expect(result.output.split(separator: "\n").map(String.init) == ["server xmla-sandbox"] + cubes)
        let names = try await client.run("names", url)
        #expect(names.output.contains("words ASC,AXIS,") || names.output.contains("words ASC, AXIS,"))
        #expect(names.output.hasSuffix("literals 15\nproperties 9\nchildren 3\n"), "\(names)")
      }
    }

    @Test(
      "It reads a query's cells with their members' ancestors, and is told of a typo and of a missing cube")
    func query() async throws {
      try await with { client, url in
        let mdx = "SELECT {[Measures].Members} ON COLUMNS, {[Geography].[Places].Members} ON ROWS FROM "
        let result = try await client.run("query", url, mdx + "[Sales]")
        let lines = result.output.split(separator: "\n")
        #expect(lines.count == 6, "\(result)")
        #expect(lines.first == "Country 1 < All < |123.45|11|128.45|13")
        #expect(lines.dropFirst().first == "City 1 < Country 1 < All < |246.90|21|251.90|")
        let missing = try await client.run("query", url, mdx + "[Sale]")
        #expect(missing.output.contains("failed: ") && missing.output.contains("0xc10a0006"))
        let typo = try await client.run("query", url, mdx.replacing("ROWS", with: "ROWZ") + "[Sales]")
        #expect(typo.output.contains("The syntax for 'ROWZ' is incorrect."))
      }
    }

    @Test("xmlactl lists its command and cancels it, and it is told so")
    func cancel() async throws {
      try await with { client, url in
        async let waiting = client.run("query", url, "WAIT")
        let session = try await Eventually.get("olap4j's command") {
          let all = try await Program.xmlactl("sessions", "-t", url, "-o", "ndjson")
          return try all.output.split(separator: "\n").map {
            try JSONDecoder().decode(SessionRow.self, from: Data($0.utf8))
          }.first { $0.statement?.contains("WAIT") == true }
        }
        let spid = String(session.spid)
        let cancelled = try await Program.xmlactl("cancel", "spid", spid, "--wait", "20s", "-t", url)
        #expect(cancelled.status == 0, "\(cancelled.errors)")
        let told = try await waiting
        #expect(told.output.contains("failed: ") && told.output.contains("0xc11c0002"), "\(told)")
      }
    }
  }
}
