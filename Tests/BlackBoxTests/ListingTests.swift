import Foundation
import TestSupport
import Testing

/// Listings of the sandbox by the built binary.
@Suite(.startsServers) struct ListingTests {
  private func objects(_ text: String) throws -> [[String: Any]] {
    try text.split(separator: "\n").map {
      try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
  }

  @Test("ndjson has one object for each session, with every key and nulls for what is absent")
  func ndjson() async throws {
    try await TestServers.withSandbox { url in
      let result = try await Program.xmlactl("sessions", "-t", url, "-o", "ndjson")
      #expect(result.status == 0)
      #expect(result.errors == "")
      let sessions = try objects(result.output)
      #expect(sessions.count == 12)
      for session in sessions {
        #expect(
          Set(session.keys) == [
            "target", "id", "spid", "connection_id", "user", "host", "application", "database", "status",
            "start_time", "command_start_time", "elapsed_ms", "idle_ms", "statement", "used_memory_kb",
            "properties", "session_elapsed_ms", "command_end_time", "cpu_ms", "command_cpu_ms", "reads",
            "writes",
            "read_kb", "write_kb", "command_count", "full_id",
          ])
        #expect(session["target"] as? String == url)
        #expect(session["host"] is NSNull)
      }
    }
  }

  @Test("Filters are sent to the server, which applies them")
  func filters() async throws {
    try await TestServers.withSandbox { url in
      let all = try objects(try await Program.xmlactl("sessions", "-t", url, "-o", "ndjson").output)
      for (option, key, value) in [
        ("--database", "database", "Sales DW"), ("--user", "user", "CONTOSO\\svc-etl"),
      ] {
        let expected = all.filter { $0[key] as? String == value }.compactMap { $0["full_id"] as? String }
        #expect(!expected.isEmpty)
        let filtered = try await Program.xmlactl("sessions", "-t", url, option, value, "-o", "name")
        #expect(filtered.status == 0)
        #expect(filtered.output.split(separator: "\n").map(String.init) == expected)
      }
      let none = try await Program.xmlactl("sessions", "-t", url, "--database", "No Such", "-o", "ndjson")
      #expect(none.status == 65, "it is a typo, and no empty database: \(none.errors)")
      #expect(none.output == "")
    }
  }

  @Test("Connections are listed, and their ids are what the sessions refer to")
  func connections() async throws {
    try await TestServers.withSandbox { url in
      let sessions = try objects(try await Program.xmlactl("sessions", "-t", url, "-o", "ndjson").output)
      let names = try await Program.xmlactl("connections", "-t", url, "-o", "name")
      let ids = Set(names.plainIDs.compactMap { Int($0) })
      let referred = Set(
        sessions.filter { $0["application"] is NSNull }.compactMap { $0["connection_id"] as? Int })
      #expect(ids.isSuperset(of: referred.filter { $0 < 106 }))
      #expect(names.status == 0)
    }
  }

  @Test("json is one array, csv and tsv have a header and as many lines as there are sessions")
  func otherFormats() async throws {
    try await TestServers.withSandbox("--seed", "9") { url in
      let json = try await Program.xmlactl("sessions", "-t", url, "-o", "json")
      let array = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [Any]
      #expect(array?.count == 12)
      let tsv = try await Program.xmlactl("sessions", "-t", url, "-o", "tsv")
      #expect(tsv.output.split(separator: "\n").count == 13)
      #expect(tsv.output.hasPrefix("target\tid\tspid\t"))
      let csv = try await Program.xmlactl("connections", "-t", url, "-o", "csv")
      #expect(csv.output.hasPrefix("target,id,user,host,application,database,start_time,elapsed_ms"))
      let table = try await Program.xmlactl("sessions", "-t", url, environment: ["COLUMNS": "60"])
      #expect(table.output.split(separator: "\n").allSatisfy { $0.count <= 60 })
      let wide = try await Program.xmlactl("sessions", "-t", url, "-o", "wide")
      #expect(wide.output.contains("USED_MEMORY_KB"))
    }
  }

  @Test("Two targets go into one listing, and one that fails is told of while the other is listed")
  func twoTargets() async throws {
    try await TestServers.withSandbox { url in
      let both = try await Program.xmlactl("sessions", "-t", url, "-t", url, "-o", "name")
      #expect(both.status == 0)
      #expect(both.output.split(separator: "\n").count == 24)
      let half = try await Program.xmlactl(
        "sessions", "-t", "http://127.0.0.1:1/xmla", "-t", url, "-o", "name")
      #expect(half.status == 1)
      #expect(half.output.split(separator: "\n").count == 12)
      #expect(half.errors.hasPrefix("xmlactl: http://127.0.0.1:1/xmla: cannot connect"))
    }
  }

  @Test("XMLACTL_TARGET names the target where -t is absent")
  func environmentTarget() async throws {
    try await TestServers.withSandbox { url in
      let result = try await Program.xmlactl("sessions", "-o", "name", environment: ["XMLACTL_TARGET": url])
      #expect(result.status == 0)
      #expect(result.output.split(separator: "\n").count == 12)
    }
    let none = try await Program.xmlactl("sessions")
    #expect(none.status == 64)
    #expect(none.errors.contains("XMLACTL_TARGET"))
  }

  @Test("A reader that goes away ends a long listing at once, quietly and with status 0")
  func head() async throws {
    try await TestServers.withSandbox("--sessions", "200000") { url in
      try await ScratchFolder.with { scratch in
        for format in ["ndjson", "csv", "name", "json"] {
          let status = "\(scratch.path)/status"
          let result = try await Program.shell(
            "{ xmlactl sessions -t \(url) -o \(format); echo $? >\(status); } | head -1", within: .seconds(30)
          )
          #expect(result.output.split(separator: "\n").count == 1)
          #expect(result.errors == "")
          #expect(try String(contentsOfFile: status, encoding: .utf8) == "0\n")
        }
      }
    }
  }

  @Test("A long listing comes whole")
  func long() async throws {
    try await TestServers.withSandbox("--sessions", "20000") { url in
      let result = try await Program.xmlactl("sessions", "-t", url, "-o", "name")
      #expect(result.status == 0)
      #expect(Set(result.output.split(separator: "\n")).count == 20_000)
    }
  }

  @Test("A full disk is told, and is no success")
  func fullDisk() async throws {
    try await TestServers.withSandbox { url in
      let result = try await Program.shell("xmlactl sessions -t \(url) -o ndjson >/dev/full")
      #expect(result.status == 70)
      #expect(result.errors.contains("the output can't be written"))
    }
  }

  @Test("The trace shows the request and never the password")
  func trace() async throws {
    try await ScratchFolder.with { scratch in
      let file = try scratch.write("s3cret-pw\n", to: "password")
      try await TestServers.withSandbox("--user", "ops:server-admin", "--password-file", file) { url in
        let named = url.replacing("http://", with: "http://ops@")
        let result = try await Program.xmlactl(
          "sessions", "-t", named, "--password-file", file, "--trace", "-o", "name")
        #expect(result.status == 0)
        #expect(result.errors.contains("<RequestType>DISCOVER_SESSIONS</RequestType>"))
        #expect(result.errors.contains("HTTP 200"))
        #expect(!result.errors.contains("s3cret-pw"))
        // "ops:s3cret-pw" in base64.
        #expect(!result.errors.contains("b3BzOnMzY3JldC1wdw"))
      }
    }
  }
}
