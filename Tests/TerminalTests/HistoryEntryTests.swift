import Testing

@testable import Terminal

@Suite struct HistoryEntryTests {
  @Test(
    "An entry is one line of the file and comes back as it was",
    arguments: [
      "sessions", "a\nb\r\nc\n", "C:\\new\\r", "\\", "\\\\n", "é日本\u{301}", "\n", "a\\", "\t x ", "\\\n\\",
    ])
  func roundTrip(_ text: String) {
    let encoded = HistoryEntry(text: text).encoded
    #expect(!encoded.unicodeScalars.contains("\n") && !encoded.unicodeScalars.contains("\r"))
    #expect(Array(HistoryEntry(encoded: encoded).text.utf8) == Array(text.utf8))
  }

  @Test func whatAnotherHandWroteIsKept() {
    #expect(HistoryEntry(encoded: "a\\d+\\").text == "a\\d+\\")
  }

  @Test func noCharacterThatEndsACString() {
    #expect(HistoryEntry(text: "a\0b").encoded == "ab")
    #expect(HistoryEntry(encoded: "a\0b").text == "ab")
  }
}
