import Testing

@testable import SessionControl

@Suite("Durations as text")
struct DurationTextTests {
  @Test(
    "A number and its unit are a duration",
    arguments: [
      ("500ms", Duration.milliseconds(500)), ("0ms", .zero), ("0s", .zero), ("30s", .seconds(30)),
      ("10m", .seconds(600)), ("2h", .seconds(7_200)), ("007s", .seconds(7)),
      ("8784h", .seconds(366 * 86_400)), ("31622400000ms", .seconds(366 * 86_400)),
    ])
  func reads(text: String, duration: Duration) {
    #expect(Duration(text: text) == duration)
  }

  @Test(
    "Anything else is none",
    arguments: [
      "", "s", "ms", "10", "-5s", "+5s", "1.5s", "1,5s", "5 s", " 5s", "5s ", "5S", "5M", "5sec", "5d",
      "1h30m",
      "１s", "١s", "0x5s", "5\u{301}s", "8785h", "31622400001ms", "9223372036854775807h",
      "9223372036854775807ms", "9223372036854775808ms", "99999999999999999999s",
    ])
  func refuses(text: String) {
    #expect(Duration(text: text) == nil)
  }

  @Test(
    "Spoken durations use the two largest units",
    arguments: [
      (0, "0.0s"), (99, "0.0s"), (100, "0.1s"), (450, "0.4s"), (9_999, "9.9s"), (10_000, "10s"),
      (59_999, "59s"), (60_000, "1m00s"), (187_000, "3m07s"), (3_599_999, "59m59s"), (3_600_000, "1h00m"),
      (7_500_000, "2h05m"), (86_399_999, "23h59m"), (86_400_000, "1d00h"), (273_600_000, "3d04h"),
      (8_640_000_000, "100d00h"),
    ])
  func spoken(milliseconds: Int64, text: String) {
    #expect(Duration.milliseconds(milliseconds).spoken == text)
  }

  @Test("The longest time a server can send is spoken without overflow")
  func spokenLimit() {
    #expect(Duration.milliseconds(Int64.max).spoken == "106751991167d07h")
  }

  @Test(
    "Whole milliseconds are rounded down, whole seconds up and to at least one",
    arguments: [
      (Duration.zero, 0, 1), (.microseconds(999), 0, 1), (.microseconds(1_999), 1, 1),
      (.milliseconds(1_000), 1_000, 1), (.milliseconds(1_001), 1_001, 2), (.milliseconds(1_999), 1_999, 2),
      (.seconds(30), 30_000, 30),
    ])
  func rounds(duration: Duration, milliseconds: Int64, seconds: Int64) {
    #expect(duration.wholeMilliseconds == milliseconds)
    #expect(duration.wholeSecondsRoundedUp == seconds)
  }
}
