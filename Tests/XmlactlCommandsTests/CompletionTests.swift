import Foundation
import TestSupport
import Testing

/// The committed completions are those of the command tree.
@Suite struct CompletionTests {
  @Test(
    "completions/ is what the command tree generates; UPDATE_SNAPSHOTS=1 writes it anew",
    arguments: [("bash", "xmlactl.bash"), ("zsh", "_xmlactl"), ("fish", "xmlactl.fish")])
  func drift(_ shell: String, _ file: String) async throws {
    let generated = try await Program.xmlactl("--generate-completion-script", shell).output
    let url = CommandTree.root.appendingPathComponent("completions/\(file)")
    if ProcessInfo.processInfo.environment["UPDATE_SNAPSHOTS"] == "1" {
      try generated.write(to: url, atomically: true, encoding: .utf8)
    }
    let isSame = try String(contentsOf: url, encoding: .utf8) == generated
    #expect(
      isSame, "completions/\(file) has drifted: run UPDATE_SNAPSHOTS=1 swift test --filter CompletionTests")
  }
}
