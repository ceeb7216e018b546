import TestSupport
import Testing

/// The terminal that tests look at must itself be right.
@Suite struct TerminalScreenTests {
  private func rows(_ text: String, columns: Int = 10) -> [String] {
    TerminalScreen(text, columns: columns).rows
  }

  @Test func linesAndReturns() {
    #expect(rows("ab\r\ncd\re") == ["ab", "ed"])
    #expect(rows("ab\u{8}c") == ["ac"])
    #expect(rows("") == [""])
  }

  @Test func itWrapsLate() {
    #expect(rows("1234567890") == ["1234567890"])
    #expect(rows("1234567890\r\nx") == ["1234567890", "x"])
    #expect(rows("1234567890x") == ["1234567890", "x"])
    #expect(rows("123456789日") == ["123456789", "日"])
    #expect(TerminalScreen("日e\u{301}", columns: 10).cursor.column == 3)
  }

  @Test func theCursorMovesAndCellsGo() {
    #expect(rows("abc\r\ndef\u{1B}[A\rX\u{1B}[2CY") == ["XbcY", "def"])
    #expect(rows("abcdef\u{1B}[3G\u{1B}[K") == ["ab"])
    #expect(rows("a\r\nb\r\nc\u{1B}[2A\r\u{1B}[J") == [""])
    #expect(rows("abcd\u{1B}[2G\u{1B}[2P") == ["ad"])
    #expect(rows("\u{1B}[0;1mab\u{1B}[0m") == ["ab"])
  }
}
