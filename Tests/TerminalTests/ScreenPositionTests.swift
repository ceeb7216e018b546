import Testing

@testable import Terminal

/// What libedit showed on a real terminal of that width.
@Suite struct ScreenPositionTests {
  private func position(_ text: String, _ columns: Int) -> [Int] {
    let position = ScreenPosition(after: text.unicodeScalars, columns: columns)
    return [position.row, position.column]
  }

  @Test func rowsWrapWhenTheyAreFull() {
    #expect(position("", 10) == [0, 0])
    #expect(position("123456789", 10) == [0, 9])
    #expect(position("1234567890", 10) == [1, 0])
    #expect(position("12345678901", 10) == [1, 1])
  }

  @Test func aWideCharacterGoesToTheNextRowWhole() {
    #expect(position("12345678日", 10) == [1, 0])
    #expect(position("123456789日", 10) == [1, 2])
    #expect(position("e\u{301}", 10) == [0, 1])
  }

  @Test func linesTabsAndControls() {
    #expect(position("ab\ncd", 10) == [1, 2])
    #expect(position("ab\t", 20) == [0, 8])
    #expect(position("\t", 20) == [0, 8])
    #expect(position("\u{1}", 10) == [0, 2])
  }

  @Test func aTerminalWithoutWidthIsNoCrash() { #expect(position("日本\n", 0)[1] == 0) }
}
