import Testing

@testable import SessionControl

@Suite("What came of a cancel")
struct CancelOutcomeTests {
  @Test(
    "Each outcome has its exit status",
    arguments: [
      (CancelOutcome.accepted, 0), (.stopped(after: .seconds(1)), 0), (.planned("KILL 1"), 0),
      (.nothingToCancel("gone"), 3), (.stillThere(after: .seconds(1), state: "it is active"), 4),
      (.refused("it is ours"), 5), (.failed(ControlError(.denied, "no")), 77),
      (.failed(ControlError(.unreachable, "no")), 69), (.failed(ControlError(.refused, "no")), 5),
    ] as [(CancelOutcome, Int32)])
  func status(outcome: CancelOutcome, status: Int32) {
    #expect(outcome.exitStatus.rawValue == status)
  }

  @Test(
    "Several outcomes that agree have their own status, others mean that some failed",
    arguments: [
      ([], .success), ([.success], .success), ([.refused], .refused), ([.success, .success], .success),
      ([.nothingToCancel, .nothingToCancel], .nothingToCancel), ([.denied, .denied, .denied], .denied),
      ([.success, .nothingToCancel], .partialFailure), ([.nothingToCancel, .success], .partialFailure),
      ([.refused, .nothingToCancel], .partialFailure), ([.success, .success, .unreachable], .partialFailure),
    ] as [([ExitStatus], ExitStatus)])
  func several(statuses: [ExitStatus], status: ExitStatus) {
    #expect(CancelOutcome.exitStatus(of: statuses) == status)
  }
}
