import Testing

@testable import Terminal

@Suite struct CandidateColumnsTests {
  private func lines(_ titles: [String], _ width: Int) -> [String] {
    CandidateColumns(titles: titles, width: width).lines
  }

  @Test func columnsAreReadDownwards() {
    #expect(lines(["a", "bb", "ccc", "d", "e"], 10) == ["a    d", "bb   e", "ccc"])
    #expect(lines(["a", "bb", "ccc"], 80) == ["a    bb   ccc"])
    #expect(lines([], 80).isEmpty)
  }

  @Test func wideCharactersTakeTwoCells() {
    #expect(lines(["日本", "abcd", "é"], 12) == ["日本  é", "abcd"])
  }

  @Test func noLineIsWiderThanTheTerminal() {
    let titles = (0..<90).map { "title\($0)" + ($0 % 7 == 0 ? "日本語日本語" : "") }
    for width in 1...130 {
      #expect(lines(titles, width).map(CellWidth.of).max()! <= max(1, width - 1))
    }
  }

  @Test func whatIsTooLongIsCut() {
    #expect(lines(["abcdefghij"], 6) == ["abcd…"])
    #expect(lines(["日本語日本"], 6) == ["日本…"])
  }

  @Test func manyAreCounted() {
    let lines = lines((0..<250).map { "t\($0)" }, 80)
    #expect(lines.last == "… 150 more")
    #expect(lines.joined().contains("t99"))
    #expect(!lines.joined().contains("t100"))
  }

  @Test func aTitleCanNotMoveTheCursor() {
    #expect(lines(["a\u{1B}[2Jb", "c\nd", "e\u{202E}f"], 80) == ["a?[2Jb  c?d     e?f"])
  }
}
