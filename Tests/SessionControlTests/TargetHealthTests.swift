import SessionControl
import Testing

@Suite("What is told of a target that is looked at again and again")
struct TargetHealthTests {
  private let start = ContinuousClock.now

  private func moment(_ seconds: Int) -> Moment {
    Moment(instant: start + .seconds(seconds), utc: "utc \(seconds)", local: "local \(seconds)")
  }

  private func success(_ seconds: Int, notes: String...) -> Look<Session> {
    var findings = Look<Session>.Findings()
    findings.notes = notes
    return Look(at: moment(seconds), .success(findings))
  }

  private func failure(_ seconds: Int, _ message: String) -> Look<Session> {
    Look(at: moment(seconds), .failure(ControlError(.unreachable, message)))
  }

  @Test("A failure is told when it begins and when it changes, and its end with how long it took")
  func outage() {
    var health = TargetHealth(target: "db1")
    #expect(health.take(success(0)) == [])
    #expect(health.take(failure(2, "no route")) == ["db1: no route; looking again"])
    #expect(health.take(failure(4, "no route")) == [])
    #expect(health.take(failure(5, "refused after 0 ms")) == ["db1: refused after 0 ms; looking again"])
    #expect(health.take(failure(5, "refused after 12 ms")) == [])
    #expect(health.take(failure(6, "refused")) == ["db1: refused; looking again"])
    #expect(health.outage?.since == moment(2))
    #expect(health.outage?.error.message == "refused")
    #expect(health.take(success(14)) == ["db1: back again after 12s"])
    #expect(health.outage == nil)
    #expect(health.take(success(16)) == [])
    // The same failure is news again.
    #expect(health.take(failure(18, "refused")) == ["db1: refused; looking again"])
  }

  @Test("A note is told once, as long as it stays")
  func notes() {
    var health = TargetHealth(target: "db1")
    #expect(health.take(success(0, notes: "own threads only")) == ["db1: own threads only"])
    #expect(health.take(success(2, notes: "own threads only", "more")) == ["db1: more"])
    #expect(health.take(failure(4, "x")) == ["db1: x; looking again"])
    #expect(health.take(success(6, notes: "own threads only")) == ["db1: back again after 2.0s"])
    #expect(health.take(success(8)) == [])
    #expect(health.notes == [])
    #expect(health.take(success(9, notes: "own threads only")) == ["db1: own threads only"])
  }

  @Test("The last look at a target is told as such, also when its failure is no news")
  func lastLook() {
    var health = TargetHealth(target: "db1")
    _ = health.take(failure(2, "refused"))
    #expect(health.take(failure(4, "refused"), isLast: true) == ["db1: refused; it is not asked again"])
    #expect(health.outage?.isFinal == true)
  }
}
