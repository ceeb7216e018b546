import Synchronization
import TestSupport
import Testing

/// Replies without an end: memory stays flat, or the reply is refused.
@Suite(.startsServers) struct FaultMemoryTests {
  private static let names = ["Id", "User", "Host", "db", "Command", "Time", "State", "Info"]
  private static let row = [
    "7", "anna", "localhost", "app", "Query", "5", "", String(repeating: "x", count: 500),
  ]

  @Test("An endless process list is streamed in constant memory", arguments: ["ndjson", "csv", "name"])
  func endlessList(_ format: String) async throws {
    let talk: @Sendable (RogueTalk) throws -> Void = { talk in
      try talk.letIn()
      try talk.identity(askedBy: try talk.statement())
      _ = try talk.statement()
      try talk.columns(Self.names)
      try talk.endlessRows(Self.row)
    }
    try await ScratchFolder.with { scratch in
      try await RogueServer.with(.talks(talk)) { server in
        let peak = "grep VmHWM /proc/$(cat pid)/status | tr -dc 0-9; echo"
        let result = try await Program.shell(
          """
          cd \(scratch.path) &&
          sh -c 'echo $$ >pid; exec xmlactl sessions -t mysql://ops@127.0.0.1:\(server.port)/?tls=disabled -o \(format)' |
            { head -n 2000 >/dev/null; \(peak); head -n 10000 >/dev/null; \(peak); }
          """)
        let peaks = result.output.split(separator: "\n").compactMap { Int($0) }
        #expect(peaks.count == 2, "\(result.output)\(result.errors)")
        #expect(try #require(peaks.last) < #require(peaks.first) + 1_024, "kilobytes")
      }
    }
  }

  @Test("One row without an end is given up at 256 MiB")
  func endlessPacket() async throws {
    let parts = Mutex(0)
    let talk: @Sendable (RogueTalk) throws -> Void = { talk in
      try talk.letIn()
      _ = try talk.statement()
      try talk.columns(Self.names)
      // As many parts of the greatest length, 16 MiB, as the client takes.
      let part = [UInt8](repeating: 0x78, count: 0xFF_FFFF)
      while true {
        try talk.packet(part)
        parts.withLock { $0 += 1 }
      }
    }
    try await FaultCheck.with { check in
      try await RogueServer.with(.talks(talk)) { server in
        try await check.fails(
          ["sessions"], on: "mysql://ops@127.0.0.1:\(server.port)/?tls=disabled", timeout: "20s", status: 69,
          says: "the connection broke")
        #expect((15...17).contains(parts.withLock { $0 }))
      }
    }
  }
}
