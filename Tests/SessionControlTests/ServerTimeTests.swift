import SessionControl
import Testing

@Suite("Points in time as servers write them")
struct ServerTimeTests {
  @Test(
    "UTC, with any fraction and with or without a Z",
    arguments: [
      ("1970-01-01T00:00:00", 0), ("2024-02-29T12:00:00Z", 1_709_208_000_000_000_000),
      ("2026-09-30T09:05:22.843333Z", 1_790_759_122_843_333_000),
      ("2000-03-01T00:00:00.1", 951_868_800_100_000_000),
      ("1999-12-31T23:59:59.1234567899Z", 946_684_799_123_456_789),
    ])
  func reads(text: String, nanoseconds: Int64) {
    #expect(ServerTime.nanoseconds(text) == nanoseconds)
  }

  @Test(
    "Anything else is no point in time",
    arguments: [
      "", "2026-09-30", "2026-13-01T00:00:00", "2026-09-30T09:05:22+02:00", "2026-09-3xT09:05:22",
      "9999-01-01T00:00:00", "2026-09-30T09:05:22Zx",
    ])
  func refuses(text: String) {
    #expect(ServerTime.nanoseconds(text) == nil)
  }

  @Test(
    "An offset is converted to UTC, over the end of a day and of a year, and the fraction stays",
    arguments: [
      ("2026-09-30T01:02:03+02:00", "2026-09-29T23:02:03Z"),
      ("2026-12-31T23:30:00.10-01:30", "2027-01-01T01:00:00.10Z"),
      ("2024-02-28T20:00:00-05:00", "2024-02-29T01:00:00Z"),
      ("2026-09-30T01:02:03+00:00", "2026-09-30T01:02:03Z"),
      ("2026-09-30T01:02:03", nil), ("2026-09-30T01:02:03Z", nil), ("2026-09-30T01:02:03+15:00", nil),
      ("1970-01-01T00:00:00+01:00", nil), ("2026-09-30T01:02:03*02:00", nil),
      ("2026-09-30T01:02:03+02:60", nil),
    ])
  func offsets(text: String, utc: String?) {
    #expect(ServerTime.utc(ofOffset: text) == utc)
  }

  @Test("The time between two, never less than none")
  func between() {
    let end = ServerTime.nanoseconds("2026-09-30T09:05:22.5Z")
    #expect(ServerTime.milliseconds(from: "2026-09-30T09:05:21.25", to: end) == 1_250)
    #expect(ServerTime.milliseconds(from: "2026-09-30T09:05:23", to: end) == 0)
    #expect(ServerTime.milliseconds(from: nil, to: end) == nil)
    #expect(ServerTime.milliseconds(from: "2026-09-30T09:05:21", to: nil) == nil)
  }

  @Test(
    "Seconds are written as a date, and read back as the same",
    arguments: [0, 68_169_600, 951_782_400, 1_709_164_800, 1_795_266_230, 4_102_444_799])
  func written(seconds: UInt64) {
    let text = ServerTime.text(seconds: seconds)
    #expect(ServerTime.nanoseconds(text) == Int64(seconds) * 1_000_000_000, "\(text)")
  }

  @Test("A leap day is written as one")
  func leapDay() {
    #expect(ServerTime.text(seconds: 951_782_400) == "2000-02-29T00:00:00Z")
    #expect(ServerTime.text(seconds: 951_868_800) == "2000-03-01T00:00:00Z")
  }
}
