import SessionControl
import Testing

@testable import Rendering
@testable import XmlactlCommands

@Suite("Looking again and again")
struct WatchTests {
  private let start = ContinuousClock.now

  @Test(
    "Looks begin at whole intervals, whatever they take, and none overlap",
    arguments: [(0, 200), (150, 200), (200, 200), (201, 400), (1_999, 2_000), (7_200_000, 7_200_000)])
  func cadence(elapsed: Int, next: Int) {
    let found = TargetWatch<Session>.next(
      after: start, .milliseconds(200), now: start + .milliseconds(elapsed))
    #expect(found - start == .milliseconds(next))
  }

  private func look(_ code: ControlError.Code?) -> Look<Session> {
    Look(
      at: .now(),
      code.map { .failure(ControlError($0, "x")) } ?? .success(Look<Session>.Findings()))
  }

  private func take(_ hope: inout WatchHope, _ look: Look<Session>, from index: Int) -> Bool {
    hope.take(look, from: index)
  }

  @Test(
    "A first look that nobody can help ends the watch; a server that is down may come back",
    arguments: [
      (ControlError.Code.denied, SessionControl.ExitStatus?.some(.denied)), (.loginRefused, .denied),
      (.usage, .usage), (.badInput, .badInput),
      (.configuration, .configuration), (.unreachable, nil), (.notConnected, nil), (.connectTimedOut, nil),
      (.busy, nil), (.protocolViolation, nil), (nil, nil),
    ])
  func firstLook(code: ControlError.Code?, status: SessionControl.ExitStatus?) {
    var hope = WatchHope(count: 1)
    #expect(!hope.isLeft)
    #expect(take(&hope, look(code), from: 0) == (status != nil))
    #expect(hope.verdict == status)
    #expect(hope.isLeft == (status == nil))
  }

  @Test(
    "After a good look too a login that is refused is the last, since servers lock accounts; all else may pass",
    arguments: [
      (ControlError.Code.denied, true), (.loginRefused, true), (.usage, false), (.badInput, false),
      (.configuration, false),
      (.unreachable, false), (.busy, false),
    ])
  func laterLook(code: ControlError.Code, isLast: Bool) {
    var hope = WatchHope(count: 1)
    #expect(!take(&hope, look(nil), from: 0))
    #expect(take(&hope, look(code), from: 0) == isLast)
    #expect(hope.verdict == (isLast ? .denied : nil))
  }

  @Test("One target that may come back keeps the watch, and none but that")
  func severalTargets() {
    var hope = WatchHope(count: 3)
    #expect(take(&hope, look(.denied), from: 1))
    #expect(take(&hope, look(.usage), from: 2))
    #expect(hope.verdict == nil)
    #expect(!hope.isLeft)
    #expect(!take(&hope, look(nil), from: 0))
    #expect(hope.verdict == nil)
    #expect(hope.isLeft)
    #expect(take(&hope, look(.denied), from: 0))
    #expect(hope.verdict == .partialFailure)
    #expect(!hope.isLeft)
  }

  @Test("The interval is read strictly; plain numbers are seconds")
  func interval() {
    func every(_ text: String) -> Duration? {
      guard case .every(let duration) = ListingOptions.Interval(text) else { return nil }
      return duration
    }
    #expect(every("5") == .seconds(5))
    #expect(every("1m") == .seconds(60))
    #expect(every("100ms") == .milliseconds(100))
    for text in ["", "0", "99ms", "1.5", "-1", "+1", "x", "2 s", "2S", "99999999999h", "٣"] {
      #expect(every(text) == nil, "\(text)")
    }
  }

  @Test("A moment is told in UTC to the millisecond, and to people as their clock shows it")
  func moment() {
    let now = Moment.now()
    #expect(now.utc.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/) != nil)
    #expect(now.local.wholeMatch(of: /\d\d:\d\d:\d\d/) != nil)
    #expect(ServerTime.nanoseconds(now.utc) != nil)
  }
}
