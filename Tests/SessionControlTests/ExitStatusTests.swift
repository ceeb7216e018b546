import Testing

@testable import SessionControl

@Suite("Exit statuses")
struct ExitStatusTests {
  /// Scripts hold on to these numbers: a change here breaks them.
  private static let contract: [ExitStatus: Int32] = [
    .success: 0, .partialFailure: 1, .nothingToCancel: 3, .stillThere: 4, .refused: 5,
    .interruptedByOthers: 6, .usage: 64,
    .badInput: 65, .unreachable: 69, .internalError: 70, .tryAgain: 75, .protocolViolation: 76, .denied: 77,
    .configuration: 78, .commandTimeout: 124, .commandTimeoutHard: 125, .interrupted: 130, .terminated: 143,
  ]

  @Test("Every status has the number that scripts know", arguments: ExitStatus.allCases)
  func numbers(status: ExitStatus) {
    #expect(status.rawValue == Self.contract[status])
  }

  @Test("None is missing")
  func complete() {
    #expect(ExitStatus.allCases.count == Self.contract.count)
  }
}
