import SessionControl
import Testing

@testable import XmlactlCommands

@Suite struct RunReportTests {
  private func line(_ leftover: Leftover) -> String {
    RunReport(target: "cube", place: "", limits: RunLimits(command: .seconds(1)), remaining: 0).line(
      .commandTimeoutExpired(cause: nil), leftover: leftover)
  }

  @Test("A session that was left is told with what ends it, unless the server has just refused that")
  func leftover() {
    #expect(line(.session("S")).contains("'xmlactl cancel command --session S' ends that"))
    let refused = line(.session("S", takesCancel: false))
    #expect(
      refused.hasSuffix(
        "session S goes on, and the server takes no cancel of it from here: ask who runs the server"))
  }
}
