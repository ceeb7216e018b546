import Foundation
import TestSupport
import Testing

/// The guided run, as a newcomer meets it.
@Suite(.startsServers) struct DemoTests {
  /// Ids of processes that have a text in their command line.
  private func processes(with text: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: "/proc").filter { id in
      guard Int(id) != nil, let line = FileManager.default.contents(atPath: "/proc/\(id)/cmdline") else {
        return false
      }
      return String(decoding: line, as: UTF8.self).contains(text)
    }
  }

  @Test("It lists and cancels on its own servers, and leaves nothing behind")
  func whole() async throws {
    try await ScratchFolder.with { scratch in
      let result = try await Program.xmlactl(
        "demo", environment: ["TMPDIR": scratch.path], within: .seconds(120))
      #expect(result.status == 0, "\(result.errors)")
      for text in [
        "$ xmlactl connections -t http://127.0.0.1:", "$ xmlactl sessions -t http://127.0.0.1:",
        "--associated --yes --wait 10s", "seen to be gone", "nothing is left behind",
      ] { #expect(result.output.contains(text), "\(text)") }
      if FileManager.default.isExecutableFile(atPath: "/usr/sbin/mariadbd") {
        #expect(result.output.contains("$ xmlactl kill query "))
        #expect(result.output.contains("seen to have stopped"))
      }
      #expect(try scratch.entries == [])
      #expect(try processes(with: scratch.path) == [])
    }
  }

  @Test(
    "Interrupted or killed in the middle it leaves nothing behind either",
    arguments: [SIGINT, SIGTERM, SIGKILL])
  func ended(_ signal: Int32) async throws {
    try await ScratchFolder.with { scratch in
      let line = """
        TMPDIR=\(scratch.path) xmlactl demo >\(scratch.path).out 2>&1 & id=$!
        for i in $(seq 300); do grep -q 'cancel spid' \(scratch.path).out && break; sleep 0.1; done
        kill -\(signal) $id; wait $id; status=$?; rm -f \(scratch.path).out; exit $status
        """
      let result = try await Program.shell(line, within: .seconds(90))
      #expect(result.status == 128 + signal)
      // After SIGKILL the supervisor is on its own and needs a moment.
      for _ in 0..<200 where try !scratch.entries.isEmpty { try await Task.sleep(for: .milliseconds(50)) }
      #expect(try scratch.entries == [])
      #expect(try processes(with: scratch.path) == [])
    }
  }
}
