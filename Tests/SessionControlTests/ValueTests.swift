import Testing

@testable import SessionControl

@Suite("Cells as a server sent them")
struct ValueTests {
  @Test(
    "A value as text",
    arguments: [
      (Value.null, nil), (.text(""), ""), (.text("a\nb"), "a\nb"), (.integer(.min), "-9223372036854775808"),
      (.unsigned(.max), "18446744073709551615"), (.double(1.5), "1.5"), (.boolean(true), "true"),
      (.decimal("1.50"), "1.50"),
      (.boolean(false), "false"), (.timestamp("2024-05-01T08:00:00Z"), "2024-05-01T08:00:00Z"),
    ] as [(Value, String?)])
  func text(value: Value, text: String?) {
    #expect(value.text == text)
  }

  @Test(
    "Only whole numbers from zero are counts",
    arguments: [
      (Value.unsigned(.max), .max), (.integer(0), 0), (.integer(17), 17), (.integer(-1), nil), (.null, nil),
      (.text("17"), 17), (.text("+17"), nil), (.text("1.7"), nil), (.text(""), nil), (.double(17), nil),
      (.boolean(true), nil), (.decimal("17"), 17), (.decimal("17.0"), nil), (.decimal("-1"), nil),
    ] as [(Value, UInt64?)])
  func count(value: Value, count: UInt64?) {
    #expect(value.count == count)
  }

  @Test("What is absent is null")
  func absent() {
    #expect(Value(nil as String?) == .null)
    #expect(Value(nil as UInt64?) == .null)
    #expect(Value(timestamp: nil) == .null)
    #expect(Value("" as String?) == .text(""))
    #expect(Value(0 as UInt64?) == .unsigned(0))
    #expect(Value(timestamp: "2024-05-01T08:00:00Z") == .timestamp("2024-05-01T08:00:00Z"))
  }
}
